// Orders and receipts that flow from several clients, and the account of what each client was told: what the tests
// share that take the ground from under a desk.

import assert from "node:assert/strict";
import { uuid7 } from "../lib/client.mjs";

/** An inbox holds at least so many orders. */
const NEWEST = 100;
/** More orders than any test issues. */
const ALL = 1_000_000;
/** A retry with the command id of an act that was acknowledged is tried for so many, the latest. */
const RETRIED = 40;
/** A desk that has not answered by then hangs. */
const PATIENCE = 60_000;

/** What clients were told, and what they were still waiting for when the desk died. */
export class Account {
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
    const outcome = await inTime(again.send());
    this.answered(again, outcome);
    return outcome;
  }

  /** What a phone said of an order without an answer. */
  unanswered(phone, order) {
    return [...this.open.values()].find((again) => again.phone === phone && again.order === order);
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

/** Issues orders one after the other until it is over. `meet` is handed each call that fails. */
export async function operate(owner, path, written, { isOver, meet }) {
  for (let count = 0; !isOver(); count += 1) {
    const id = uuid7();
    const text = `第 ${count} 条，${id}`;
    await written.call({ id, text, send: (by = owner) => by.issue(path, text, {}, id) }).catch(meet);
  }
}

/** Answers what the inbox holds, step by step, until it is over. What failed is said again with the same command id. */
export async function answer(phone, written, random, { isOver, meet }) {
  while (!isOver()) {
    const inbox = await inTime(phone.ask("inbox")).catch(meet);
    const orders = inbox?.orders.filter(({ progress }) => progress !== "done") ?? [];
    for (const order of orders.slice(0, 4)) {
      const again = written.unanswered(phone, order.id) ?? step(phone, order, random);
      if (again && !isOver()) await written.call(again).catch(meet);
    }
  }
}

function step(phone, order, random) {
  const mark = next(order.progress, random);
  const id = uuid7();
  return mark && { id, order: order.id, phone, mark, send: () => phone.mark(order.id, phone.post, mark, id) };
}

function next(progress, random) {
  const steps = { waiting: "delivered", delivered: "read", read: "accepted", accepted: "done" };
  if (progress === "read" && random() < 0.2) return { mark: "refused", reason: "人不在岗" };
  const mark = steps[progress];
  if (mark === undefined) return null;
  return mark === "done" ? { mark, words: "已办完" } : { mark };
}

/** The answer; an error when none comes. */
export async function inTime(call) {
  let late;
  const timer = new Promise((_, failed) => {
    late = setTimeout(() => failed(new assert.AssertionError({ message: "the desk does not answer" })), PATIENCE);
  });
  return Promise.race([call, timer]).finally(() => clearTimeout(late));
}

/** Clients come back and say again, with the same command id, what nobody answered. */
export async function settle(owner, phones, written) {
  for (const again of [...written.open.values()]) {
    written.answered(again, await again.send(again.phone ?? owner));
  }
}

/** What the desk says now against what each client was told; `when` is for people. Of very many orders the `newest` are
 * looked at, and all of them counted. */
export async function compare(owner, phones, written, when, newest = ALL) {
  const { orders, total } = await owner.ask("orders", { scope: null, limit: newest });
  assert.equal(total, written.orders.size, `orders without an author, or lost, ${when}`);
  assert.equal(orders.length, Math.min(total, newest));
  const told = new Map([...written.orders.values()].map((order) => [order.order, order]));
  for (const unique of ["id", "text", "number"]) {
    const values = new Set(orders.map((order) => order[unique]));
    assert.equal(values.size, orders.length, `an order is there twice by its ${unique} ${when}`);
  }
  for (const { id, number, text, tally } of orders) {
    const known = told.get(id);
    assert.deepEqual({ number, text }, { number: known?.number, text: known?.text }, `another order ${when}`);
    assert.equal(tally.expected, known.people, `half an order ${when}`);
  }

  for (const phone of phones) {
    // The inbox holds the newest; the boards are compared at the end.
    const inbox = await phone.ask("inbox");
    assert.ok(inbox.orders.length >= Math.min(orders.length, NEWEST), "an order without its recipient");
    for (const order of inbox.orders) compareReceipt(order, order.receipt, phone.post, written);
  }

  for (const act of written.acts.slice(-RETRIED)) {
    assert.deepEqual(await act.send(act.phone ?? owner), act.outcome, `another answer to ${act.id} ${when}`);
  }
  const after = await owner.ask("orders", { scope: null, limit: 1 });
  assert.equal(after.total, total, "a retry made an order");
}

/** Every receipt of every order, by the boards. */
export async function compareAll(owner, phones, written) {
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
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
