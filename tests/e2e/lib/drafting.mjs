// A small district, a draft of it for each test, and a supervisor who edits it on the map.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import { mapIdle, openBrowser, person } from "./browser.mjs";
import { empty } from "./house.mjs";
import { leaving } from "./leaving.mjs";
import { squares } from "./small.mjs";
import { until } from "./until.mjs";

/** A district of two streets, west and east, each of two communities, south and north. */
export const [WEST, EAST] = ["4116.41161", "4116.41162"];
export const [SOUTH_WEST, NORTH_WEST] = [`${WEST}.411611`, `${WEST}.411612`];
export const [SOUTH_EAST, NORTH_EAST] = [`${EAST}.411621`, `${EAST}.411622`];
/** Degrees: the district's edges, the border between the streets, the one between south and north. */
export const [W, MIDDLE, E, S, HALF, N] = [114.6, 114.65, 114.7, 33.6, 33.64, 33.68];
/** A place in each community. */
export const IN = {
  [SOUTH_WEST]: [114.625, 33.62],
  [NORTH_WEST]: [114.625, 33.66],
  [SOUTH_EAST]: [114.675, 33.62],
  [NORTH_EAST]: [114.675, 33.66],
};

async function small(leave) {
  const house = await empty(leave);
  await squares(house, { levels: 3 });
  return house;
}

/** Within a `describe`: each of its tests has a draft and a page of its own, of another district where one is `found`. */
export function drafting({ found = small, level = 3 } = {}) {
  let owner, browser, desk, page, draft;
  let count = 0;
  const leave = leaving();

  before(async () => {
    desk = await (await found(leave)).serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
  });
  after(() => leave.all());
  beforeEach(async () => {
    draft = `草稿 ${(count += 1)}`;
    const { scheme } = await owner.ask("district");
    await owner.act({ type: "draft_scheme", name: draft, from: scheme.name });
  });
  afterEach(async () => {
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  /** A supervisor with the draft's page open, at its level. */
  async function opened(options = {}) {
    page = await person(browser, desk, options);
    const { code } = await owner.act({ type: "offer_seat", role: "supervisor", subtree: null });
    await page.goto(`${desk.address}/`);
    await page.$("seat-code").fill(code);
    await page.$("seat-take").click();
    await mapIdle(page);
    await page.keyboard.press(String(level));
    await page.keyboard.press("s");
    await page.locator(`[data-testid="scheme-line"][data-scheme="${draft}"]`).click();
    await page.$("edit").waitFor();
    return page;
  }

  /** The same, with the draft in hand. */
  async function editing() {
    await opened();
    await page.keyboard.press("e");
    await page.$("edit-tools").waitFor();
    await page.$("shown-banner").waitFor();
    await mapIdle(page);
    // No corner of the district lies under what stands in the corners of the map.
    const before = await page.$("pencil").getAttribute("data-camera");
    await page.keyboard.press("Minus");
    await until("the map to rest", async () => (await page.$("pencil").getAttribute("data-camera")) !== before);
    await mapIdle(page);
    return page;
  }

  async function taking(tool, key) {
    await page.keyboard.press(`Shift+${key}`);
    await page.locator(`[data-testid="editing"][data-tool="${tool}"]`).waitFor();
  }

  /** The desk has said what would change. */
  const tried = () => page.$("stroke-tried").waitFor();

  /** Does what was tried, and waits until the desk has it. */
  async function confirmed(revisions) {
    await tried();
    await page.keyboard.press("Enter");
    await page.$("stroke-tried").waitFor({ state: "detached" });
    await until(`${revisions} revisions`, async () => (await card()).revisions.length === revisions);
  }

  /** The draft as its page lists it. */
  const card = async () => (await owner.ask("schemes")).schemes.find(({ scheme }) => scheme.name === draft);
  /** Its grids as they stand. */
  const grids = async (...paths) =>
    (await owner.ask("shapes", { scheme: draft, paths })).grids.map(({ placed }) => placed);

  return { opened, editing, taking, tried, confirmed, card, grids, name: () => draft, owner: () => owner };
}

/** A grid's corners, in degrees. */
export const cornersOf = (grid) => grid.shape.flat(2).map(([x, y]) => [x / 1e7, y / 1e7]);

/** Whether a grid has a corner there, in degrees. */
export const has = (grid, [x, y], within = 1e-7) =>
  cornersOf(grid).some((at) => Math.abs(at[0] - x) <= within && Math.abs(at[1] - y) <= within);
