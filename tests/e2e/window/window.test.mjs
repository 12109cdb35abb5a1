// One whole walk through the real window: it makes the demonstration district, shows it, goes down
// into it, orders a piece of it, and sees a phone accept. Then it is closed, opened again and killed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openBrowser, phone } from "../lib/browser.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";
import { binary, CONTROL, ENTER, openWindow } from "./window.mjs";

// A home of its own comes from scripts/on-screen.sh.
const STORE = join(process.env.XDG_DATA_HOME, "wutu", "demo.gpkg");
const MAP = ".maplibregl-canvas";
/** What a later start may take until the map stands, in seconds, on a machine that does other things too. */
const LATER_START = 20;

let desk;
let atTheEnd;

before(() => {
  atTheEnd = leaving();
});
after(() => atTheEnd.all());

test("the first start makes the demonstration district and shows it", { timeout: 300_000 }, async (t) => {
  assert.ok(!existsSync(STORE), "this is no first start");
  const begin = Date.now();
  desk = await openWindow(atTheEnd);
  await desk.mapIdle(240);
  t.diagnostic(`the map stands ${Date.now() - begin} ms after the first start`);
  assert.equal(wutu("ask", "district").levels.at(-1).grids, 2640);
  await desk.shot("window-district");
});

test("a click selects a grid, Enter goes into it, and a button goes further", { timeout: 60_000 }, async () => {
  await desk.press("2");
  await desk.mapIdle();
  await desk.clickMiddle(MAP);
  const street = await chosen(2);

  await desk.press(ENTER);
  await shows(3);
  await desk.clickMiddle(MAP);
  const community = await chosen(3);
  assert.ok(community.startsWith(`${street}.`), `${community} lies in ${street}`);

  await desk.click("[data-testid=grid-drill]");
  await shows(4);
  await desk.shot("window-community");
});

test("an order that was sent with d is accepted by a phone, and the board says so", { timeout: 120_000 }, async () => {
  await desk.click("[data-testid=grid-child]");
  const estate = await chosen(4);
  const head = wutu("ask", "grid", { path: estate }).heads[0].post;

  await desk.click(`[data-testid="pair-${head.id}"]`);
  const code = await desk.text("output[data-testid=pair-code]");
  const address = `http://127.0.0.1:${lock().port}`;
  const field = await phone(await openBrowser(atTheEnd), { address });
  await field.goto(`${address}/field`);
  await field.$("pair-code").fill(code);
  await field.$("pair-go").click();
  await field.$("inbox").waitFor();

  await desk.press("d");
  await desk.type("[data-testid=compose-text]", "请核查地下室排水设备并拍照上报");
  await desk.sees("[data-testid=compose-preview][data-stale=false]");
  await desk.press(ENTER, CONTROL);
  const order = await desk.runOn("[data-testid=board]", "return element.dataset.order");
  assert.ok(wutu("ask", "order", { id: order }).rows.some((row) => row.post === head.id && row.part === "recipient"));

  const card = field.locator(`[data-testid="inbox-order"][data-order="${order}"]`);
  await card.waitFor();
  await desk.reads("[data-testid=board-delivered]", "1");
  assert.equal(await desk.text("[data-testid=board-accepted]"), "0");
  await card.click();
  await desk.reads("[data-testid=board-read]", "1");
  await field.$("accept").click();
  await desk.reads("[data-testid=board-accepted]", "1");
  await desk.mapIdle();
  await desk.shot("window-accepted");
  await field.screenshot({ path: "shots/window-phone.png" });
  assert.deepEqual(field.faults, []);
});

test("a window that is told to go closes its store", { timeout: 60_000 }, async () => {
  await desk.press("t");
  await desk.sees("html[data-theme=light]");
  process.kill(lock().pid, "SIGTERM");
  await until("the lock to go", () => !existsSync(`${STORE}.lock`));
  await atTheEnd.all();
  assert.ok(!existsSync(`${STORE}-wal`), "the log beside the store is still there");
  wutu("verify");
});

test("a later start reaches the map in seconds, as it was left, and a killed window leaves a sound store", { timeout: 120_000 }, async (t) => {
  const begin = Date.now();
  desk = await openWindow(atTheEnd, STORE);
  await desk.mapIdle(LATER_START);
  await desk.sees("html[data-theme=light]");
  t.diagnostic(`the map stands ${Date.now() - begin} ms after a later start`);
  assert.equal(wutu("ask", "orders", { scope: null, limit: 10 }).orders[0].tally.accepted, 1);

  process.kill(lock().pid, "SIGKILL");
  await atTheEnd.all();
  wutu("verify");
});

/** Waits until the map shows a level, and stands. */
async function shows(level) {
  await desk.sees(`[data-testid=level-${level}][aria-checked=true]`);
  await desk.mapIdle();
}

/** The path of the grid in the dock, once one of that level is there. */
function chosen(level) {
  return desk.runOn(
    "[data-testid=grid-panel][data-stale=false]",
    `const { path } = element.dataset; return path.split('.').length === ${level} && path`,
  );
}

/** What the open window says of itself to other programs. */
function lock() {
  return JSON.parse(readFileSync(`${STORE}.lock`, "utf8"));
}

/** Asks the command line, which finds the open window by STORE.lock. */
function wutu(command, ...rest) {
  const words = rest.map((word) => (typeof word === "object" ? JSON.stringify(word) : word));
  return JSON.parse(execFileSync(binary("wutu"), ["--json", command, STORE, ...words], { encoding: "utf8" }));
}
