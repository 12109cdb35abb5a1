// A whole district answers: everybody in post has a page open, one order goes to all of them, and then ten at once. Every
// receipt is there, on the phones, on the board and in the store. How long it took and how much it held is told, never
// judged: that is `docs/benchmarks.md`.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { draft } from "../lib/client.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";

/** A desk that was built without optimisation has this long for ten orders. */
const PATIENCE = 900;
/** Everybody delivers, reads and accepts. */
const MARKS = 3;

let house, desk, owner;
const leave = leaving();
before(async () => {
  house = await empty(leave);
  await house.wutu(["demo", house.store, "--drill"], { seconds: 600 });
  desk = await house.serve();
  owner = await desk.owner();
});
after(() => leave.all());

test("a district has one order, then ten at once, and every answer is there once", async (t) => {
  const top = (await owner.ask("district")).tops[0].path;
  const wanted = draft(top, "全区响应");
  const { people } = await owner.ask("reach", { draft: wanted });
  const { child, ended } = house.begin(["drill", house.store, "--profile", "rush"]);
  leave(() => child.kill("SIGKILL"));
  const withoutPage = async () => (await owner.ask("reach", { draft: wanted })).without_page;
  await until("everybody's page", async () => (await withoutPage()) === 0, PATIENCE);
  t.diagnostic(`${people} pages open, the desk holds ${await held("VmRSS")}`);

  const orders = [];
  for (const count of [1, 10]) {
    const began = performance.now();
    const durable = [];
    const issue = async (_, at) => {
      const { order } = await owner.issue(top, `全区响应 ${count}-${at}`);
      durable.push(performance.now() - began);
      orders.push(order);
    };
    await Promise.all(Array.from({ length: count }, issue));
    await until(`all answers to ${count}`, async () => (await accepted(orders)) === people * orders.length, PATIENCE);
    const [first, last] = [Math.min(...durable), Math.max(...durable)].map(Math.round);
    t.diagnostic(
      `${count} at once: durable after ${first} to ${last} ms, all answers after ` +
        `${((performance.now() - began) / 1000).toFixed(1)} s, the desk held ${await held("VmHWM")} at the most`,
    );
  }

  for (const order of orders) {
    const { rows } = await owner.ask("order", { id: order });
    const answered = rows.filter(({ receipt }) => receipt.delivered && receipt.read && receipt.accepted);
    assert.deepEqual([rows.length, answered.length], [people, people]);
  }
  child.kill("SIGINT");
  const { code, out } = await ended;
  assert.equal(code, 0);
  const { refused, board, orders: heard } = JSON.parse(out);
  t.diagnostic(`the board was behind by ${board.median} ms, p95 ${board.p95} ms, by ${board.last} ms at the most`);
  assert.equal(refused, 0);
  assert.deepEqual(heard.map((order) => order.people), orders.map(() => people));
  assert.deepEqual([board.marks, board.open], [people * MARKS * orders.length, 0], "the board was told of all of it");

  await desk.stop();
  const { document } = await house.wutu(["verify", house.store], { seconds: 600 });
  assert.equal(document.sound, true);
});

/** How many have accepted, of all these orders. */
async function accepted(wanted) {
  const { orders } = await owner.ask("orders", { scope: null, limit: 20 });
  return orders.filter(({ id }) => wanted.includes(id)).reduce((sum, { tally }) => sum + tally.accepted, 0);
}

async function held(what) {
  const status = await readFile(`/proc/${desk.pid}/status`, "utf8");
  return `${Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)[1]) / 1024)} MB`;
}
