// One desk, many at it: the real window, two operators' browsers and phones at once. Then a second window and a
// `wutu serve` on a store that is open: it is said where, and a browser opens there.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { Client, draft, uuid7 } from "../lib/client.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { figure, find } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";
import { binary, CONTROL, ENTER, openWindow } from "./window.mjs";

const PHONES = 3;
/** All rows of the list are drawn as long as there are few. */
const EACH = 4;

let house, desk, owner, browser, operators, street, estate, phones;
const atTheEnd = leaving();
const ofTheWindow = leaving();

before(async () => {
  house = await demonstration(atTheEnd);
  desk = await openWindow(ofTheWindow, house.store, { XDG_DATA_HOME: house.data });
  await desk.mapIdle(60);
  const address = `http://127.0.0.1:${lock().port}`;
  owner = new Client(address, lock().token);
  street = await gridNamed(owner, "荷花路街道");
  const found = await estateBelow(owner, street.grid.path, PHONES);
  estate = found.card.grid;
  phones = await Promise.all(found.heads.map((post) => owner.pairPhone(post.id)));
  browser = await openBrowser(atTheEnd);
  operators = [];
  for (let count = 0; count < 2; count += 1) {
    const { code } = await owner.act({ type: "offer_seat", role: "operator", subtree: null });
    const operator = await person(browser, { address });
    await operator.goto(`${address}/#seat=${code}`);
    await mapIdle(operator);
    operators.push(operator);
  }
});
after(async () => {
  await ofTheWindow.all();
  await atTheEnd.all();
});

test("an order of the window shows in both browsers, and each receipt on all three boards", { timeout: 180_000 }, async () => {
  await desk.press("k", CONTROL);
  await desk.type("[data-testid=search-input]", estate.code);
  await desk.sees("[data-testid=search-hit]");
  await desk.press(ENTER);
  await desk.sees(`[data-testid=grid-panel][data-path="${estate.path}"][data-stale=false]`);
  await desk.press("d");
  await desk.type("[data-testid=compose-text]", "全体核查地下室");
  await desk.sees("[data-testid=compose-preview][data-stale=false]");
  await desk.press(ENTER, CONTROL);
  const order = await desk.runOn("[data-testid=board]", "return element.dataset.order");
  for (const operator of operators) await choose(operator, order);

  await Promise.all(phones.map((phone) => phone.mark(order, phone.post, { mark: "accepted" })));
  await desk.reads("[data-testid=board-accepted]", String(PHONES));
  for (const operator of operators) await says(figure(operator, "accepted"), String(PHONES));

  // The same words again, as after an answer that got lost: the first answer again, and nothing doubled.
  const id = uuid7();
  const [phone] = phones;
  const answers = await Promise.all([1, 2, 3].map(() => phone.mark(order, phone.post, { mark: "done", words: "已核查" }, id)));
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
  await desk.reads("[data-testid=board-done]", "1");
  for (const operator of operators) await says(figure(operator, "done"), "1");
  await desk.shot("window-together");
  await operators[0].screenshot({ path: "shots/window-together-browser.png" });
});

test("an order of a browser shows in the window and in the other browser", { timeout: 120_000 }, async () => {
  const [first, second] = operators;
  await find(first, estate.code, estate.name);
  await first.keyboard.press("d");
  await first.$("compose-text").fill("请报人数");
  await first.locator("[data-testid=compose-preview][data-stale=false]").waitFor();
  await first.keyboard.press("Control+Enter");
  const order = await until("the order", async () => {
    const { orders } = await owner.ask("orders", { scope: null, limit: 1 });
    return orders[0].text === "请报人数" && orders[0].id;
  });
  await desk.sees(`[data-testid=orders-row][data-order="${order}"]`);
  await row(second, order).waitFor();
});

test("orders that all three issue at once are there once each, in all three", { timeout: 180_000 }, async () => {
  const [first, second] = operators;
  const call = (text) => ({ command_id: uuid7(), action: { type: "issue_order", draft: draft(estate.path, text) } });
  const calls = (who) => Array.from({ length: EACH }, (_, nth) => call(`${who}第 ${nth + 1} 道`));
  const inBrowser = (page, all) =>
    page.evaluate(async (calls) => {
      const headers = { "content-type": "application/json" };
      const sent = calls.map((call) => fetch("/api/act", { method: "POST", headers, body: JSON.stringify(call) }));
      return Promise.all(sent.map(async (response) => (await (await response).json()).order));
    }, all);
  const issued = (
    await Promise.all([desk.acts(calls("窗口")), inBrowser(first, calls("甲席")), inBrowser(second, calls("乙席"))])
  ).flat();
  assert.equal(new Set(issued).size, 3 * EACH);
  await Promise.all(phones.flatMap((phone) => issued.map((order) => phone.mark(order, phone.post, { mark: "accepted" }))));

  const { orders } = await owner.ask("orders", { scope: null, limit: 1000 });
  const all = orders.map(({ id }) => id).sort();
  assert.equal(new Set(all).size, all.length, "none doubled");
  assert.deepEqual(issued.filter((order) => !all.includes(order)), [], "none lost");
  assert.ok(orders.filter(({ id }) => issued.includes(id)).every(({ tally }) => tally.accepted === PHONES));
  for (const shown of [() => desk.orders(), () => ordersOf(first), () => ordersOf(second)]) {
    await until("all orders", async () => JSON.stringify(await shown()) === JSON.stringify(all));
  }
  assert.deepEqual(operators.flatMap((operator) => operator.faults), []);
});

test("a second window on the same store says so and leaves it to the first", { timeout: 60_000 }, async () => {
  const { pid } = lock();
  const second = spawn(binary("wutu-desktop"), [house.store], {
    env: { ...process.env, XDG_DATA_HOME: house.data },
    stdio: ["ignore", "ignore", "pipe"],
  });
  atTheEnd(() => second.kill());
  let said = "";
  second.stderr.setEncoding("utf8").on("data", (part) => {
    said += part;
  });
  const [status] = await new Promise((ended) => second.once("close", (...end) => ended(end)));
  assert.equal(status, 0);
  assert.match(said, new RegExp(`open already.*process ${pid}`));
  assert.equal(lock().pid, pid);
  assert.equal(await desk.run("return document.title.includes('川汇区')"), true, "the first is still there");
});

test("a window on a store that wutu serve has open says where, and opens a browser there", { timeout: 180_000 }, async () => {
  const { pid } = lock();
  process.kill(pid, "SIGTERM");
  await until("the lock to go", () => !existsSync(`${house.store}.lock`));
  await ofTheWindow.all();
  // The store is let go of after the door.
  await until("the window to go", () => !existsSync(`/proc/${pid}`));
  const serving = await house.serve();

  const opener = await fakeOpener();
  const env = { XDG_DATA_HOME: house.data, PATH: `${opener.folder}${delimiter}${process.env.PATH}` };
  desk = await openWindow(ofTheWindow, house.store, env);
  await desk.runOn("[data-testid=failure]", `return element.textContent.includes("进程 ${lock().pid}")`);
  await desk.shot("window-elsewhere");
  await desk.click("[data-testid=visit]");
  const link = await until("a browser", () => existsSync(opener.file) && readFileSync(opener.file, "utf8").trim());
  assert.ok(link.startsWith(`${serving.address}/#seat=`), link);
  const page = await person(browser, { address: serving.address });
  await page.goto(link);
  await mapIdle(page);
  await says(page.$("seat"), /管理员/);

  await serving.stop();
  await desk.click("[data-testid=again]");
  await desk.mapIdle(60);
  assert.notEqual(lock().pid, undefined);
});

const row = (page, order) => page.locator(`[data-testid="orders-row"][data-order="${order}"]`);

/** Chooses an order in a browser's list, wherever it is shown. */
async function choose(page, order) {
  await page.keyboard.press("g");
  await page.keyboard.press("2");
  if ((await page.$("orders").count()) === 0) await page.keyboard.press("b");
  await row(page, order).click();
  await page.locator(`[data-testid="board"][data-order="${order}"]`).waitFor();
}

/** All orders that a browser's list holds, in order. */
async function ordersOf(page) {
  return (await page.$("orders-row").evaluateAll((rows) => rows.map((one) => one.dataset.order))).sort();
}

function lock() {
  return JSON.parse(readFileSync(`${house.store}.lock`, "utf8"));
}

/** What opens a link on this desktop: it writes the link down. */
async function fakeOpener() {
  const folder = join(house.folder, "bin");
  const file = join(house.folder, "opened");
  await mkdir(folder);
  writeFileSync(join(folder, "xdg-open"), `#!/bin/sh\nprintf '%s\\n' "$1" >'${file}.new' && mv '${file}.new' '${file}'\n`);
  chmodSync(join(folder, "xdg-open"), 0o755);
  return { folder, file };
}
