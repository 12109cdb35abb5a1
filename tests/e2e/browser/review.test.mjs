// The review of a week: figures that open to their cases, by mouse and by keyboard, and a week that is frozen.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";

describe("the review", () => {
  let desk, owner, browser, operator, estate, street;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    street = await gridNamed(owner, "荷花路街道");
    estate = (await estateBelow(owner, street.grid.path, 2)).card;
    for (const kind of ["facility", "facility", "road", "hazard"]) {
      const { incident } = await owner.act({ type: "make_report", report: report(kind) });
      const take = (step) => owner.act({ type: "handle_incident", incident, step });
      if (kind === "hazard") continue;
      await take({ step: "accept" });
      if (kind === "facility") await take({ step: "settle", words: "当场盖好" });
    }
    operator = await person(browser, desk);
    await sit(operator, desk);
  });
  after(() => leave.all());

  const report = (kind) => ({
    kind,
    urgency: "normal",
    words: "井盖缺失",
    spot: { at: "grid", path: estate.grid.path },
    attachments: [],
    seen: new Date().toISOString(),
  });
  const press = (key) => operator.keyboard.press(key);
  const cell = (row, measure) => operator.locator(`[data-testid="review-row"] [data-cell="${row},${measure}"]`);
  const CLOSED = 3;
  const OPEN = 8;

  test("shows each figure with its rate, and opens what it counts", async () => {
    await press("g");
    await press("5");
    await operator.$("review").waitFor();
    await says(cell(0, CLOSED), /2.*66\.7%/);
    await says(cell(0, 0), /3.*75\.0%/);
    await operator.$("review-chart").locator("svg").waitFor();
    await operator.$("review-by-kind").click();
    await operator.locator('[data-testid="review-row"]', { hasText: "公用设施" }).waitFor();
    await cell(0, OPEN).click();
    await operator.$("incidents-behind").waitFor();
    await says(operator.$("incidents-behind"), /合计 · 未结 · 分子/);
    await operator.$("incidents-row").waitFor();
    assert.equal(await operator.$("incidents-row").count(), 1);
    await operator.$("incidents-all-again").click();
    await operator.$("incidents-mine").waitFor();
  });

  test("tells numerator, denominator and what was left out to whoever has no mouse", async () => {
    await cell(0, 0).focus();
    await press("ArrowRight");
    const opened = operator.$("review-figure");
    await says(opened, /合计 · 立案 0\.0%/);
    await says(opened, /分子 0.*其余 1.*分母 1.*剔除 2/);
    await says(opened, /现场办结 2/);
    await operator.$("review-left_out").click();
    await says(operator.$("incidents-behind"), /立案 · 剔除/);
    await press("Escape");
  });

  test("goes to a part of the district and says so", async () => {
    await operator.$("review-by-place").click();
    await operator.locator('[data-testid="review-row"] th button', { hasText: "荷花路街道" }).click();
    await says(operator.$("review").locator("h2"), "荷花路街道");
    await operator.locator('[data-testid="review-row"] th button', { hasText: "荷花路街道" }).waitFor({ state: "detached" });
    await says(cell(0, CLOSED), /2/);
  });

  test("freezes a week that is over, and no other", async () => {
    assert.equal(await operator.$("review-freeze").isDisabled(), true, "this week goes on");
    await operator.$("review-lastWeek").click();
    await operator.locator('[data-testid="review-freeze"]:enabled').click();
    await says(operator.$("review-frozen"), /已封存/);
    await operator.$("review-by-signals").click();
    await operator.$("review-signals").waitFor();
    await says(operator.$("review-signals"), /沉默网格/);
  });
});
