// A large file on its way: its figure is seen to move, it is stopped by a press or Esc, the store is as it was, and
// the same file comes in afterwards.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { drop } from "../lib/drop.mjs";
import { demonstration } from "../lib/house.mjs";
import { gone, held, manyVenues } from "../lib/inspector.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";

const ROWS = 80_000;

describe("a large file on its way", () => {
  let desk, owner, admin, standing;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    const browser = await openBrowser(leave);
    admin = await person(browser, desk);
    await admin.goto(desk.link);
    standing = await imports();
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual(admin.faults.splice(0), []));

  const imports = async () => (await owner.ask("imports")).imports.length;
  const under = () => admin.$("import-under");
  const state = (wanted) => admin.locator(`[data-testid="import-file"][data-state="${wanted}"]`).waitFor({ timeout: 60_000 });

  test("is stopped while it is looked at, and nobody goes on reading", async () => {
    await admin.$("level-1").waitFor();
    await drop(admin, [{ name: "many.geojson", body: manyVenues(ROWS) }]);
    const inspector = await held(desk.pid);
    // How far it came before it was held is chance.
    await says(under(), /正在读取文件|正在逐行核对/);
    await admin.$("import-stop").click();
    await gone(inspector);
    await state("look");
  });

  test("is stopped while it comes in, by Esc, and the store is as it was", async () => {
    await admin.getByRole("button", { name: "重新核对" }).click();
    await state("ready");
    await admin.$("import-go").click();
    const inspector = await held(desk.pid);
    await says(under(), /正在入库/);
    await admin.$("import-file").locator("header").focus();
    await admin.keyboard.press("Escape");
    await gone(inspector);
    await state("ready");
    assert.equal(await imports(), standing);
    assert.equal((await owner.ask("district")).venues, 40);
  });

  test("comes in afterwards, and its figure is seen to move", async () => {
    await admin.evaluate(() => {
      window.figures = new Set();
      const read = () => {
        const words = document.querySelector('[data-testid="import-under"]')?.textContent;
        const figure = /已读 ([\d,]+)/.exec(words ?? "");
        if (figure) window.figures.add(figure[1]);
      };
      new MutationObserver(read).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await admin.$("import-go").click();
    await state("done");
    const figures = await admin.evaluate(() => [...window.figures]);
    assert.ok(figures.length > 1, `figures: ${figures}`);
    assert.equal(await imports(), standing + 1);
    await until("the venues are there", async () => (await owner.ask("district")).venues === ROWS + 40);
  });
});
