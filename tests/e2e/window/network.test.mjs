// The window lets phones in over the network: through TLS, under a name that is not loopback, once without trust
// in the store's CA and once with it. Then it closes the door, and opens it again with the store where it should.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openBrowser, phone } from "../lib/browser.mjs";
import { Client } from "../lib/client.mjs";
import { estateBelow, gridNamed, row } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { freePair, occupy, vacate } from "../lib/port.mjs";
import { until } from "../lib/until.mjs";
import { CONTROL, ENTER, ESCAPE, openWindow } from "./window.mjs";

/** The name under which phones find the desk. No name service knows it. */
const NAME = "desk.wutu.test";
const THERE = [`--host-resolver-rules=MAP ${NAME} 127.0.0.1`];

let house, desk, owner, port, address, head;
const atTheEnd = leaving();
const ofTheWindow = leaving();

before(async () => {
  house = await demonstration(atTheEnd);
  port = await freePair();
  address = `https://${NAME}:${port}`;
  await open();
  const street = await gridNamed(owner, "荷花路街道");
  head = (await estateBelow(owner, street.grid.path, 1)).heads[0];
});
after(async () => {
  await ofTheWindow.all();
  await atTheEnd.all();
});

test("a store is not open to the network unless somebody opens it", { timeout: 120_000 }, async () => {
  await desk.reads("[data-testid=link-network]", "未开");
  const { field, pages } = await door();
  assert.equal(field, `${loopback()}/field`);
  assert.equal(pages, null);
});

test("a port that is taken is named, and so is a certificate that cannot be read", { timeout: 60_000 }, async () => {
  await desk.press("n");
  await desk.replace("[data-testid=network-port]", String(port));
  await desk.type("[data-testid=network-names]", NAME);
  const other = await occupy(port + 1);
  await desk.click("[data-testid=network-open]");
  await desk.runOn("[data-testid=failure]", `return /另一个程序占用了.*:${port + 1}/.test(element.textContent)`);
  await desk.shot("window-network-taken");
  await vacate(other);

  await desk.click("[data-testid=network-certificate] label:nth-of-type(2)");
  await desk.type("[data-testid=network-cert]", join(house.folder, "nothing.pem"));
  await desk.type("[data-testid=network-key]", join(house.folder, "nothing.key"));
  await desk.click("[data-testid=network-open]");
  await desk.runOn("[data-testid=failure]", "return element.textContent.includes('nothing.pem')");
  assert.equal((await door()).pages, null, "half an opening is none");
});

test("the window opens the door and shows the way in", { timeout: 60_000 }, async () => {
  await desk.click("[data-testid=network-certificate] label:nth-of-type(1)");
  await desk.click("[data-testid=network-open]");
  await desk.reads("[data-testid=network-field]", `${address}/field`);
  await desk.reads("[data-testid=network-trust]", `http://${NAME}:${port + 1}/`);
  assert.equal(await desk.run("return document.querySelectorAll('[data-testid=network] canvas').length"), 2);
  const { fingerprint } = await door();
  const shown = await desk.text("[data-testid=network-fingerprint]");
  assert.deepEqual(shown.match(/[0-9A-F]{2}/g), fingerprint.split(":"));
  const page = await (await fetch(`http://127.0.0.1:${port + 1}/`)).text();
  assert.ok(page.includes(fingerprint), "the page in the open shows the same");
  await desk.shot("window-network");
  await desk.press(ESCAPE);
  await desk.misses("[data-testid=network]");
});

test("a phone without trust in the CA goes on after the warning, pairs and accepts", { timeout: 120_000 }, async () => {
  const browser = await openBrowser(atTheEnd, { flags: THERE });
  const refused = await phone(browser, { address });
  await assert.rejects(refused.goto(`${address}/field`), /ERR_CERT_AUTHORITY_INVALID/);
  await refused.context().close();

  const field = await phone(browser, { address }, { ignoreHTTPSErrors: true });
  await field.goto(`${address}/field#code=${await code()}`);
  await field.$("inbox").waitFor();
  const { order } = await owner.issue(head.grid, "请核查地下室排水设备");
  await field.locator(`[data-testid="inbox-order"][data-order="${order}"]`).click();
  await field.$("accept").click();
  await until("the acceptance", async () => (await row(owner, order, head.id)).progress === "accepted");

  await desk.reads("[data-testid=link-network]", "1");
  await field.context().close();
  await desk.reads("[data-testid=link-network]", "0");
  assert.deepEqual(field.faults, []);
});

test("a phone that trusts the CA has a secure page, and pairs by the code that the window shows", { timeout: 120_000 }, async () => {
  const home = await trusting(`http://127.0.0.1:${port + 1}/wutu-ca.pem`);
  const browser = await openBrowser(atTheEnd, { flags: THERE, env: { HOME: home } });
  const field = await phone(browser, { address });
  await field.goto(`${address}/field`);
  assert.equal(await field.evaluate(() => window.isSecureContext && "serviceWorker" in navigator), true);

  await desk.press("k", CONTROL);
  await desk.type("[data-testid=search-input]", (await owner.ask("grid", { path: head.grid })).grid.code);
  await desk.sees("[data-testid=search-hit]");
  await desk.press(ENTER);
  await desk.click(`[data-testid="pair-${head.id}"]`);
  await desk.reads("[data-testid=pair-field]", `${address}/field`);
  await desk.sees("[data-testid=pairing] canvas");
  await desk.shot("window-network-pairing");
  await field.$("pair-code").fill(await desk.text("output[data-testid=pair-code]"));
  await field.$("pair-go").click();
  await field.$("inbox").waitFor();
  await field.screenshot({ path: "shots/window-network-phone.png" });

  await desk.press("n");
  await desk.sees("[data-testid=network-pages][data-count='1']");
  await desk.click("[data-testid=network-close]");
  await desk.sees("[data-testid=network-port]");
  await field.$("link-lost").waitFor();
  assert.equal((await door()).field, `${loopback()}/field`);
  assert.deepEqual(field.faults, []);
  // It would come back as soon as the door is open again.
  await field.context().close();
});

test("it opens again with the store only where that was asked for", { timeout: 240_000 }, async () => {
  await desk.click("[data-testid=network-again]");
  await desk.click("[data-testid=network-open]");
  await desk.reads("[data-testid=network-field]", `${address}/field`);
  await reopen();
  await desk.reads("[data-testid=link-network]", "0");
  assert.equal((await door()).field, `${address}/field`);

  await desk.press("n");
  await desk.click("[data-testid=network-close]");
  await desk.sees("[data-testid=network-port]");
  await reopen();
  await desk.reads("[data-testid=link-network]", "未开");
});

test("a door that cannot open again says why, and the store opens all the same", { timeout: 240_000 }, async () => {
  await desk.press("n");
  await desk.click("[data-testid=network-again]");
  await desk.click("[data-testid=network-open]");
  await desk.sees("[data-testid=network-close]");
  await close();
  const other = await occupy(port);
  await open();
  await desk.reads("[data-testid=link-network]", "未开");
  await desk.press("n");
  await desk.runOn("[data-testid=failure]", `return /另一个程序占用了.*:${port}/.test(element.textContent)`);
  await desk.shot("window-network-failed");
  await vacate(other);
  await close();
});

async function open() {
  desk = await openWindow(ofTheWindow, house.store, { XDG_DATA_HOME: house.data });
  await desk.mapIdle(60);
  owner = new Client(loopback(), lock().token);
}

/** As at the end of a session. */
async function close() {
  process.kill(lock().pid, "SIGTERM");
  await until("the lock to go", () => !existsSync(`${house.store}.lock`));
  await ofTheWindow.all();
}

async function reopen() {
  await close();
  await open();
}

function lock() {
  return JSON.parse(readFileSync(`${house.store}.lock`, "utf8"));
}

const loopback = () => `http://127.0.0.1:${lock().port}`;

/** What the open store tells of its doors. */
async function door() {
  const response = await fetch(`${loopback()}/api/door`, { headers: { authorization: `Bearer ${lock().token}` } });
  return response.json();
}

const code = async () => (await owner.act({ type: "offer_pairing", post: head.id })).code;

/** A home whose Chromium trusts the CA that is given out there. */
async function trusting(ca) {
  const home = join(house.folder, "phone");
  const shelf = join(home, ".pki/nssdb");
  await mkdir(shelf, { recursive: true });
  const file = join(home, "ca.pem");
  await writeFile(file, await (await fetch(ca)).text());
  execFileSync("certutil", ["-d", `sql:${shelf}`, "-N", "--empty-password"]);
  execFileSync("certutil", ["-d", `sql:${shelf}`, "-A", "-t", "C,,", "-n", "wutu", "-i", file]);
  return home;
}
