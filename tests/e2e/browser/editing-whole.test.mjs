// The demonstration district's 2,640 smallest grids in hand: a corner that several share, a line, neighbours that become
// one, a grid that is drawn anew, and all of it back. After each stroke the store's borders are laid beside each other.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { says } from "../lib/browser.mjs";
import { estateBelow } from "../lib/district.mjs";
import { drafting } from "../lib/drafting.mjs";
import { demonstration } from "../lib/house.mjs";
import { approach, choose, clickOn, degrees, dragTo, zoomFor } from "../lib/pencil.mjs";
import { until } from "../lib/until.mjs";

/** Pixels that the widest or highest of the grids at hand takes: all of them on the map, and no corner beside another. */
const WIDE = 220;
const SHAPES = new Set(["gap", "overlap", "mismatched_edge", "outside_parent", "not_filled", "invalid_ring", "sliver"]);

const keyOf = ([x, y]) => `${x},${y}`;
/** A grid's corners on the lattice; the last is the first again. */
const cornersOf = (grid) => grid.shape.flat(2);
const has = (grid, at) => cornersOf(grid).some((corner) => keyOf(corner) === keyOf(at));
const meanOf = (places) => [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);
/** A grid's middle, on the lattice: these are convex enough to have it inside. */
const middleOf = (grid) => meanOf(cornersOf(grid).slice(1));
/** Degrees that the wider or higher side of some grids takes. */
function sizeOf(...grids) {
  const sides = [0, 1].map((axis) => grids.flatMap(cornersOf).map((at) => at[axis]));
  return Math.max(...sides.map((all) => Math.max(...all) - Math.min(...all))) / 1e7;
}

/** How often each edge is a border of these grids. */
function edgesOf(grids) {
  const times = new Map();
  for (const ring of grids.flatMap(({ shape }) => shape.flat())) {
    for (const [at, corner] of ring.slice(1).entries()) {
      const edge = [keyOf(ring[at]), keyOf(corner)].sort().join(" ");
      times.set(edge, (times.get(edge) ?? 0) + 1);
    }
  }
  return times;
}

/** Children share every inner edge exactly, two by two, and what is left is the parent's border, edge by edge. */
function assertSeamless(children, parent) {
  const edges = [...edgesOf(children)];
  assert.deepEqual(edges.filter(([, times]) => times > 2), []);
  const outer = edges.filter(([, times]) => times === 1).map(([edge]) => edge);
  assert.deepEqual(outer.sort(), [...edgesOf([parent]).keys()].sort());
}

describe("editing a whole district on the map", () => {
  const { editing, taking, tried, confirmed, card, grids, name: draft, owner } = drafting({ found: demonstration, level: 5 });

  /** What the check finds: how much, and of what kinds where it is about shapes. */
  async function findings() {
    const { total, findings: found } = await owner().ask("check", { scheme: draft() });
    return { total, shapes: found.map(({ kind }) => kind).filter((kind) => SHAPES.has(kind)) };
  }

  /** The smallest grids of an estate, with the corner that most of them have. */
  async function estate() {
    const { levels } = await owner().ask("district");
    assert.equal(levels.at(-1).grids, 2640);
    const { card: found } = await estateBelow(owner(), "411602", 3);
    const path = found.grid.path;
    const paths = found.children.map((child) => child.path);
    const [parent, ...groups] = await grids(path, ...paths);
    const sharing = (corner) => groups.filter((group) => has(group, corner));
    const corners = groups.flatMap(cornersOf).sort((one, other) => sharing(other).length - sharing(one).length);
    assert.ok(sharing(corners[0]).length > 1, `${path} has a corner that is shared`);
    assertSeamless(groups, parent);
    return { path, paths, groups, parent, corner: corners[0], sharing: sharing(corners[0]) };
  }

  /** The estate as it stands now, without a seam. */
  async function seamless({ path, paths }, ...more) {
    const [parent, ...groups] = await grids(path, ...paths, ...more);
    assertSeamless(groups, parent);
    return groups;
  }

  async function turned(page, key, revisions, words) {
    await page.keyboard.press(key);
    await says(page.$("edit-hint"), words);
    assert.equal((await card()).revisions.length, revisions);
  }

  test("a corner goes with all who share it, waits to be confirmed, and comes back in words", async () => {
    const page = await editing();
    const place = await estate();
    const { groups, corner, sharing } = place;
    const before = await findings();
    await approach(page, degrees(corner), zoomFor(sizeOf(...sharing), 2 * WIDE));
    await taking("corners", "r");
    await choose(page, degrees(middleOf(sharing[0])), sharing[0].path);
    // A quarter of the way into one of those that share it; free, so that it goes nowhere else.
    const inward = middleOf(sharing[0]);
    const to = [0, 1].map((axis) => corner[axis] + (inward[axis] - corner[axis]) / 4);
    const drag = () => dragTo(page, degrees(corner), degrees(to), { holding: "Alt" });
    for (const key of ["Backspace", "Escape"]) {
      await drag();
      await tried();
      await page.keyboard.press(key);
      await page.$("stroke-tried").waitFor({ state: "detached" });
      await page.locator('[data-testid="editing"][data-tool="corners"]').waitFor();
    }
    assert.equal((await card()).revisions.length, 0);
    assert.deepEqual(await seamless(place), groups, "what is taken back was never there");

    await drag();
    await confirmed(1);
    const moved = await seamless(place);
    const touched = moved.filter((grid, at) => JSON.stringify(grid.shape) !== JSON.stringify(groups[at].shape));
    assert.deepEqual(touched.map(({ path }) => path), sharing.map(({ path }) => path));
    assert.ok(touched.every((grid) => !has(grid, corner)), "nobody has it where it was");
    const fresh = touched.map((grid) => cornersOf(grid).filter((at) => sharing.every((was) => !has(was, at))).map(keyOf));
    assert.equal(new Set(fresh.flat()).size, 1, "all who share it have it at the same place");
    const [x, y] = fresh[0][0].split(",").map(Number);
    const step = sizeOf(...sharing) * 1e7 / WIDE;
    assert.ok(Math.hypot(x - to[0], y - to[1]) < step, "and that is where it was dropped");
    assert.deepEqual(before.shapes, []);
    assert.deepEqual(await findings(), before, "nothing is open, and nothing lies over another");

    await turned(page, "Control+z", 2, /已撤销：移动角点/);
    assert.deepEqual(await seamless(place), groups);
    await turned(page, "Control+Shift+z", 3, /已恢复：移动角点/);
    assert.deepEqual(await seamless(place), moved);
  });

  test("a line divides a grid, the halves become one again, and each step goes back in words", async () => {
    const page = await editing();
    const place = await estate();
    const { groups, sharing } = place;
    const [divided] = sharing;
    const middle = middleOf(divided);
    await approach(page, degrees(middle), zoomFor(sizeOf(divided), WIDE));
    // Chosen first: with one in hand the line's tool takes a click for a point of the line.
    await choose(page, degrees(middle), divided.path);
    await taking("split", "s");
    const reach = Math.max(...cornersOf(divided).map(([x]) => Math.abs(x - middle[0]))) * 1.2;
    const across = [-reach, reach].map((far) => degrees([middle[0] + far, middle[1]]));
    await clickOn(page, across[0], degrees([middle[0], middle[1] + reach]));
    await page.keyboard.press("Backspace");
    await clickOn(page, across[1]);
    await page.keyboard.press("Enter");
    await tried();
    const code = await page.locator('[data-testid="edit-entry"][data-field="code"]').inputValue();
    const name = page.locator('[data-testid="edit-entry"][data-field="name"]');
    await name.fill("新楼栋");
    await name.press("Enter");
    await until("one revision", async () => (await card()).revisions.length === 1);
    const beside = `${place.path}.${code}`;
    const whole = await seamless(place, beside);
    const halves = whole.filter(({ path }) => [divided.path, beside].includes(path));
    assert.deepEqual(halves.map(({ name: called }) => called), [divided.name, "新楼栋"]);
    // A grid that has nobody yet is told so; what was divided is whole.
    assert.deepEqual((await findings()).shapes, []);

    await page.keyboard.press("Escape");
    await page.locator('[data-testid="editing"][data-tool="select"]').waitFor();
    await page.keyboard.press("Escape");
    await taking("merge", "m");
    for (const half of halves) await choose(page, degrees(middleOf(half)), half.path);
    await confirmed(2);
    assert.deepEqual(await grids(beside), []);
    await seamless(place);
    assert.deepEqual((await findings()).shapes, []);

    await turned(page, "Control+z", 3, /已撤销：合并/);
    assert.deepEqual(await seamless(place, beside), whole);
    await turned(page, "Control+z", 4, /已撤销：划分/);
    assert.deepEqual(await seamless(place), groups, "every group is what it was");
    await turned(page, "Control+Shift+z", 5, /已恢复：划分/);
    assert.deepEqual(await seamless(place, beside), whole);
  });

  test("where a grid is taken off the map another is drawn along its neighbours, corner by corner", async () => {
    const page = await editing();
    const place = await estate();
    const { groups, path } = place;
    const [gone] = [...groups].sort((one, other) => cornersOf(one).length - cornersOf(other).length);
    const middle = middleOf(gone);
    await approach(page, degrees(middle), zoomFor(sizeOf(gone), WIDE));
    await taking("remove", "x");
    await choose(page, degrees(middle), gone.path);
    await tried();
    await page.getByText("不归任何网格").click();
    await until("a hole", async () => (await page.$("edit-faults").count()) === 1);
    await confirmed(1);
    assert.deepEqual(await grids(gone.path), []);
    assert.deepEqual([...new Set((await findings()).shapes)], ["not_filled"]);

    await taking("draw", "d");
    const [first, ...others] = gone.shape[0][0].slice(1);
    // One that is wrong goes again.
    await clickOn(page, degrees(first), degrees(middle));
    await page.keyboard.press("Backspace");
    await clickOn(page, ...others.map(degrees));
    await page.keyboard.press("Enter");
    await tried();
    const code = await page.locator('[data-testid="edit-entry"][data-field="code"]').inputValue();
    await page.locator('[data-testid="edit-entry"][data-field="name"]').fill("新画楼栋");
    await page.locator('[data-testid="edit-entry"][data-field="name"]').press("Enter");
    await until("two revisions", async () => (await card()).revisions.length === 2);
    const [drawn] = await grids(`${path}.${code}`);
    assert.equal(drawn.name, "新画楼栋");
    assert.deepEqual([...edgesOf([drawn]).keys()].sort(), [...edgesOf([gone]).keys()].sort(), "it caught on every corner");
    const left = place.paths.filter((one) => one !== gone.path);
    await seamless({ path, paths: left }, drawn.path);
    assert.deepEqual((await findings()).shapes, []);

    await turned(page, "Control+z", 3, /已撤销：新画/);
    await turned(page, "Control+z", 4, /已撤销：删除/);
    assert.deepEqual(await seamless(place), groups);
  });
});
