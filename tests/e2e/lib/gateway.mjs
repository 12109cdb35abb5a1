// A gateway for SMS as sites have them: it takes messages over HTTP, refuses a number, and reports what became of them.

import { createServer } from "node:http";

/** Listens on this machine until `leave` says so. `refuses` are numbers that it does not take. */
export async function openGateway(leave, { refuses = [] } = {}) {
  const heard = [];
  let answering = Promise.resolve();
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", async () => {
      const { to, text, id } = JSON.parse(body);
      const isTaken = !refuses.includes(to);
      heard.push({ to, text, id, key: request.headers.authorization });
      await answering;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(isTaken ? { code: 0, msgId: `g-${id}` } : { code: 7, message: "号码在黑名单" }));
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  leave(() => new Promise((done) => server.close(done)));
  const address = `http://127.0.0.1:${server.address().port}/send`;
  /** It takes what comes and answers nothing until what this gives is called. */
  const hold = () => {
    let release;
    answering = new Promise((done) => (release = done));
    return release;
  };
  return { address, heard, hold };
}

/** How such a gateway is entered. */
export const settingOf = (address) => ({
  errand: {
    method: "post",
    address,
    headers: [{ name: "Authorization", value: "Bearer {key}" }],
    body: { type: "json", text: '{"to":"{to}","text":"{text}","id":"{id}"}' },
    proof: { type: "field", pointer: "/code", values: ["0"] },
    number: "/msgId",
    reason: "/message",
  },
  text: "【五图】{priority}{kind}：{words}（{deadline}）{sender}",
  longest: 70,
  language: "zh",
  a_minute: 600,
  a_day: 1000,
  cost: { thousandths: 45, currency: "元", part: 70 },
  deduplicates: false,
  report: { number: "id", status: "stat", delivered: ["DELIVRD"], failed: [], accepted: ["1"], reply: "ok" },
});
