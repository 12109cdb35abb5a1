// Shapefiles as GIS programs leave them: several files of one name, chosen together, or in a folder that is dropped.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { demonstrationFiles, empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";

const run = promisify(execFile);
const PARTS = ["shp", "shx", "dbf", "prj", "cpg"];

describe("a Shapefile that nobody has packed", () => {
  let folder, owner, admin;
  const leave = leaving();

  before(async () => {
    const files = await demonstrationFiles();
    const house = await empty(leave);
    folder = join(house.folder, "川汇区网格");
    await mkdir(join(folder, "下级"), { recursive: true });
    // In the letters of an older program of China, and in another reference system.
    const options = ["-lco", "ENCODING=GBK", "-t_srs", "EPSG:4549"];
    await run("ogr2ogr", [...options, join(folder, "grids-1.shp"), join(files, "grids-1.geojson")]);
    await run("ogr2ogr", [...options, join(folder, "下级", "grids-2.shp"), join(files, "grids-2.geojson")]);
    await writeFile(join(folder, "说明.txt"), "不是图层");
    await house.wutu(["new", house.store, "--name", "空区"]);
    const desk = await house.serve();
    owner = await desk.owner();
    admin = await person(await openBrowser(leave), desk);
    await admin.goto(desk.link);
    await admin.$("empty-store").waitFor();
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual(admin.faults.splice(0), []));

  const parts = (...endings) => endings.map((ending) => join(folder, `grids-1.${ending}`));
  const state = (wanted) => admin.locator(`[data-testid="import-file"][data-state="${wanted}"]`).waitFor();

  /**
   * Lets real files go over the page, as a file manager does: only so has the page their entries. Chromium throws a
   * drop away while the page has not yet said that it takes it, so they hover until it shows that it does, and keep
   * moving meanwhile as a hand would.
   */
  async function drop(...paths) {
    const browser = await admin.context().newCDPSession(admin);
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    const drag = (type, step = 0) => browser.send("Input.dispatchDragEvent", { type, x: 300 + step, y: 300, data });
    await drag("dragEnter");
    let step = 0;
    await until("the page to show that it takes them", async () => {
      step += 1;
      await drag("dragOver", step % 2);
      return admin.$("drop-frame").isVisible();
    });
    await drag("drop", step % 2);
    await admin.$("drop-frame").waitFor({ state: "detached" });
    await browser.detach();
  }

  test("lacks its table: that is told by name, and a part alone is told what it is", async () => {
    await admin.$("import-input").setInputFiles(parts("shp", "prj"));
    await says(admin.$("import-file"), /grids-1\.shp 里只有 grids-1\.shp，没有同名的 \.dbf/);
    await admin.$("import-put-away").click();
    await admin.$("import-input").setInputFiles(parts("dbf"));
    await says(admin.$("import-file"), /grids-1\.dbf 只是 Shapefile 的一部分.*一起拖入/s);
    await admin.$("import-put-away").click();
  });

  test("is one file in hand when its parts are chosen together", async () => {
    await admin.$("import-input").setInputFiles(parts(...PARTS));
    await says(admin.$("import-file").locator("h2"), "grids-1.shp");
    await state("ready");
    await admin.$("import-put-away").click();
  });

  test("comes in with its folder, and with those below it", async () => {
    await drop(folder);
    await until("both are in hand", async () => (await admin.$("import-in-hand").count()) === 2);
    await says(admin.$("import-file").locator("h2"), "grids-1.shp");
    await state("ready");
    await admin.$("import-go").click();
    const done = admin.locator('[data-testid="import-in-hand"][data-state="done"]');
    await until("both have come in", async () => (await done.count()) === 2, 60);
    const card = await owner.ask("district");
    assert.deepEqual(card.levels.map(({ grids }) => grids), [1, 9]);
    const { imports } = await owner.ask("imports");
    assert.deepEqual(imports.map(({ file }) => file), ["grids-2.shp", "grids-1.shp"]);
    const street = await owner.ask("grid", { path: "411602.411602003" });
    assert.equal(street.grid.name, "荷花路街道", "its letters are those that its .cpg names");
    await admin.$("import-finish-all").click();
  });

  test("that is in no folder leaves the folder to be opened", async () => {
    const other = join(folder, "..", "合影");
    await mkdir(other);
    await writeFile(join(other, "a.jpg"), "x");
    await drop(other);
    await says(admin.$("import-panel"), /合影.*文件夹里没有可导入的文件/s);
    await rm(other, { recursive: true });
  });
});
