// Many sheets from the page: a grid's and all below it into a folder, stopped and gone on with; archives where a
// browser cannot write into folders; and the gallery of what was printed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, describe, test } from "node:test";
import { findings } from "../lib/axe.mjs";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { find, sit } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

/** A real folder that a page may write into, in place of the dialog that no program can answer. */
const PICKED = () => {
  window.showDirectoryPicker = async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle("sheets", { create: true });
};

describe("many sheets", () => {
  let desk, owner, browser, operator, street;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    operator = await person(browser, desk, { reducedMotion: "reduce" });
    await operator.addInitScript(PICKED);
    street = await gridNamed(owner, "荷花路街道");
    await sit(operator, desk);
  });
  after(() => leave.all());
  afterEach(() => {
    assert.deepEqual(operator.faults.splice(0), []);
  });

  const vector = async () => Object.values((await owner.ask("district")).vector)[0];
  const many = () => operator.$("print-many");
  const counts = async () => [Number(await many().getAttribute("data-made")), Number(await many().getAttribute("data-same"))];
  const comesTo = (state) => operator.locator(`[data-testid=print-many][data-state=${state}]`).waitFor({ timeout: 60_000 });

  /** The folder's files and what its list names. */
  const folder = () =>
    operator.evaluate(async () => {
      const handle = await (await navigator.storage.getDirectory()).getDirectoryHandle("sheets");
      const files = {};
      for await (const [name, file] of handle.entries()) files[name] = await (await file.getFile()).text();
      const { "sheets.json": list, ...sheets } = files;
      return { sheets, listed: Object.keys(JSON.parse(list).sheets).sort() };
    });

  async function openForm() {
    await operator.keyboard.press("Control+p");
    await operator.$("print").getByText("成套").click();
    await operator.$("print-levels").waitFor();
  }

  test("a street's sheets go into a folder one by one; Escape stops them and a press goes on where they ended", async () => {
    await find(operator, "荷花路", "荷花路街道");
    await openForm();
    const of = 1 + street.below.filter(({ level }) => level <= 3).reduce((sum, { grids }) => sum + grids, 0);
    await says(operator.$("print-go"), new RegExp(`${of} 幅`));

    // The third sheet waits in the press until Escape was pressed.
    let asked = 0;
    let letGo;
    const gate = new Promise((go) => (letGo = go));
    await operator.route("**/api/sheet", async (route) => {
      asked += 1;
      if (asked === 3) await gate;
      await route.continue();
    });
    const before = await vector();
    await operator.$("print-go").click();
    await until("the third sheet", () => asked === 3);
    assert.deepEqual(await counts(), [2, 0]);
    await says(many(), new RegExp(`2 / ${of} 幅`));
    assert.equal(await operator.getByRole("progressbar").getAttribute("aria-valuenow"), "2");
    await operator.keyboard.press("Escape");
    await comesTo("stopping");
    letGo();
    await comesTo("stopped");
    assert.deepEqual(await findings(operator), []);
    assert.deepEqual(await counts(), [3, 0], "the sheet in the press was finished, and no further one begun");
    assert.equal(await vector(), before + 3, "each print is a fact");
    assert.equal((await folder()).listed.length, 3);
    await says(many(), new RegExp(`未印 ${of - 3}`));

    await says(operator.$("print-go"), /接着印/);
    await operator.$("print-go").click();
    await comesTo("done");
    assert.deepEqual(await counts(), [of - 3, 3], "what lies there is not made again");
    assert.equal(await vector(), before + of);
    const { sheets, listed } = await folder();
    assert.deepEqual(Object.keys(sheets).sort(), listed);
    assert.equal(listed.length, of);
    assert.equal(listed[0], "2 411602003 荷花路街道人口分布图 A4.pdf");
    for (const [name, text] of Object.entries(sheets)) assert.match(text, /^%PDF-/, name);
    await operator.keyboard.press("Escape");
    await operator.$("print").waitFor({ state: "detached" });
  });

  test("a sheet that was spoilt is made again, and none of the others", async () => {
    const spoilt = await operator.evaluate(async () => {
      const handle = await (await navigator.storage.getDirectory()).getDirectoryHandle("sheets");
      const [name] = Object.keys(JSON.parse(await (await (await handle.getFileHandle("sheets.json")).getFile()).text()).sheets);
      const file = await (await handle.getFileHandle(name)).createWritable();
      await file.write("half");
      await file.close();
      return name;
    });
    const before = await vector();
    await openForm();
    await operator.$("print-go").click();
    await comesTo("done");
    const [made, same] = await counts();
    assert.deepEqual([made, await vector()], [1, before + 1]);
    assert.ok(same > 2);
    assert.match((await folder()).sheets[spoilt], /^%PDF-/);
    await operator.keyboard.press("Escape");
  });

  test("a sheet that cannot be had is said, and what was made before it stays", async () => {
    await operator.unroute("**/api/sheet");
    let asked = 0;
    await operator.route("**/api/sheet", (route) => {
      asked += 1;
      return asked === 2 ? route.abort() : route.continue();
    });
    await openForm();
    await operator.$("print").getByText("A3").click();
    await operator.$("print-go").click();
    await comesTo("failed");
    assert.deepEqual(await counts(), [1, 0]);
    await operator.$("print").locator('[data-testid="failure"]').waitFor();
    await operator.$("print-go").click();
    await comesTo("done");
    assert.equal((await counts())[1], 1);
    await operator.unroute("**/api/sheet");
    await operator.keyboard.press("Escape");
  });

  test("a browser that writes into no folder gets them as an archive", async () => {
    const plain = await person(browser, desk);
    await plain.addInitScript(() => delete window.showDirectoryPicker);
    const code = await owner.act({ type: "offer_seat", role: "operator", subtree: street.grid.path });
    await plain.goto(`${desk.address}/#seat=${code.code}`);
    await plain.$("grid-panel").waitFor();
    await plain.keyboard.press("Control+p");
    await plain.$("print").getByText("成套").click();
    const [file] = await Promise.all([plain.waitForEvent("download", { timeout: 60_000 }), plain.$("print-go").click()]);
    assert.equal(file.suggestedFilename(), "荷花路街道-1.zip");
    const bytes = await readFile(await file.path());
    const end = bytes.length - 22;
    assert.equal(bytes.readUInt32LE(end), 0x06054b50);
    assert.equal(bytes.readUInt16LE(end + 10), Number(await plain.$("print-many").getAttribute("data-made")));
    assert.ok(bytes.includes(Buffer.from("2 411602003 荷花路街道人口分布图 A4.pdf")));
    assert.deepEqual(plain.faults, []);
    await plain.context().close();
  });

  test("the gallery shows each sheet once with its picture, sorted and narrowed as one wishes", async () => {
    await operator.keyboard.press("h");
    const sheets = operator.$("gallery-sheet");
    const grids = () => sheets.evaluateAll((all) => all.map((one) => one.dataset.grid));
    await operator.locator('[data-testid="thumbnail"][data-state="shown"]').first().waitFor();
    const { prints, total } = await owner.ask("prints", { scope: null, limit: 1000 });
    const each = new Set(prints.map(({ print }) => JSON.stringify(print.wish)));
    assert.equal(await operator.$("prints-panel").getAttribute("data-total"), String(total));
    assert.equal(await sheets.count(), each.size);
    assert.ok(total > each.size, "the archive holds some once more");

    await operator.$("prints-by").selectOption("code");
    await until("the codes in order", async () => (await grids())[0] === street.grid.path);
    assert.deepEqual(await grids(), (await grids()).toSorted());
    for (const theme of ["light", "dark"]) {
      await operator.$("theme").click();
      await operator.locator(`html[data-theme=${theme}]`).waitFor();
      assert.deepEqual(await findings(operator), []);
    }
  });

  test("a click on a sheet goes to its grid, another prints it again as it was", async () => {
    const sheets = operator.$("gallery-sheet");
    const last = sheets.filter({ hasText: "A3" }).last();
    const path = await last.getAttribute("data-grid");
    await last.getByTestId("gallery-go").click();
    await until("the address", async () => (await operator.evaluate(() => location.hash)).includes(path));
    await operator.$("prints-panel").waitFor();
    const before = (await owner.ask("prints", { scope: path, limit: 10 })).total;
    await last.getByTestId("gallery-again").click();
    const chosen = operator.$("print-paper").locator(".ant-segmented-item-selected");
    await says(chosen, "A3");
    await Promise.all([operator.waitForEvent("download"), operator.$("print-go").click()]);
    await operator.keyboard.press("Escape");

    // Narrowed to that grid, the list has this print on top, with who and which file.
    await operator.$("prints-within").click();
    await operator.$("prints-shown").getByText("打印记录").click();
    const { prints, total } = await owner.ask("prints", { scope: path, limit: 10 });
    assert.equal(total, before + 1);
    await until("the new print", async () => (await operator.$("prints-panel").getAttribute("data-total")) === String(total));
    assert.deepEqual(await findings(operator), []);
    const line = operator.$("print-line").first();
    assert.equal(await line.getAttribute("data-hash"), prints[0].print.hash);
    await says(line, /浏览器席位.*A3.*方案 五级网格/s);
  });
});
