// Stores that are no demonstration: one grid, six levels, names as long as they come. Nothing leaves its place.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { mapIdle, openBrowser, person, phone } from "../lib/browser.mjs";
import { recipients } from "../lib/district.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";
import { heads, squares } from "../lib/small.mjs";

const LONG_NAME = "沙颍河滨河路与人民路交叉口东北角老旧小区改造提升示范片综合治理网格甲段及其附属沿街商铺停车场充电站和菜鸟驿站公共区域";
const LONG_PERSON = "阿卜杜热合曼江·买买提吐尔逊库尔班尼亚孜阿布都热依木江先生";
const DEEPEST = "4116.41161.411611.4116111.41161111.411611111";

describe("a store of six levels with the longest names", () => {
  let desk, owner, browser, order, operator;
  const leave = leaving();

  before(async () => {
    const house = await empty(leave);
    await squares(house, { levels: 6, nameOf: (_, code) => `${LONG_NAME}${code.slice(-2)}` });
    await heads(house, [
      ["4116", "总网格长", LONG_PERSON, "10000000001"],
      ["411611111", "网格长", LONG_PERSON, "10000000002"],
    ]);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    ({ order } = await owner.issue("4116", `${LONG_NAME}，请核查。`));
    operator = await person(browser, desk);
    await sit(operator, desk);
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual(operator.faults.splice(0), []));

  test("a bar of six steps is folded in its middle, stays in one line, and where one is can be read", async () => {
    await operator.goto(`${desk.address}/#view=situation&level=6&at=grid:${DEEPEST}`);
    await operator.reload();
    await mapIdle(operator);
    const bar = operator.$("breadcrumb");
    assert.equal((await bar.getAttribute("title")).split(" › ").length, 6, "the whole way is told");
    assert.ok(await operator.$("trail-fold").isVisible());
    assert.ok((await bar.locator("button").last().boundingBox()).width >= 80);
    assert.deepEqual(await strays(operator, "header"), []);
  });

  test("a person's phone and buttons stay in the panel beside a long name", async () => {
    const dock = await operator.locator("aside").boundingBox();
    const pair = await operator.locator('[data-testid^="pair-"]').first().boundingBox();
    assert.ok(pair.x + pair.width <= dock.x + dock.width, `${pair.x + pair.width} beyond ${dock.x + dock.width}`);
  });

  test("the tabs below stay in one line beside a long name", async () => {
    const buttons = operator.$("bottom-fold").locator("..").locator("button");
    const tall = await buttons.evaluateAll((all) =>
      all.filter((one) => {
        const words = document.createRange();
        words.selectNodeContents(one);
        return words.getBoundingClientRect().height > 26;
      }).map((one) => one.textContent),
    );
    assert.deepEqual(tall, []);
  });

  test("an order that nobody has answered says so in its board and over time, each word in its place", async () => {
    await operator.$("view-dispatch").click();
    await operator.locator(`[data-testid="orders-row"][data-order="${order}"]`).click();
    await operator.$("board").waitFor();
    await operator.$("sheet-timeline").click();
    const words = await operator.$("timeline").locator("text").evaluateAll((texts) =>
      texts.map((one) => [one.textContent, one.getBoundingClientRect()]).map(([text, { left, right, top, bottom }]) => ({ text, left, right, top, bottom })),
    );
    assert.ok(words.length > 8);
    const isOver = (a, b) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
    const pairs = words.flatMap((a, at) => words.slice(at + 1).filter((b) => isOver(a, b)).map((b) => `${a.text} × ${b.text}`));
    assert.deepEqual(pairs, []);
    assert.deepEqual(await strays(operator, "aside"), []);
  });

  test("a panel that cannot be drawn says so, and the map and the other panels stay", async () => {
    await operator.route("**/api/ask", async (route) => {
      const { question } = route.request().postDataJSON();
      if (question.type === "journal") await route.fulfill({ json: { type: "journal", entries: "none" } });
      else await route.continue();
    });
    await operator.keyboard.press("Shift+J");
    await operator.$("failure").waitFor();
    await operator.screenshot({ path: "shots/panel-broken.png" });
    await operator.$("tab-place").click();
    await operator.$("grid-panel").waitFor();
    await operator.unroute("**/api/ask");
    await operator.$("tab-journal").click();
    await operator.$("again").click();
    await operator.$("entry").first().waitFor();
    assert.match(operator.faults.splice(0).join(), /TypeError/);
  });

  test("the phone leaves room for orders below a long way down", async () => {
    const field = await phone(browser, desk);
    const post = (await recipients(owner, order)).at(-1);
    const { code } = await owner.act({ type: "offer_pairing", post });
    await field.goto(`${desk.address}/field#code=${code}`);
    await field.$("inbox-order").waitFor();
    const { y } = await field.$("inbox-order").boundingBox();
    assert.ok(y < 422, `the first order begins at ${y}`);
    assert.deepEqual(await strays(field, "header"), []);
    assert.deepEqual(field.faults, []);
    await field.context().close();
  });
});

describe("a store of one grid", () => {
  const leave = leaving();
  after(() => leave.all());

  test("shows it, and who sits there keeps to the bar", async () => {
    const house = await empty(leave);
    await squares(house, { levels: 1, nameOf: () => LONG_NAME });
    const desk = await house.serve();
    const operator = await person(await openBrowser(leave), desk);
    await sit(operator, desk);
    assert.equal(await operator.$("grid-panel").getAttribute("data-path"), "4116");
    assert.deepEqual(await strays(operator, "header"), []);
    assert.deepEqual(operator.faults, []);
  });
});

/** What can be seen of `css` and reaches beyond it or beyond the screen. */
function strays(page, css) {
  return page.locator(css).first().evaluate((box) => {
    const edge = Math.min(box.getBoundingClientRect().right, window.innerWidth) + 1;
    const isClipped = (element) => {
      for (let above = element.parentElement; above && above !== box.parentElement; above = above.parentElement) {
        if (getComputedStyle(above).overflowX !== "visible" && above.getBoundingClientRect().right <= edge) return true;
      }
      return false;
    };
    return [...box.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > edge && !isClipped(element))
      .map((element) => `${element.tagName} ${element.textContent.slice(0, 20)}`);
  });
}
