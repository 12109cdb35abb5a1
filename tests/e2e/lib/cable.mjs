// The cable between one browser and the desk: a forward proxy that can be cut in the middle, or swallow what goes over it
// without a word, and be mended. Host and Origin pass through unchanged, so the desk's checks of both stay in force.

import { createServer, request } from "node:http";
import { connect } from "node:net";

export async function cable(leave) {
  const sockets = new Set();
  let isCut = false;
  /** What passes over tunnels, from one socket to another. */
  const passing = new Map();
  let [through, open] = [Promise.resolve(), () => {}];
  let isSilent = false;

  const server = createServer(async (asked, answer) => {
    await through;
    const onward = request(asked.url, { method: asked.method, headers: asked.headers, agent: false }, async (response) => {
      await through;
      answer.writeHead(response.statusCode, response.rawHeaders);
      response.pipe(answer);
    });
    onward.on("socket", track);
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  });
  server.on("connect", async (asked, near) => {
    near.on("error", () => {});
    await through;
    if (near.destroyed) return;
    const [host, port] = asked.url.split(":");
    const far = connect(Number(port), host, () => {
      near.write("HTTP/1.1 200 OK\r\n\r\n");
      for (const [one, other] of both) {
        passing.set(one, other);
        if (!isSilent) one.pipe(other);
      }
    });
    const both = [[near, far], [far, near]];
    for (const [one, other] of both) {
      one.on("close", () => passing.delete(one)).on("error", () => other.destroy()).on("close", () => other.destroy());
    }
    track(far);
  });
  server.on("connection", (socket) => {
    if (isCut) socket.destroy();
    else track(socket);
  });
  function track(socket) {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  }

  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  leave(() => {
    cut();
    server.close();
  });
  return {
    proxy: { server: `http://127.0.0.1:${server.address().port}` },
    /** All that is under way breaks off, and nothing new gets through. */
    cut,
    /** Nothing gets through in either direction, and nobody is told: neither end's socket breaks. */
    swallow: () => {
      isSilent = true;
      through = new Promise((settle) => (open = settle));
      for (const [one, other] of passing) one.unpipe(other).pause();
    },
    mend: () => {
      isCut = false;
      if (!isSilent) return;
      isSilent = false;
      open();
      for (const [one, other] of passing) one.pipe(other);
    },
  };
}
