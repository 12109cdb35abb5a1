// Files out of the window: a table, a sheet and a folder of sheets, each where the system's own dialog says.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Client } from "../lib/client.mjs";
import { gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";
import { answer, refuse, unanswerable } from "./dialog.mjs";
import { CONTROL, ESCAPE, openWindow } from "./window.mjs";

const skip = unanswerable() ?? false;
const atTheEnd = leaving();
let house, desk, owner;

before(async () => {
  if (skip) return;
  house = await demonstration(atTheEnd);
  desk = await openWindow(atTheEnd, house.store, { XDG_DATA_HOME: house.data });
  await desk.mapIdle(60);
  const { port, token } = JSON.parse(readFileSync(`${house.store}.lock`, "utf8"));
  owner = new Client(`http://127.0.0.1:${port}`, token);
});
after(async () => {
  await atTheEnd.all();
  if (!skip) await until("the window to go", () => !existsSync(`${house.store}.lock`));
});

const prints = async () => (await owner.ask("prints", { scope: null, limit: 1000 })).total;

test("a table is kept as CSV where one wants it, and its place is shown", { timeout: 120_000, skip }, async () => {
  await desk.click("[data-testid=view-fivemaps]");
  await desk.sees("[data-testid=grid-table]");
  await desk.click("[data-testid=save-table]");
  await refuse("把表存到哪里");
  await desk.misses("[data-testid=table-saved]");

  const file = join(house.folder, "streets.csv");
  await desk.click("[data-testid=save-table]");
  await answer("把表存到哪里", file);
  await desk.runOn("[data-testid=table-saved]", `return element.textContent.includes(${JSON.stringify(file)})`);
  const text = readFileSync(file, "utf8");
  assert.ok(text.startsWith("\ufeff网格,"), text.slice(0, 80));
  assert.equal(text.trim().split("\r\n").length, 10, "nine streets and the head");
  await desk.shot("window-saved-table");
});

test("a sheet is printed when its place is known, and not at all without one", { timeout: 120_000, skip }, async () => {
  const before = await prints();
  await desk.press("p", CONTROL);
  await desk.sees("[data-testid=print-go]");
  await desk.click("[data-testid=print-go]");
  await refuse("把图幅存到哪里");
  await desk.sees("[data-testid=print-go]:not(.ant-btn-loading)");
  assert.equal(await prints(), before);

  const file = join(house.folder, "district.pdf");
  await desk.click("[data-testid=print-go]");
  await answer("把图幅存到哪里", file);
  await desk.runOn("[data-testid=print-done]", `return element.textContent.includes(${JSON.stringify(file)})`);
  assert.equal(readFileSync(file).subarray(0, 5).toString(), "%PDF-");
  assert.equal(await prints(), before + 1);
  await desk.sees("[data-testid=show-kept]");
});

test("all sheets of a street go into the folder that is chosen, and none is made twice", { timeout: 240_000, skip }, async () => {
  await desk.press(ESCAPE);
  const { grid } = await gridNamed(owner, "荷花路街道");
  await desk.run("location.hash = `view=situation&level=2&at=grid:${arguments[0]}`", grid.path);
  await desk.sees(`[data-testid=grid-panel][data-path="${grid.path}"][data-stale=false]`);
  const folder = join(house.folder, "album");
  await mkdir(folder);
  const run = async () => {
    await desk.press("p", CONTROL);
    await desk.sees("[data-testid=print-which]");
    await desk.click("[data-testid=print-which] .ant-segmented-item:last-child");
    await desk.sees("[data-testid=print-levels]");
    await desk.click("[data-testid=print-go]");
    await answer("成套图幅放在哪个文件夹", folder);
    const counts = await until(
      "all sheets",
      () =>
        desk.run(
          "const many = document.querySelector('[data-testid=print-many][data-state=done]');" +
            "return many && [Number(many.dataset.made), Number(many.dataset.same)]",
        ),
      120,
    );
    await desk.shot("window-album");
    await desk.press(ESCAPE);
    await desk.misses("[data-testid=print]");
    return counts;
  };
  const before = await prints();
  const [made, same] = await run();
  assert.ok(made > 2 && same === 0, `${made} ${same}`);
  assert.equal(await prints(), before + made);
  assert.equal(readdirSync(folder).filter((name) => name.endsWith(".pdf")).length, made);
  assert.deepEqual(await run(), [0, made]);
  // The terminal knows the folder, too.
  const options = ["sheet", house.store, "--all", "--grid", grid.path, "--out", folder, "--lang", "zh"];
  const { document } = await house.wutu(options);
  assert.deepEqual([document.made, document.same], [0, made]);
});

test("the gallery shows what was printed, with its pictures", { timeout: 120_000, skip }, async () => {
  await desk.click("[data-testid=prints-open]");
  await desk.sees("[data-testid=thumbnail][data-state=shown]");
  assert.equal(await desk.run("return document.querySelector('[data-testid=prints-panel]').dataset.total"), String(await prints()));
  await desk.misses("[data-testid=thumbnail][data-state=failed]");
  await desk.shot("window-gallery");
});
