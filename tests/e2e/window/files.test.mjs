// Files through the window: their bytes as they are, however many, with a name that is no ASCII; and those that are
// dragged onto it out of another program.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Client, uuid7 } from "../lib/client.mjs";
import { gridNamed } from "../lib/district.mjs";
import { demonstration, demonstrationFiles } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";
import { grasp, undraggable } from "./drag.mjs";
import { openWindow } from "./window.mjs";

const MEGABYTES = 60;
const ROWS = 2000;

let house, desk, owner;
const atTheEnd = leaving();

before(async () => {
  house = await demonstration(atTheEnd);
  desk = await openWindow(atTheEnd, house.store, { XDG_DATA_HOME: house.data });
  await desk.mapIdle(60);
  const { port, token } = JSON.parse(readFileSync(`${house.store}.lock`, "utf8"));
  owner = new Client(`http://127.0.0.1:${port}`, token);
});
after(async () => {
  await atTheEnd.all();
  await until("the window to go", () => !existsSync(`${house.store}.lock`));
});

test("sixty megabytes of people are read in the window, to the last byte", { timeout: 120_000 }, async (t) => {
  const { grid } = await gridNamed(owner, "荷花路街道");
  const begin = Date.now();
  const report = await desk.imports("值守人员 六十兆.csv", "heads", { dry_run: true }, uuid7(), {
    head: "网格编码,岗位,姓名,电话,备注\n",
    row: `${grid.code},街道副网格长,NAME,NUMBER,`,
    rows: ROWS,
    fill: Math.floor((MEGABYTES << 20) / ROWS),
  });
  t.diagnostic(`${MEGABYTES} MB went through in ${Date.now() - begin} ms`);
  assert.equal(report.failure, undefined, JSON.stringify(report.failure));
  assert.equal(report.file, "值守人员 六十兆.csv");
  assert.deepEqual([report.read, report.taken, report.changed], [ROWS, ROWS, false]);
});

test("a file that is dropped on the window is looked at and tried", { timeout: 120_000, skip: undraggable() ?? false }, async () => {
  const file = join(house.folder, "重点 场所.geojson");
  await copyFile(join(await demonstrationFiles(), "venues.geojson"), file);
  const held = await grasp(atTheEnd, file);
  await until("the page to see the file hover", async () => {
    held.over();
    return desk.run("return document.querySelector('[data-testid=drop-frame]')?.textContent.includes('先核对再导入')");
  });
  await desk.shot("window-hover");
  held.drop();
  await desk.sees("[data-testid=import-file][data-state=ready][data-file='重点 场所.geojson']");
  await desk.misses("[data-testid=drop-frame]");
  await desk.shot("window-dropped");
});
