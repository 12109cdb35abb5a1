// Ports that nobody listens on just now.

import { createServer } from "node:net";

/** Listens on `port` of all addresses, 0 for any, and hangs up on whoever comes; `vacate` it in the end. A test that
 * fails before that ends all the same. */
export function occupy(port, host = "0.0.0.0") {
  return new Promise((found, failed) => {
    const server = createServer((socket) => socket.destroy()).once("error", failed);
    server.listen(port, host, () => found(server.unref()));
  });
}

/** A port that is free on this machine's own address. */
export async function freePort() {
  const server = await occupy(0, "127.0.0.1");
  const { port } = server.address();
  await vacate(server);
  return port;
}

/** A port that is free on all addresses, and so is the one after it. */
export async function freePair() {
  for (;;) {
    const first = await occupy(0);
    const { port } = first.address();
    const second = await occupy(port + 1).catch(() => null);
    await Promise.all([first, second].filter(Boolean).map(vacate));
    if (second !== null) return port;
  }
}

/** Lets go of a port. */
export const vacate = (server) => new Promise((gone) => server.close(gone));
