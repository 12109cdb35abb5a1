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
import { binary, openWindow } from "./window.mjs";

// A home of its own comes from scripts/on-screen.sh.
const STORE = join(process.env.XDG_DATA_HOME, "wutu", "demo.gpkg");
const CONTROL = "\uE009";
const ENTER = "\uE007";
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
  const begun = Date.now(); await desk.press("2");
  await desk.mapIdle();
  await desk.clickMiddle(MAP);
  console.log("c", Date.now()-begun);const street = await chosen(2);console.log("s", Date.now()-begun);

  await desk.press(ENTER);
  await shows(3);console.log("idle3", Date.now()-begun);
  await desk.clickMiddle(MAP);
  console.log("clicked", Date.now() - begun);
  const community = await chosen(3).catch(async (e) => { await desk.shot("probe-fail"); console.log(await desk.run("return [document.documentElement.dataset.map, location.href, document.querySelector('[data-testid=grid-panel]')?.dataset.path]")); throw e; });
  assert.ok(community.startsWith(`${street}.`), `${community} lies in ${street}`);

  await desk.click("[data-testid=grid-drill]");
  await shows(4);
  await desk.shot("window-community");
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
