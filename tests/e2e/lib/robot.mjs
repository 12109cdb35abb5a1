// A robot of a 钉钉 group as its own page describes it: it takes messages that are signed, and refuses in words of its
// own once it is taken out of the group.

import { createHmac } from "node:crypto";
import { createServer } from "node:http";

const KEY = "0123456789abcdef4711";
export const SECRET = "SEC0123456789abcdef";
const AN_HOUR = 3_600_000;

/** Listens on this machine until `leave` says so. `heard` is what it took; `gone` set to true, it is in no group. */
export async function openRobot(leave) {
  const robot = { heard: [], gone: false };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer(robot, new URL(request.url, "http://robot"), JSON.parse(body))));
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  leave(() => new Promise((done) => server.close(done)));
  robot.address = `http://127.0.0.1:${server.address().port}/robot/send?access_token=${KEY}`;
  return robot;
}

function answer(robot, { searchParams }, { markdown }) {
  if (robot.gone || searchParams.get("access_token") !== KEY) return { errcode: 300001, errmsg: "token is not exist" };
  const stamp = searchParams.get("timestamp");
  const sign = createHmac("sha256", SECRET).update(`${stamp}\n${SECRET}`).digest("base64");
  const isSigned = searchParams.get("sign") === sign && Math.abs(Date.now() - Number(stamp)) < AN_HOUR;
  if (!isSigned) return { errcode: 310000, errmsg: "sign not match" };
  robot.heard.push(markdown.text);
  return { errcode: 0, errmsg: "ok" };
}
