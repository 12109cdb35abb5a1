// The demonstration district's 2,640 smallest grids in hand: a corner that some share, a line, neighbours that become
// one, and all of it back. How long each took is told, and judged by nobody: the machine has other things to do.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { says } from "../lib/browser.mjs";
import { estateBelow } from "../lib/district.mjs";
import { cornersOf, drafting, has } from "../lib/drafting.mjs";
import { demonstration } from "../lib/house.mjs";
import { approach, choose, clickOn, dragTo, zoomFor } from "../lib/pencil.mjs";
import { until } from "../lib/until.mjs";

/** Pixels that the widest or highest of the grids at hand takes, so that all of them are on the map. */
const WIDE = 90;
const SHAPES = new Set(["gap", "overlap", "mismatched_edge", "outside_parent", "not_filled", "invalid_ring", "sliver"]);

describe("editing a whole district on the map", () => {
  const { editing, taking, tried, confirmed, card, grids, name: draft, owner } = drafting({ found: demonstration, level: 5 });

  const same = (one, other) => one[0] === other[0] && one[1] === other[1];
  const mean = (places) => [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);
  /** A grid's middle: these are convex enough to have it inside. */
  const middleOf = (grid) => mean(cornersOf(grid).slice(1));
  const sizeOf = (grid) =>
    Math.max(...[0, 1].map((axis) => Math.max(...cornersOf(grid).map((at) => at[axis])) - Math.min(...cornersOf(grid).map((at) => at[axis]))));
  /** Kinds of findings about shapes, and how many findings there are of any kind. */
  const findings = async () => {
    const { total, findings: found } = await owner().ask("check", { scheme: draft() });
    return { total, shapes: found.map(({ kind }) => kind).filter((kind) => SHAPES.has(kind)) };
  };

  /** The groups of an estate, and a corner that several of them have. */
  async function estate() {
    const { card: found } = await estateBelow(owner(), "411602", 3);
    const groups = await grids(...found.children.map(({ path }) => path));
    for (const corner of groups.flatMap(cornersOf)) {
      const sharing = groups.filter((group) => cornersOf(group).some((at) => same(at, corner)));
      if (sharing.length > 1) return { groups, corner, sharing };
    }
    throw new Error(`${found.grid.path} has no corner that is shared`);
  }

  test("a corner, a line, a merger, and all of it undone", { timeout: 180_000 }, async (t) => {
    const page = await editing();
    const took = async (what, work) => {
      const begin = Date.now();
      await work();
      t.diagnostic(`${what}: ${Date.now() - begin} ms`);
    };
    const undone = async (revisions, word) => {
      await page.keyboard.press("Control+z");
      await says(page.$("edit-hint"), word);
      await until(`${revisions} revisions`, async () => (await card()).revisions.length === revisions);
    };
    const levels = (await owner().ask("district")).levels.map((level) => level.grids);
    assert.equal(levels.at(-1), 2640);
    const { groups, corner, sharing } = await estate();
    const before = await findings();
    const paths = groups.map(({ path }) => path);
    const widest = Math.max(...sharing.map(sizeOf));
    await approach(page, corner, zoomFor(widest, WIDE));

    await taking("corners", "r");
    await choose(page, middleOf(sharing[0]), sharing[0].path);
    // A quarter of the way into the first of those that share it.
    const inward = middleOf(sharing[0]);
    const to = [0, 1].map((axis) => corner[axis] + (inward[axis] - corner[axis]) / 4);
    await took("a corner that is dragged, to what would change", async () => {
      await dragTo(page, corner, to);
      await tried();
    });
    await took("the same confirmed", () => confirmed(1));
    const moved = await grids(...sharing.map(({ path }) => path));
    assert.ok(moved.every((grid) => !has(grid, corner)), "nobody has it where it was");
    const isNew = (at) => sharing.every((grid) => !has(grid, at));
    const [place] = cornersOf(moved[0]).filter((at) => isNew(at) && moved.every((grid) => has(grid, at)));
    assert.ok(place, "all who share it have it where it is now");
    assert.deepEqual(before.shapes, []);
    assert.deepEqual(await findings(), before, "nothing is open, and nothing lies over another");

    await page.keyboard.press("Escape");
    await page.locator('[data-testid="editing"][data-tool="select"]').waitFor();
    const [divided] = await grids(sharing[1].path);
    const middle = middleOf(divided);
    const wide = Math.max(...cornersOf(divided).map(([x]) => Math.abs(x - middle[0]))) * 1.2;
    // Chosen first: with one in hand the line's tool takes a click for a point of the line.
    await choose(page, middle, divided.path);
    await taking("split", "s");
    await took("a line across a grid, to what would change", async () => {
      await clickOn(page, [middle[0] - wide, middle[1]], [middle[0] + wide, middle[1]]);
      await page.keyboard.press("Enter");
      await tried();
    });
    const code = await page.locator('[data-testid="edit-entry"][data-field="code"]').inputValue();
    await page.locator('[data-testid="edit-entry"][data-field="name"]').fill("新楼栋");
    await took("the same confirmed", async () => {
      await page.locator('[data-testid="edit-entry"][data-field="name"]').press("Enter");
      await until("two revisions", async () => (await card()).revisions.length === 2);
    });
    const beside = `${divided.path.slice(0, divided.path.lastIndexOf("."))}.${code}`;
    const halves = await grids(divided.path, beside);
    assert.equal(halves.length, 2);
    assert.equal(halves[1].name, "新楼栋");
    // A grid that has nobody yet is told so; what was divided is whole.
    assert.deepEqual((await findings()).shapes, []);

    await page.keyboard.press("Escape");
    await taking("merge", "m");
    await choose(page, middleOf(halves[0]), divided.path);
    await choose(page, middleOf(halves[1]), beside);
    await took("neighbours that become one, confirmed", () => confirmed(3));
    assert.equal((await grids(beside)).length, 0);
    assert.deepEqual((await findings()).shapes, []);

    await took("three steps back", async () => {
      await undone(4, /已撤销/);
      await undone(5, /已撤销/);
      await undone(6, /已撤销/);
    });
    const after = await grids(...paths);
    assert.deepEqual(after, groups, "every group is what it was");
    assert.deepEqual(await findings(), before);
  });
});
