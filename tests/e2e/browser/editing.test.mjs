// A draft's grids, edited on the map with mouse and keys: shared corners, split, merge, a new grid, back and forth.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { findings } from "../lib/axe.mjs";
import { mapIdle, says } from "../lib/browser.mjs";
import {
  cornersOf, drafting, E, EAST, HALF, has, IN, MIDDLE, N, NORTH_EAST, NORTH_WEST, S, SOUTH_EAST, SOUTH_WEST, W, WEST,
} from "../lib/drafting.mjs";
import { choose, clickOn, dragTo } from "../lib/pencil.mjs";
import { until } from "../lib/until.mjs";

describe("editing a draft on the map", () => {
  const { opened, editing, taking, tried, confirmed, card, grids, name: draft, owner } = drafting();

  test("a corner that is dragged moves in every grid that shares it, and back and forth again", async () => {
    const page = await editing();
    await taking("corners", "r");
    await choose(page, IN[SOUTH_WEST], SOUTH_WEST);
    const middle = [MIDDLE, HALF];
    await dragTo(page, middle, [114.642, 33.634]);
    await tried();
    // Nothing is done before it is confirmed.
    assert.equal((await card()).revisions.length, 0);
    await confirmed(1);
    const touched = await grids(SOUTH_WEST, NORTH_WEST, SOUTH_EAST, NORTH_EAST, WEST, EAST);
    assert.deepEqual(touched.map((grid) => has(grid, middle)), touched.map(() => false));
    const [moved] = cornersOf(touched[0]).filter((at) => has(touched[3], at) && at[0] > W && at[1] > S && at[0] < E);
    assert.ok(Math.abs(moved[0] - 114.642) < 5e-4 && Math.abs(moved[1] - 33.634) < 5e-4, `it went to ${moved}`);
    assert.ok(touched.every((grid) => has(grid, moved)), "all who share it have it where it is now");

    await page.keyboard.press("Control+z");
    await says(page.$("edit-hint"), /已撤销/);
    assert.ok((await grids(SOUTH_WEST, NORTH_EAST)).every((grid) => has(grid, middle)));
    await page.keyboard.press("Control+Shift+z");
    await says(page.$("edit-hint"), /已恢复/);
    assert.ok((await grids(SOUTH_WEST, NORTH_EAST)).every((grid) => has(grid, moved)));
  });

  test("a line from border to border divides a grid, point by point and back", async () => {
    const page = await editing();
    await taking("split", "s");
    await choose(page, IN[NORTH_EAST], NORTH_EAST);
    await clickOn(page, [114.68, HALF], [114.66, 33.65], [114.68, 33.655]);
    // One point back, on with others.
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await clickOn(page, [114.682, 33.66], [114.68, N]);
    await page.keyboard.press("Enter");
    await tried();
    const name = page.locator('[data-testid="edit-entry"][data-field="name"]');
    await name.fill("新社区");
    await page.locator('[data-testid="edit-entry"][data-field="code"]').fill("411629");
    await until("the new name", async () => /新社区/.test(await page.$("edit-changes").textContent()));
    await name.press("Enter");
    await page.$("stroke-tried").waitFor({ state: "detached" });
    const [left, right, street] = await grids(NORTH_EAST, `${EAST}.411629`, EAST);
    assert.equal(right.name, "新社区");
    // North is ahead: the eastern part lies on the line's right.
    assert.ok(has(right, [E, N]) && !has(left, [E, N]));
    assert.ok(has(left, [114.682, 33.66], 2e-4) && has(right, [114.682, 33.66], 2e-4));
    assert.equal(street.shape.length, 1);
    await says(page.$("edit-undo"), /划分/);
  });

  test("neighbours that are clicked become one", async () => {
    const page = await editing();
    await taking("merge", "m");
    await choose(page, IN[SOUTH_WEST], SOUTH_WEST);
    await choose(page, IN[NORTH_WEST], NORTH_WEST);
    await confirmed(1);
    const left = await grids(SOUTH_WEST, NORTH_WEST);
    assert.deepEqual(left.map(({ path }) => path), [SOUTH_WEST]);
    assert.ok(has(left[0], [W, S]) && has(left[0], [W, N]));
  });

  test("a grid that goes leaves its ground to a neighbour; where it was another can be drawn", async () => {
    const page = await editing();
    await taking("remove", "x");
    await choose(page, IN[NORTH_WEST], NORTH_WEST);
    await tried();
    await page.getByText("不归任何网格").click();
    await until("a hole", async () => (await page.$("edit-faults").count()) === 1);
    await confirmed(1);
    await taking("draw", "d");
    await clickOn(page, [W, HALF], [MIDDLE, HALF], [MIDDLE, N], [W, N]);
    await page.keyboard.press("Enter");
    await tried();
    await page.locator('[data-testid="edit-entry"][data-field="name"]').fill("新画社区");
    const code = await page.locator('[data-testid="edit-entry"][data-field="code"]').inputValue();
    await page.locator('[data-testid="edit-entry"][data-field="name"]').press("Enter");
    await until("the new grid", async () => (await grids(`${WEST}.${code}`))[0]?.name === "新画社区");
    const [drawn] = await grids(`${WEST}.${code}`);
    for (const at of [[W, HALF], [MIDDLE, HALF], [MIDDLE, N], [W, N]]) assert.ok(has(drawn, at), `it caught on ${at}`);
  });

  test("Escape takes back a stroke, then the tool, then ends editing; a refusal says what to do instead", async () => {
    const page = await editing();
    await taking("split", "s");
    await choose(page, IN[SOUTH_WEST], SOUTH_WEST);
    await clickOn(page, [114.61, 33.61], [114.63, 33.63]);
    await page.keyboard.press("Enter");
    await page.$("stroke-refused").waitFor();
    assert.match(await page.$("stroke-refused").textContent(), /\S/);
    await page.keyboard.press("Escape");
    await page.$("stroke-refused").waitFor({ state: "detached" });
    await page.locator('[data-testid="editing"][data-tool="split"]').waitFor();
    await page.keyboard.press("Escape");
    await page.locator('[data-testid="editing"][data-tool="select"]').waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.$("edit-tools").waitFor({ state: "detached" });
    assert.equal((await card()).revisions.length, 0);
    // The draft is still on the map; Escape leads back to what is in force.
    await page.$("shown-banner").waitFor();
    await page.keyboard.press("Escape");
    await page.$("shown-banner").waitFor({ state: "detached" });
  });

  test("a form writes a grid's own row", async () => {
    const page = await editing();
    await choose(page, IN[SOUTH_EAST], SOUTH_EAST);
    await taking("describe", "i");
    const field = (name) => page.locator(`[data-testid="edit-entry"][data-field="${name}"]`);
    await field("name").fill("改过的社区");
    await field("residents").fill("1234");
    await tried();
    await field("residents").press("Enter");
    await until("the new name", async () => (await grids(SOUTH_EAST))[0].name === "改过的社区");
    assert.equal((await grids(SOUTH_EAST))[0].counts.residents, 1234);
  });

  test("while a draft is on the map nothing is ordered, and its tiles are its own", async () => {
    const page = await opened();
    const asked = [];
    page.on("request", (request) => request.url().includes("/tiles/grid-3/") && asked.push(new URL(request.url())));
    await page.keyboard.press("w");
    await page.$("shown-banner").waitFor();
    await mapIdle(page);
    await until("tiles of the draft", () => asked.some((url) => url.searchParams.get("scheme") === draft()));
    await page.keyboard.press("d");
    assert.equal(await page.$("compose-text").count(), 0);
    asked.length = 0;
    // The one key back.
    await page.keyboard.press("w");
    await page.$("shown-banner").waitFor({ state: "detached" });
    await page.keyboard.press("d");
    await page.$("compose-text").waitFor();
  });

  test("two schemes lie beside each other; the divider goes by keys, and goes away with Escape", async () => {
    const drawn = await owner().ask("shapes", { scheme: draft(), paths: [NORTH_WEST, SOUTH_WEST, WEST] });
    const [gone, heir, street] = drawn.grids;
    const changes = [
      { path: NORTH_WEST, seen: gone.digest, after: null },
      { path: SOUTH_WEST, seen: heir.digest, after: { ...heir.placed, shape: street.placed.shape } },
    ];
    await owner().act({ type: "revise_grids", scheme: draft(), changes });
    const page = await opened();
    await page.keyboard.press("x");
    await page.$("swipe-divider").waitFor();
    await mapIdle(page);
    await says(page.$("swipe-after"), new RegExp(draft()));
    await until("the legend", async () => (await page.$("swipe-legend").locator('[data-way="gone"] b').count()) === 1);
    const at = async () => Number(await page.$("swipe-divider").getAttribute("aria-valuenow"));
    assert.equal(await at(), 50);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.equal(await at(), 54);
    await page.keyboard.press("Shift+ArrowLeft");
    assert.equal(await at(), 44);
    await page.keyboard.press("Home");
    assert.equal(await at(), 0);
    assert.equal(await page.$("swipe-earlier").locator("canvas").count(), 1);
    await page.keyboard.press("Escape");
    await page.$("swipe-earlier").waitFor({ state: "detached" });
    await page.$("shown-banner").waitFor();
  });

  for (const [theme, locale] of [["dark", "zh-CN"], ["light", "en"]]) {
    test(`nothing on it keeps somebody out, ${theme}, ${locale}`, async () => {
      const page = await opened({ locale, reducedMotion: "reduce" });
      if (theme === "light") await page.keyboard.press("t");
      const found = [];
      const look = async (where) => {
        await page.mouse.move(0, 0);
        found.push(...(await findings(page, where)));
      };
      await page.keyboard.press("x");
      await page.$("swipe-divider").waitFor();
      await look("swipe");
      await page.keyboard.press("e");
      await page.$("edit-tools").waitFor();
      await mapIdle(page);
      await taking("describe", "i");
      await choose(page, IN[SOUTH_WEST], SOUTH_WEST);
      await page.$("edit-row").waitFor();
      await look("form");
      await page.$("tool-merge").click();
      await choose(page, IN[NORTH_WEST], NORTH_WEST);
      await tried();
      await look("tried");
      assert.deepEqual(found, []);
    });
  }
});
