// How many can hear one speech: one speaks, so many listen over loopback, at the desk itself or at a switchboard of its own.
// Build first: cargo build --release -p cli && cargo build --release -p switchboard --example listeners
// WUTU_BUILT=target/release node tests/e2e/load/listeners.mjs desk:1000 switchboard:1000

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";

const LISTENERS = join(process.env.WUTU_BUILT ?? "target/release", "examples/listeners");
const TICKS = 100;

const leave = leaving();
try {
  for (const [where, count] of process.argv.slice(2).map((asked) => asked.split(":"))) await measure(where, Number(count));
} finally {
  await leave.all();
}

async function measure(where, count) {
  const house = await demonstration(leave);
  const boards = where === "switchboard" ? [await house.switchboard()] : [];
  const desk = await house.serve(0, boards);
  const owner = await desk.owner();
  const street = await gridNamed(owner, "荷花路街道");
  const [head] = (await estateBelow(owner, street.grid.path, 1)).heads;
  const { code } = await owner.act({ type: "offer_pairing", post: head.id });
  const { token } = await post("/api/pair", null, { code, command_id: crypto.randomUUID() });
  const act = { command_id: crypto.randomUUID(), action: { type: "begin_speech", channel: head.grid, span: "below" } };
  const { speech } = await post("/api/act", token, act);
  const line = `speech/${speech}`;
  if (boards.length > 0) {
    await until("it is up", async () => {
      const { address: told } = await post("/api/switchboard", token, { line: `speech/${crypto.randomUUID()}` });
      return told !== null;
    });
  }
  const bearer = await desk.ownersToken();
  const address = async (by) => {
    if (boards.length === 0) return `ws://127.0.0.1:${desk.port}/api/media ${line} ${by}`;
    const told = await post("/api/switchboard", by, { line });
    return `${told.address} ${line} -`;
  };
  const client = spawn(LISTENERS, { stdio: ["pipe", "pipe", "inherit"] });
  leave(() => client.kill("SIGKILL"));
  let said = "";
  client.stdout.setEncoding("utf8").on("data", (part) => {
    said += part;
  });
  client.stdin.write(`${await address(token)}\n`);
  for (let at = 0; at < count; at += 50) {
    const told = await Promise.all(Array.from({ length: Math.min(50, count - at) }, () => address(bearer)));
    client.stdin.write(told.map((one) => `${one}\n`).join(""));
  }
  client.stdin.end();
  const isOver = () => said.includes("HTTP error") || client.exitCode !== null;
  await until("all are there", () => said.includes("there ") || isOver(), 40).catch(() => {});
  if (!said.includes("there ")) console.log("not all are there:", said.slice(0, 300));
  const processes = { desk: desk.pid, client: client.pid, ...(boards[0] && { switchboard: boards[0].pid }) };
  const before = used(processes);
  await until("it was measured", () => said.includes("packets ") || isOver(), 40).catch(() => {});
  const after = used(processes, before);
  console.log(where, count, said.trim().split("\n").slice(-1)[0]);
  for (const [name, { seconds, megabytes }] of Object.entries(after)) {
    console.log(`  ${name}: ${(seconds - before[name].seconds).toFixed(1)} s of processor, ${megabytes} MB at the most`);
  }
  client.kill("SIGKILL");
  await leave.all();

  async function post(path, by, body) {
    const headers = { "content-type": "application/json", ...(by && { authorization: `Bearer ${by}` }) };
    const answer = await fetch(`${desk.address}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const value = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
    return value;
  }
}

/** Processor seconds until now and the most memory of each; a process that has gone keeps what was known. */
function used(processes, before = {}) {
  const each = Object.entries(processes).map(([name, pid]) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
      const megabytes = Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024);
      return [name, { seconds: (Number(fields[11]) + Number(fields[12])) / TICKS, megabytes }];
    } catch {
      return [name, before[name] ?? { seconds: 0, megabytes: 0 }];
    }
  });
  return Object.fromEntries(each);
}
