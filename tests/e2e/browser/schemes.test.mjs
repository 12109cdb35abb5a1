// Grid schemes in the page: drawn by one person, sent back, and brought into force by another.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { findings } from "../lib/axe.mjs";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { drop } from "../lib/drop.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";
import { heads, squares } from "../lib/small.mjs";
import { until } from "../lib/until.mjs";

const STREET = "4116.41161";
const [GONE, HEIR] = [`${STREET}.411611`, `${STREET}.411612`];
const DRAFT = "二〇二七年网格";
/** Judged at rest: a colour on its way to another is neither. */
const AT_REST = { reducedMotion: "reduce" };

describe("grid schemes", () => {
  let house, desk, owner, browser;
  const pages = [];
  const atTheEnd = leaving();

  before(async () => {
    house = await empty(atTheEnd);
    await squares(house, { levels: 3 });
    await heads(house, [["4116", "区网格长", "赵一", "10000000001"], ["411611", "社区网格长", "钱二", "10000000002"]]);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(atTheEnd);
  });
  after(() => atTheEnd.all());
  afterEach(async () => {
    const faults = pages.flatMap((page) => page.faults);
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    assert.deepEqual(faults, []);
  });

  async function seated(options) {
    const page = await person(browser, desk, options);
    pages.push(page);
    return page;
  }

  async function supervisor(options) {
    const page = await seated(options);
    const { code } = await owner.act({ type: "offer_seat", role: "supervisor", subtree: null });
    await page.goto(`${desk.address}/`);
    await page.$("seat-code").fill(code);
    await page.$("seat-take").click();
    await mapIdle(page);
    return page;
  }

  const line = (page, name) => page.locator(`[data-testid="scheme-line"][data-scheme="${name}"]`);
  const state = (page, expected) => page.locator(`[data-testid="scheme-page"][data-state="${expected}"]`).waitFor();
  const revisions = (page, count) => until(`${count} revisions`, async () => (await page.$("revision").count()) === count);

  async function open(page, name) {
    await page.keyboard.press("s");
    await line(page, name).click();
  }

  /** One community takes over the ground of the one beside it. */
  async function merge() {
    const drawn = async (scheme, paths) => (await owner.ask("shapes", { scheme, paths })).grids;
    const [gone, heir, street] = await drawn(DRAFT, [GONE, HEIR, STREET]);
    const larger = { ...heir.placed, shape: street.placed.shape };
    const changes = [
      { path: GONE, seen: gone.digest, after: null },
      { path: HEIR, seen: heir.digest, after: larger },
    ];
    return owner.act({ type: "revise_grids", scheme: DRAFT, changes });
  }

  test("drawn by one, sent back, brought into force by another", async () => {
    const first = await seated();
    await sit(first, desk);
    await first.keyboard.press("s");
    await first.$("scheme-panel").waitFor();
    assert.equal(await first.$("scheme-line").count(), 1);
    await first.$("scheme-line").click();
    await says(first.$("scheme-about"), /未审（导入）.*这是第一份方案/);
    await says(first.$("scheme-levels"), /社区4/);
    await first.$("scheme-back").click();
    await first.$("scheme-begin").click();
    await first.$("scheme-name").fill(DRAFT);
    await first.keyboard.press("Enter");
    await state(first, "draft");
    await says(first.$("comparison"), /完全相同/);

    // What happens elsewhere is seen here.
    await merge();
    await revisions(first, 1);
    await says(first.$("compare-gone"), /1$/);
    assert.match(await first.$("gone-grid").textContent(), /3 级 411612 100%/);
    await first.$("revision-undo").click();
    await revisions(first, 2);
    await says(first.$("comparison"), /完全相同/);
    await first.$("revision-undo").first().click();
    await revisions(first, 3);
    await says(first.$("compare-gone"), /1$/);

    await first.$("scheme-submit").click();
    await first.$("scheme-go").click();
    await state(first, "in_review");
    assert.equal(await first.$("scheme-publish").isDisabled(), true);
    await says(first.$("failure"), /不能由本人发布/);

    const second = await supervisor();
    await open(second, DRAFT);
    await state(second, "in_review");
    await second.$("scheme-return").click();
    await says(second.$("scheme-sure"), /必填/);
    assert.equal(await second.$("scheme-go").isDisabled(), true);
    await second.$("scheme-reason").fill("核对四至");
    await second.$("scheme-go").click();
    await state(second, "draft");
    await state(first, "draft");
    await says(first.locator('[data-testid="scheme-life"] [data-step="returned"]'), /核对四至/);

    await first.$("scheme-submit").click();
    await first.$("scheme-go").click();
    await state(second, "in_review");
    await second.$("scheme-publish").click();
    await second.$("scheme-go").click();
    await state(second, "published");
    await state(first, "published");
    await says(second.$("scheme-about"), /督查员.*批准.*此前网格方案/);
    await says(second.$("compare-gone"), /1$/);
    await second.$("scheme-before").click();
    await state(second, "retired");
    const district = await owner.ask("district");
    assert.equal(district.scheme.name, DRAFT);
    assert.deepEqual(district.levels.map(({ grids }) => grids), [1, 2, 3]);
    const heir = await owner.ask("grid", { path: HEIR });
    assert.deepEqual(heir.heads.map(({ post }) => post.person), ["钱二"]);
    await first.keyboard.press("Escape");
    await first.$("scheme-page").waitFor({ state: "detached" });
  });

  test("what holds from a day to come waits for it, and can be sent back until then", async () => {
    const name = "二〇二八年网格";
    const inForce = (await owner.ask("district")).scheme.name;
    await owner.act({ type: "draft_scheme", name, from: inForce });
    const { placed, digest } = (await owner.ask("shapes", { scheme: name, paths: [HEIR] })).grids[0];
    const after = { ...placed, name: "改名社区" };
    await owner.act({ type: "revise_grids", scheme: name, changes: [{ path: HEIR, seen: digest, after }] });
    await owner.act({ type: "submit_scheme", scheme: name });
    const page = await supervisor();
    await open(page, name);
    await state(page, "in_review");
    await page.$("scheme-publish").click();
    await says(page.$("scheme-go"), /发布施行/);
    const soon = new Date(Date.now() + 3 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    await page.$("scheme-day").fill(soon);
    await says(page.$("scheme-go"), /批准，到日生效/);
    await page.$("scheme-go").click();
    await state(page, "approved");
    const [, month, day] = soon.split("-").map(Number);
    await says(page.$("scheme-page"), new RegExp(`${month}[月/-]0?${day}|${soon}`));
    assert.equal((await owner.ask("district")).scheme.name, inForce, "until then what was in force stays");
    const [card] = (await owner.ask("schemes")).schemes.filter(({ scheme }) => scheme.name === name);
    assert.equal(card.scheme.state, "approved");
    assert.equal(Date.parse(card.scheme.valid_from), Date.parse(`${soon}T00:00:00`), "from the beginning of that day");
    await page.$("scheme-return").click();
    await page.$("scheme-reason").fill("改期");
    await page.$("scheme-go").click();
    await state(page, "draft");
  });

  test("grids from a file go into a draft, and a draft that is discarded is gone with them", async () => {
    const page = await seated();
    const { code } = await owner.act({ type: "offer_seat", role: "admin", subtree: null });
    await owner.act({ type: "draft_scheme", name: "试一试", from: null });
    await page.goto(`${desk.address}/`);
    await page.$("seat-code").fill(code);
    await page.$("seat-take").click();
    await mapIdle(page);
    await open(page, "试一试");
    await page.$("scheme-submit").click();
    await page.$("scheme-go").click();
    await says(page.$("scheme-sure"), /还没有网格/);
    await page.keyboard.press("Escape");
    await page.$("scheme-sure").waitFor({ state: "detached" });

    // Grids go into the draft that is chosen, and what is in force stays as it is.
    const before = (await owner.ask("district")).levels;
    await drop(page, [{ name: "grids.geojson", body: await readFile(join(house.folder, "grids.geojson")) }]);
    await page.locator('[data-testid="import-file"][data-state="faults"]').waitFor();
    await page.$("import-into").click();
    await page.getByTitle("草稿：试一试").click();
    await page.locator('[data-testid="import-file"][data-state="ready"]').waitFor();
    await page.$("import-go").click();
    await page.locator('[data-testid="import-file"][data-state="done"]').waitFor();
    assert.deepEqual((await owner.ask("district")).levels, before);
    // The draft's page is where it was left.
    await page.$("tab-scheme").click();
    await state(page, "draft");
    await page.$("scheme-back").click();
    await says(line(page, "试一试"), /社区 4/);
    await line(page, "试一试").click();
    await page.$("scheme-discard").click();
    await page.$("scheme-go").click();
    await page.$("scheme-panel").waitFor();
    await until("it to go", async () => (await line(page, "试一试").count()) === 0);
  });

  for (const [theme, locale] of [["dark", "zh-CN"], ["light", "en"]]) {
    test(`nothing on it keeps somebody out, ${theme}, ${locale}`, async () => {
      const name = `方案 ${theme}`;
      await owner.act({ type: "draft_scheme", name, from: (await owner.ask("district")).scheme.name });
      const page = await supervisor({ locale, ...AT_REST });
      if (theme === "light") await page.keyboard.press("t");
      await page.keyboard.press("s");
      await page.$("scheme-panel").waitFor();
      const found = [];
      // A button under the pointer has another colour.
      const look = async (where) => {
        await page.mouse.move(0, 0);
        found.push(...(await findings(page, where)));
      };
      await look("schemes");
      await line(page, name).click();
      await page.$("comparison").waitFor();
      await look("scheme");
      await page.$("scheme-submit").click();
      await look("submit");
      await page.$("scheme-go").click();
      await state(page, "in_review");
      await page.$("scheme-return").click();
      await look("return");
      await page.keyboard.press("Escape");
      await page.$("scheme-discard").click();
      await look("discard");
      assert.deepEqual(found, []);
    });
  }
});
