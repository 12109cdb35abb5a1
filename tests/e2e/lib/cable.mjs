// The cable between one browser and the desk: a forward proxy that can be cut in the middle and mended. Host and
// Origin pass through unchanged, so the desk's checks of both stay in force.

import { createServer, request } from "node:http";
import { connect } from "node:net";

export async function cable(leave) {
  const sockets = new Set();
  let isCut = false;

  const server = createServer((asked, answer) => {
    const onward = request(asked.url, { method: asked.method, headers: asked.headers, agent: false }, (response) => {
      answer.writeHead(response.statusCode, response.rawHeaders);
      response.pipe(answer);
    });
    onward.on("socket", track);
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  });
  server.on("connect", (asked, near) => {
    const [host, port] = asked.url.split(":");
    const far = connect(Number(port), host, () => {
      near.write("HTTP/1.1 200 OK\r\n\r\n");
      near.pipe(far).pipe(near);
    });
    for (const [one, other] of [[near, far], [far, near]]) {
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
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
    mend: () => {
      isCut = false;
    },
  };
}
