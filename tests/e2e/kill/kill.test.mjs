// `kill -9` while orders and receipts flow: what was acknowledged is there once, nothing else is there twice or half.
//
// WUTU_KILLS sets how often (20), WUTU_SEED what falls where; a failure prints the seed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Failed, uuid7 } from "../lib/client.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";

const KILLS = Number(process.env.WUTU_KILLS ?? 20);
const SEED = Number(process.env.WUTU_SEED ?? 20261121);
const PHONES = 6;
const OPERATORS = 2;
/** The desk is killed after so many acknowledged writes, at the least and at the most. */
const [FEWEST, MOST] = [3, 60];
/** An inbox holds at least so many orders. */
const NEWEST = 100;
/** A retry with the command id of an act that was acknowledged is tried for so many, the latest. */
const RETRIED = 40;

let house;
const atTheEnd = leaving();
before(async () => {
  house = await demonstration(atTheEnd);
});
after(() => atTheEnd.all());

test(`after each of ${KILLS} kills everything acknowledged is there once`, async (t) => {
  const random = seeded(SEED);
  const written = new Ledger();
  let desk = await house.serve();
  const port = desk.port;
  let owner = await desk.owner();
  const street = await gridNamed(owner, "荷花路街道");
  const { card, heads } = await estateBelow(owner, street.grid.path, PHONES);
  const phones = await Promise.all(heads.map((post) => owner.pairPhone(post.id)));
  let mid = 0;

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const deadline = FEWEST + Math.floor(random() * (MOST - FEWEST));
    const before = written.acknowledged;
    const dying = desk;
    const death = new Promise((done) => {
      written.onAcknowledged = () => {
        if (written.acknowledged - before === deadline) done(dying.kill());
      };
    });
    let isDead = false;
    death.then(() => {
      isDead = true;
    });
    const flow = [
      ...Array.from({ length: OPERATORS }, () => operate(owner, card.grid.path, written, () => isDead)),
      ...phones.map((phone, at) => answer(phone, written, seeded(SEED + kill * 100 + at), () => isDead)),
    ];
    await death;
    await Promise.all(flow);
    written.onAcknowledged = () => {};
    mid += written.open.size;

    const { document } = await house.wutu(["verify", house.store]);
    assert.equal(document.sound, true, `verify after kill ${kill}`);

    desk = await house.serve(port);
    owner = await desk.owner();
    for (const phone of phones) phone.address = desk.address;
    await settle(owner, phones, written);
    await compare(owner, phones, written, kill);
  }
  t.diagnostic(
    `seed ${SEED}: ${written.acknowledged} acknowledged writes, ${written.orders.size} orders, ` +
      `${written.receipts.size} receipts, ${mid} calls under way at the kills`,
  );
  await compareAll(owner, phones, written);
  await desk.stop();
  const { document } = await house.wutu(["verify", house.store]);
  assert.equal(document.sound, true);
});

/** What clients were told, and what they were still waiting for when the desk died. */
class Ledger {
  acknowledged = 0;
  /** Command id → what was answered. */
  orders = new Map();
  /** `order post mark` → command id and answer. */
  receipts = new Map();
  /** Command id → how to ask again. */
  open = new Map();
  /** Every act that was ever answered, oldest first. */
  acts = [];
  onAcknowledged = () => {};

  async call(again) {
    this.open.set(again.id, again);
    const outcome = await again.send();
    this.answered(again, outcome);
    return outcome;
  }

  answered(again, outcome) {
    this.open.delete(again.id);
    this.acknowledged += 1;
    this.acts.push({ ...again, outcome });
    if (outcome.type === "order_issued") this.orders.set(again.id, { ...outcome, text: again.text });
    else this.receipts.set(`${again.order} ${again.phone.post} ${again.mark.mark}`, again);
    this.onAcknowledged();
  }
}

/** Issues orders one after the other until the desk dies. */
async function operate(owner, path, written, isDead) {
  for (let count = 0; !isDead(); count += 1) {
    const id = uuid7();
    const text = `第 ${count} 条，${id}`;
    if (!(await goOn(written.call({ id, text, send: (by = owner) => by.issue(path, text, {}, id) })))) return;
  }
}

/** Answers what the inbox holds, step by step, until the desk dies. */
async function answer(phone, written, random, isDead) {
  while (!isDead()) {
    const inbox = await goOn(phone.ask("inbox"));
    if (!inbox) return;
    for (const order of inbox.orders.filter(({ progress }) => progress !== "done").slice(0, 4)) {
      const mark = next(order.progress, random);
      if (mark === null) continue;
      const id = uuid7();
      const send = () => phone.mark(order.id, phone.post, mark, id);
      if (!(await goOn(written.call({ id, order: order.id, phone, mark, send })))) return;
    }
  }
}

function next(progress, random) {
  const steps = { waiting: "delivered", delivered: "read", read: "accepted", accepted: "done" };
  if (progress === "read" && random() < 0.2) return { mark: "refused", reason: "人不在岗" };
  const mark = steps[progress];
  if (mark === undefined) return null;
  return mark === "done" ? { mark, words: "已办完" } : { mark };
}

/** The answer, or nothing once the connection broke. The desk's own refusals are failures of the test. */
async function goOn(call) {
  try {
    return await call;
  } catch (failure) {
    if (failure instanceof Failed) throw failure;
    return null;
  }
}

/** Clients come back and say again, with the same command id, what nobody answered. */
async function settle(owner, phones, written) {
  for (const again of [...written.open.values()]) {
    written.answered(again, await again.send(again.phone ?? owner));
  }
}

async function compare(owner, phones, written, kill) {
  const { orders } = await owner.ask("orders", { scope: null, limit: 100_000 });
  const byId = new Map(orders.map((order) => [order.id, order]));
  assert.equal(byId.size, orders.length, `an order is listed twice after kill ${kill}`);
  const texts = new Map(orders.map((order) => [order.text, order]));
  assert.equal(texts.size, orders.length, `an order was made twice after kill ${kill}`);
  assert.equal(new Set(orders.map(({ number }) => number)).size, orders.length, "a number was given twice");
  assert.equal(orders.length, written.orders.size, `orders without an author after kill ${kill}`);
  for (const { order, number, text, people } of written.orders.values()) {
    const there = byId.get(order);
    assert.deepEqual({ number: there?.number, text: there?.text }, { number, text }, `order lost after kill ${kill}`);
    assert.equal(there.tally.expected, people, `half an order after kill ${kill}`);
  }

  for (const phone of phones) {
    // The inbox holds the newest; the boards are compared at the end.
    const inbox = await phone.ask("inbox");
    assert.ok(inbox.orders.length >= Math.min(orders.length, NEWEST), "an order without its recipient");
    for (const order of inbox.orders) compareReceipt(order, order.receipt, phone.post, written);
  }

  for (const act of written.acts.slice(-RETRIED)) {
    assert.deepEqual(await act.send(act.phone ?? owner), act.outcome, `another answer to ${act.id} after kill ${kill}`);
  }
  const after = await owner.ask("orders", { scope: null, limit: 100_000 });
  assert.equal(after.orders.length, orders.length, "a retry made an order");
}

/** Every receipt of every order, by the boards. */
async function compareAll(owner, phones, written) {
  const posts = new Set(phones.map(({ post }) => post));
  for (const { order } of written.orders.values()) {
    const board = await owner.ask("order", { id: order });
    const rows = board.rows.filter(({ post }) => posts.has(post));
    assert.equal(rows.length, posts.size, "an order without its recipient");
    for (const row of rows) compareReceipt(board.order, row.receipt, row.post, written);
  }
}

function compareReceipt(order, receipt, post, written) {
  for (const step of ["delivered", "read", "accepted", "refused", "done"]) {
    const wasSaid = written.receipts.has(`${order.id} ${post} ${step}`);
    assert.equal(receipt[step] !== null, wasSaid, `${step} of ${order.number} with ${post}`);
  }
}

/** mulberry32: small, and the same everywhere. */
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
