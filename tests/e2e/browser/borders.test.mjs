// A draft's borders on the map: redrawn, with corners that come and go, around a grid of another parent; what was done
// is undone in words, and Escape lets go of one thing at a time.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { says } from "../lib/browser.mjs";
import {
  cornersOf, drafting, EAST, HALF, has, IN, MIDDLE, NORTH_EAST, NORTH_WEST, S, SOUTH_EAST, SOUTH_WEST, WEST,
} from "../lib/drafting.mjs";
import { choose, clickOn, dragTo, onScreen } from "../lib/pencil.mjs";
import { until } from "../lib/until.mjs";

describe("borders of a draft on the map", () => {
  const { editing, taking, tried, confirmed, card, grids } = drafting();
  /** As near as a hand draws. */
  const NEAR = 3e-4;

  test("a border that is redrawn is redrawn for all who share it, undone and brought back in words", async () => {
    const page = await editing();
    await taking("border", "b");
    await choose(page, IN[SOUTH_WEST], SOUTH_WEST);
    const tip = [114.662, 33.62];
    await clickOn(page, [MIDDLE, 33.61], tip, [MIDDLE, 33.63]);
    await page.keyboard.press("Enter");
    await tried();
    await says(page.$("edit-changes"), /2 级 41161/);
    await confirmed(1);
    const shared = () => grids(SOUTH_WEST, SOUTH_EAST, WEST, EAST);
    const having = async () => (await shared()).filter((grid) => has(grid, tip, NEAR)).length;
    assert.equal(await having(), 4);
    await says(page.$("edit-undo"), /撤销：重画边界/);

    await page.keyboard.press("Control+z");
    await says(page.$("edit-hint"), /已撤销：重画边界/);
    assert.equal(await having(), 0);
    await says(page.$("edit-redo"), /恢复：重画边界/);
    await page.keyboard.press("Control+Shift+z");
    await says(page.$("edit-hint"), /已恢复：重画边界/);
    assert.equal(await having(), 4);
  });

  test("a grid goes to another parent, and its ground goes with it", async () => {
    const page = await editing();
    await taking("parent", "p");
    await choose(page, IN[NORTH_WEST], NORTH_WEST);
    await clickOn(page, IN[NORTH_EAST]);
    await says(page.$("editing"), /新上级/);
    await confirmed(1);
    const [moved, street] = await grids(`${EAST}.411612`, EAST);
    assert.ok(has(moved, [MIDDLE, HALF]) && has(street, [114.6, HALF]), "the street reaches as far west as its new grid");
    assert.deepEqual(await grids(NORTH_WEST), []);
    // It stays in hand where it stands now.
    await page.locator(`[data-testid="edit-chosen"] [data-path="${EAST}.411612"]`).waitFor();
  });

  test("a corner is dragged out of an edge, and goes again with Backspace", async () => {
    const page = await editing();
    await taking("corners", "r");
    await choose(page, IN[SOUTH_WEST], SOUTH_WEST);
    const four = () => grids(SOUTH_WEST, SOUTH_EAST, WEST, EAST);
    const there = [114.66, 33.62];
    await dragTo(page, [MIDDLE, (S + HALF) / 2], there);
    await confirmed(1);
    const after = await four();
    const [corner] = cornersOf(after[0]).filter((at) => Math.abs(at[0] - there[0]) < NEAR && Math.abs(at[1] - there[1]) < NEAR);
    assert.ok(corner && after.every((grid) => has(grid, corner)), "all who share the edge have it");
    await until("the corner to be pressed", async () => {
      await clickOn(page, corner);
      return /去掉这个角点/.test(await page.$("edit-hint").textContent());
    });
    await page.keyboard.press("Backspace");
    await confirmed(2);
    assert.ok((await four()).every((grid) => !has(grid, corner)), "and none of them any more");
  });

  test("Escape lets go of a line, of a corner in hand, of a corner that was pressed, of what waits, one by one", async () => {
    const page = await editing();
    const hint = page.$("edit-hint");
    await taking("split", "s");
    await choose(page, IN[SOUTH_WEST], SOUTH_WEST);
    await says(hint, /起点/);
    await clickOn(page, [114.61, HALF], [114.62, 33.62]);
    await says(hint, /继续点/);
    await page.keyboard.press("Escape");
    await says(hint, /起点/);

    await taking("corners", "r");
    const [corner, aside] = [[MIDDLE, HALF], [114.64, 33.63]];
    const [from, to] = [await onScreen(page, corner), await onScreen(page, aside)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await says(hint, /拖动方块/);
    assert.equal(await page.$("stroke-tried").count(), 0);

    await clickOn(page, corner);
    await says(hint, /去掉这个角点/);
    await page.keyboard.press("Escape");
    await says(hint, /拖动方块/);

    await dragTo(page, corner, aside);
    await tried();
    await page.keyboard.press("Escape");
    await page.$("stroke-tried").waitFor({ state: "detached" });
    await says(hint, /拖动方块/);
    await page.keyboard.press("Escape");
    await says(hint, /已选中/);
    await page.keyboard.press("Escape");
    await says(hint, /点一个网格/);
    assert.equal((await card()).revisions.length, 0);
  });
});
