// The five maps: a measure, a way down, the table and the maps as one.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { gridNamed } from "../lib/district.mjs";
import { demonstration, empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";
import { squares } from "../lib/small.mjs";
import { until } from "../lib/until.mjs";

const fragment = (page) => new URLSearchParams(new URL(page.url()).hash.slice(1));
const said = (page, name) => fragment(page).get(name);
const small = (page, level) => page.locator(`[data-testid="small-map"][data-level="${level}"]`);
const row = (page, path) => page.locator(`[data-testid="grid-row"][data-path="${path}"]`);
const chosenRow = (page) => page.locator('[data-testid="grid-row"][data-chosen="true"]').getAttribute("data-path");
const number = (text) => Number(text.replace(/[^\d]/g, ""));

/** Opens the five maps by their key and waits until all five are there. */
async function open(page, levels = 5) {
  await page.keyboard.press("g");
  await page.keyboard.press("4");
  for (let level = 1; level <= levels; level += 1) await says(small(page, level), /\d/);
}

describe("the five maps of the demonstration district", () => {
  let desk, owner, browser, page, street;
  const leave = leaving();

  before(async () => {
    desk = await (await demonstration(leave)).serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    page = await person(browser, desk);
    street = (await gridNamed(owner, "荷花路街道")).grid;
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual(page.faults.splice(0), []));

  test("are opened by a key, each level with its grids and the sum of its children", async () => {
    await sit(page, desk);
    await open(page);
    for (const [level, grids] of [[1, 1], [2, 9], [3, 88], [4, 995], [5, 2640]]) {
      const head = await says(small(page, level).locator("button").first(), /格$/);
      assert.equal(number(head.replace(/^\D*\d/, "")), grids, head);
    }
    await says(page.$("ramp-sum"), /= 本级/);
    const steps = await page.$("ramp-step").locator("b").allTextContents();
    assert.equal(steps.map(number).reduce((sum, one) => sum + one, 0), 9);
    const painted = () =>
      small(page, 5).locator("canvas").first().evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const colours = new Set();
        for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) colours.add(data.slice(at, at + 3).join());
        return colours.size;
      });
    await until("five colours on the map of buildings", async () => (await painted()) >= 5);
  });

  test("show the measure that is chosen, by key, by kind and in the address", async () => {
    for (const figure of ["households", "buildings", "units", "venues"]) {
      await page.keyboard.press("m");
      await until(figure, () => said(page, "figure") === figure, 5);
    }
    await page.keyboard.press("v");
    await until("a kind of venue", () => said(page, "figure").startsWith("venues:"), 5);
    const kind = said(page, "figure").slice("venues:".length);
    await says(page.$("figure-panel").locator("h3").first(), new RegExp(kind));
    await page.$("figure-vacant").click();
    await says(page.$("ramp-sum"), /合计 1（9 \/ 9 格有数）= 本级 1/);
  });

  test("find the one building without a head: missing first, then on the map", async () => {
    await page.keyboard.press("5");
    await says(page.$("missing-first"), /缺项在前 1/);
    await page.keyboard.press("q");
    const first = page.$("grid-row").first();
    await says(first.locator("[data-missing=true]"), "0");
    const path = await first.getAttribute("data-path");
    await first.click();
    await until("the building is chosen", () => said(page, "at") === `grid:${path}`, 5);
    await says(small(page, 5).locator("p em"), /缺网格长/);
    await page.keyboard.press("q");
    await until("it stays chosen", async () => said(page, "at") === `grid:${path}`, 5);
  });

  test("sort by any column, and rows and maps follow each other", async () => {
    await page.keyboard.press("2");
    await page.$("sort-residents").click();
    const shown = async () => (await page.$("grid-row").allTextContents()).length === 9;
    await until("nine streets", shown, 10);
    const residents = async () => {
      const cells = await page.$("grid-row").locator("span:nth-of-type(2)").allTextContents();
      return cells.map(number);
    };
    const down = await residents();
    assert.deepEqual(down, [...down].sort((a, b) => b - a));
    await page.$("sort-residents").click();
    await until("the other way round", async () => (await residents())[0] === down.at(-1), 5);

    await row(page, street.path).click();
    await until("the map has it", () => said(page, "at") === `grid:${street.path}`, 5);
    await small(page, 2).locator('[data-testid="small-paper"]').focus();
    await page.keyboard.press("ArrowRight");
    await until("the row follows the map", async () => said(page, "at") === `grid:${await chosenRow(page)}`, 5);
    assert.notEqual(await chosenRow(page), street.path);
    await page.keyboard.press("j");
    await until("the map follows the rows", async () => said(page, "at") === `grid:${await chosenRow(page)}`, 5);
  });

  test("show one class of the ramp alone, as many rows as it says, until Escape", async () => {
    const step = page.$("ramp-step").first();
    const grids = number(await step.locator("b").textContent());
    await step.click();
    await until("its rows", async () => (await page.$("grid-row").count()) === grids, 5);
    assert.ok(grids < 9);
    await page.keyboard.press("Escape");
    await until("all rows", async () => (await page.$("grid-row").count()) === 9, 5);
  });

  test("go down by Enter and up again, each with its frame, and come back from the address", async () => {
    await row(page, street.path).click();
    await page.keyboard.press("Enter");
    await until("the street's maps", () => said(page, "of") === street.path, 10);
    const communities = (await owner.ask("grid", { path: street.path })).children.length;
    await until("its communities", async () => (await page.$("grid-row").count()) === communities, 10);
    await says(small(page, 2), /荷花路街道/);
    await page.keyboard.press("4");
    const address = page.url();
    await page.reload();
    await mapIdle(page);
    assert.equal(page.url(), address);
    await says(page.$("five-maps").locator("h2"), "荷花路街道");
    await says(page.$("ramp-sum"), /= 本级/);
    await page.keyboard.press("Backspace");
    await until("the district's maps", () => said(page, "of") === "411602", 10);
  });

  test("scroll 2,640 rows without a blank one", async () => {
    await page.keyboard.press("5");
    const rows = page.$("grid-rows");
    await until("all buildings", () => rows.evaluate((box) => box.scrollHeight > 2640 * 28), 20);
    for (const share of [0.3, 0.7, 1, 0]) {
      await rows.evaluate((box, to) => box.scrollTo(0, box.scrollHeight * to), share);
      const isFull = () =>
        rows.evaluate((box) => {
          const { left, top, height } = box.getBoundingClientRect();
          return [0.3, 0.6, 0.9].every((at) => document.elementFromPoint(left + 40, top + height * at)?.closest("[data-testid=grid-row]"));
        });
      await until(`rows at ${share}`, isFull, 5);
    }
  });

  test("are copied and kept as a file, with every row and only counts", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.keyboard.press("2");
    await until("nine streets", async () => (await page.$("grid-row").count()) === 9, 10);
    await page.keyboard.press("y");
    await says(page.$("copy-table"), /已复制 9 行/);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const lines = copied.trim().split("\r\n");
    assert.equal(lines.length, 10);
    assert.match(lines[0], /^网格,编码,网格长,人口,/);
    const card = await owner.ask("grid", { path: street.path });
    assert.ok(lines.some((line) => line.startsWith(`荷花路街道,411602003,2,${card.grid.counts.residents},`)));
    assert.ok(!card.heads.some(({ post }) => copied.includes(post.phone)), "no phone is in it");
    const [kept] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Shift+Y")]);
    assert.equal(kept.suggestedFilename(), "川汇区 街道.csv");
  });
});

describe("five maps elsewhere", () => {
  const leave = leaving();
  after(() => leave.all());

  for (const levels of [1, 6]) {
    test(`a store of ${levels} levels has ${levels} maps, and no figure is no nought`, async () => {
      const house = await empty(leave);
      await squares(house, { levels, nameOf: (level, code) => `很长很长很长的网格名称 ${"长".repeat(30)} ${level} ${code}` });
      const desk = await house.serve();
      const browser = await openBrowser(leave);
      const page = await person(browser, desk);
      await sit(page, desk);
      await open(page, levels);
      assert.equal(await page.$("small-map").count(), levels);
      await page.$("figure-units").click();
      await says(page.$("figure-panel").locator("section").first(), /没有任何网格填报这一项/);
      await says(small(page, 1).locator("p b"), "无数");
      assert.deepEqual(page.faults, []);
    });
  }

  test("an empty store says what to do first, and nothing breaks", async () => {
    const house = await empty(leave);
    await house.wutu(["new", house.store, "--name", "空区"]);
    const desk = await house.serve();
    const page = await person(await openBrowser(leave), desk);
    await page.goto(desk.link);
    await page.$("empty-store").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("4");
    await until("the view", () => said(page, "view") === "fivemaps", 5);
    await says(page.$("empty-store"), /wutu import/);
    assert.deepEqual(page.faults, []);
  });

  test("a seat over one street sees its part and is told nothing of the rest", async () => {
    const house = await demonstration(leave);
    const desk = await house.serve();
    const owner = await desk.owner();
    const street = (await gridNamed(owner, "荷花路街道")).grid;
    const { code } = await owner.act({ type: "offer_seat", role: "auditor", subtree: street.path });
    const page = await person(await openBrowser(leave), desk);
    await page.goto(`${desk.address}/#seat=${code}`);
    await mapIdle(page);
    await open(page);
    await says(small(page, 1), /范围内没有区/);
    await says(small(page, 2), /1 格/);
    const { children } = await owner.ask("grid", { path: street.path });
    await page.keyboard.press("Control+k");
    await page.$("search-input").fill(children[0].code);
    await says(page.$("search-hit"), new RegExp(children[0].name));
    await page.keyboard.press("Enter");
    await until("the community is chosen", () => said(page, "at") === `grid:${children[0].path}`, 10);
    await until("its communities", async () => (await page.$("grid-row").count()) === children.length, 10);
    assert.deepEqual(page.faults, []);
  });
});
