// A laptop in the field: the real window on the field page of a centre elsewhere, over TLS. It is confirmed by its
// fingerprint, paired, cut off, and finds its way back.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estateBelow, gridNamed, row } from "../lib/district.mjs";
import { demonstration, empty, NETWORK } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { freePair } from "../lib/port.mjs";
import { until } from "../lib/until.mjs";
import { openWith } from "./window.mjs";

/** A name that no name service knows; the laptop goes by the number. */
const NAME = "desk.wutu.test";
const PUMPS = "请核查地下室排水设备";

let house, desk, owner, head, port, address, data, laptop, origin;
const atTheEnd = leaving();
const ofTheWindow = leaving();

before(async () => {
  house = await demonstration(atTheEnd);
  data = join(house.folder, "laptop");
  port = await freePair();
  address = `https://${NETWORK}:${port}`;
  await serve();
  const street = await gridNamed(owner, "荷花路街道");
  head = (await estateBelow(owner, street.grid.path, 1)).heads[0];
});
after(async () => {
  await ofTheWindow.all();
  await atTheEnd.all();
});

test("an address that is none, and a centre that is not there, are told in words", { timeout: 120_000 }, async () => {
  await open("--field");
  await laptop.sees("[data-testid=centre]");
  await connect("http://desk", "");
  await failure("不是指挥中心的地址");
  await laptop.shot("field-centre");
  await connect(`${NETWORK}:9`, "");
  await failure("连不上");
});

test("a wrong fingerprint is refused with words, and nothing is remembered", { timeout: 120_000 }, async () => {
  await connect(address, "AB:".repeat(31) + "AB");
  await failure("出示的证书不是这个指纹");
  assert.ok((await laptop.text("[data-testid=centre-failure]")).includes(desk.network.fingerprint));
  await laptop.shot("field-wrong-fingerprint");
  await ofTheWindow.all();
  await open("--field");
  await laptop.sees("[data-testid=centre]");
});

test("the fingerprint that the centre shows is compared by a person, and leads to the field page", { timeout: 120_000 }, async () => {
  await connect(address, "");
  const shown = await laptop.runOn("[data-testid=centre-shown]", "return element.dataset.fingerprint");
  assert.equal(shown, desk.network.fingerprint);
  await laptop.shot("field-compare");
  await laptop.click("[data-testid=centre-other]");
  await laptop.sees("[data-testid=centre-address]");
  await laptop.click("[data-testid=centre-go]");
  await laptop.click("[data-testid=centre-same]");
  await laptop.sees("[data-testid=pair-code]");
  origin = await laptop.run("return location.origin");
  assert.match(origin, /^http:\/\/127\.0\.0\.1:\d+$/);
});

test("the page may ask nothing of the window, and the window goes nowhere else", { timeout: 60_000 }, async () => {
  for (const command of ["act", "ask", "centre", "go_to_centre"]) {
    const asked = await laptop.run(
      "return window.__TAURI_INTERNALS__ ? window.__TAURI_INTERNALS__.invoke(arguments[0], {}).then(() => 'done', String) : 'none'",
      command,
    );
    assert.notEqual(asked, "done", command);
  }
  const page = await fetch(`${origin}/field`);
  assert.match(page.headers.get("content-security-policy"), /default-src 'none'; script-src 'self'/);
  assert.equal((await fetch(`${origin}/`)).status, 404, "the operator's page is not there");
  await laptop.run("location.href = 'https://example.com/'");
  await laptop.sees("[data-testid=pair-code]");
  assert.equal(await laptop.run("return location.origin"), origin);
});

test("it pairs with a code and accepts an order that arrives", { timeout: 120_000 }, async () => {
  const { code } = await owner.act({ type: "offer_pairing", post: head.id });
  await laptop.type("[data-testid=pair-code]", code);
  await laptop.click("[data-testid=pair-go]");
  await laptop.sees("[data-testid=inbox]");
  await laptop.reads("[data-testid=link]", "已连");
  const order = await ordered(PUMPS);
  await laptop.click(`[data-testid=inbox-order][data-order="${order}"]`);
  await laptop.click("[data-testid=accept]");
  await progress(order, "accepted");
  await laptop.shot("field-order");
  await laptop.click("[data-testid=order-back]");
});

test("cut off, closed and opened again it shows what it has, and what is answered arrives once", { timeout: 240_000 }, async () => {
  const order = await ordered("请报告河堤情况");
  await laptop.sees(`[data-testid=inbox-order][data-order="${order}"]`);
  await progress(order, "delivered");
  await desk.stop();
  await laptop.sees("[data-testid=link-lost]");
  await ofTheWindow.all();

  // Without a word: a laptop that was in the field is there again.
  await open();
  await laptop.click(`[data-testid=inbox-order][data-order="${order}"]`);
  assert.equal(await laptop.run("return location.origin"), origin);
  await laptop.click("[data-testid=accept]");
  await laptop.sees("[data-testid=order][data-progress=accepted]");
  await laptop.shot("field-offline");
  await laptop.click("[data-testid=order-back]");
  await laptop.click("[data-testid=front-ground]");
  await laptop.sees("[data-testid=ground-map]");
  await laptop.shot("field-ground-offline");
  await ofTheWindow.all();
  await open();

  await serve();
  await progress(order, "accepted");
  await laptop.reads("[data-testid=link]", "已连");
  await until("an empty outbox", () => laptop.run("return localStorage.getItem('wutu.field.pending') === '[]'"));
  const { rows } = await owner.ask("order", { id: order });
  assert.equal(rows.filter((one) => one.progress === "accepted").length, 1);
});

test("somebody else at the centre's address gets nothing, and that is said", { timeout: 240_000 }, async () => {
  await desk.stop();
  await laptop.sees("[data-testid=link-lost]");
  const other = await empty(atTheEnd);
  await other.wutu(["new", other.store]);
  const stranger = await other.serveNetwork(NAME, port);
  await laptop.runOn("[data-testid=stranger]", "return element.textContent.includes('不是确认过的那一张')");
  await laptop.shot("field-stranger");
  await laptop.click("[data-testid=stranger] a");
  await laptop.sees("[data-testid=centre]");
  assert.equal(await laptop.runOn("[data-testid=centre-address]", "return element.value"), address);
  await stranger.stop();
});

async function serve() {
  desk = await house.serveNetwork(NAME, port);
  owner = await desk.owner();
}

async function open(...args) {
  laptop = await openWith(ofTheWindow, args, { XDG_DATA_HOME: data });
}

async function connect(where, fingerprint) {
  await laptop.replace("[data-testid=centre-address]", where);
  if (fingerprint !== "") await laptop.replace("[data-testid=centre-fingerprint]", fingerprint);
  await laptop.click("[data-testid=centre-go]");
}

const failure = (words) => laptop.runOn("[data-testid=centre-failure]", `return element.textContent.includes('${words}')`);

const ordered = async (text) => (await owner.issue(head.grid, text)).order;

const progress = (order, wanted) =>
  until(`${wanted} on the board`, async () => {
    const found = await row(owner, order, head.id);
    return found.progress === wanted && found;
  });
