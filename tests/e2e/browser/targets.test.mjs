// Whom an order reaches: the preview says it exactly, every figure opens, and what was previewed is what is sent.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { mapIdle, openBrowser, person, phone, says } from "../lib/browser.mjs";
import { recipients } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { figure, sit } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

const BASEMENT = "有地下室";

describe("an order's target", () => {
  let desk, owner, browser, page, top;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    page = await person(browser, desk);
    await sit(page, desk);
    top = (await owner.ask("district")).tops[0].path;
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual(page.faults.splice(0), []));

  /** Opens a list by its test id and takes what begins with these words. */
  async function choose(id, ...words) {
    await page.$(id).click();
    for (const word of words) {
      const open = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
      const option = open.locator(".ant-select-item-option", { hasText: word }).first();
      await option.click();
      // What is chosen moves the list; the next is clicked where it stands then.
      await until(`${word} to be chosen`, async () => {
        const [word] = await option.evaluateAll((all) => all.map((one) => one.className));
        return word === undefined || word.includes("-selected");
      });
    }
  }
  const reached = async (which) => Number((await page.$(`reach-${which}`).locator("b").innerText()).replace(/\D/g, ""));
  /** Corners of a round line about the middle of the map. */
  async function circle() {
    const { x, y, width, height } = await page.$("map").boundingBox();
    const [cx, cy, r] = [x + width / 2, y + height / 2, Math.min(width, height) / 5];
    return Array.from({ length: 13 }, (_, step) => {
      const turn = (step / 12) * 1.9 * Math.PI;
      return [cx + r * Math.cos(turn), cy + r * Math.sin(turn)];
    });
  }
  const settled = () =>
    until("the preview to be of what is chosen", async () =>
      (await page.$("compose-preview").getAttribute("data-stale")) === "false");

  test("the 214 buildings with a basement in three streets are previewed exactly and sent", async () => {
    const draft = { text: "", kind: "check", priority: "urgent", deadline: null, answering: null };
    const target = { subtree: top, levels: [5], roles: [], having: BASEMENT };
    const streets = (
      await owner.ask("reached", { draft: { ...draft, target }, which: "grids", limit: 1 })
    ).branches.map(({ name }) => name);
    assert.equal(streets.length, 3);

    await page.keyboard.press("d");
    await page.$("compose-text").fill("检查地下室水泵，回报能启动的台数");
    for (const level of [1, 2, 3, 4]) await page.$(`compose-level-${level}`).click();
    await choose("compose-having", BASEMENT);
    await page.keyboard.press("Alt+o");
    await choose("compose-only", ...streets);
    await page.$("compose-text").click();
    await page.$("compose-holds").getByText(/数字|Number/).click();
    await page.$("compose-unit").fill("台");
    await settled();
    const silent = (await page.$("reach-silent").count()) === 0 ? 0 : await reached("silent");
    assert.equal((await reached("grids")) + silent, 214);
    const [people, copies] = [await reached("people"), await reached("copies")];

    await page.$("reach-people").click();
    await until("three streets", async () => (await page.$("reached-branch").count()) === 3);
    await page.$("reached-branch").first().click();
    await page.$("reached").locator("p").first().waitFor();
    await page.keyboard.press("Control+Enter");
    await page.$("board").waitFor();
    const id = await page.$("board").getAttribute("data-order");
    const board = await owner.ask("order", { id });
    assert.equal(board.people.expected, people);
    assert.equal(board.copies.expected, copies);
    assert.deepEqual(board.order.answer, { holds: "number", unit: "台" });

    const away = async () => (await owner.ask("reach", { draft: { ...draft, target } })).without_page;
    const before = await away();
    const field = await phone(browser, desk);
    const [post] = await recipients(owner, id);
    const { code } = await owner.act({ type: "offer_pairing", post });
    await field.goto(`${desk.address}/field#code=${code}`);
    await field.locator(`[data-testid="inbox-order"][data-order="${id}"]`).click();
    await until("one page more to be open", async () => (await away()) === before - 1);
    await field.$("accept").click();
    await field.$("done").click();
    await field.$("sheet-value").fill("三");
    assert.equal(await field.$("sheet-send").isDisabled(), true, "words are no number");
    await field.$("sheet-value").fill("2.5");
    await field.$("sheet-send").click();
    await says(figure(page, "done"), "1");
    await says(page.$("board-answers"), /2\.5 台/);
    await field.context().close();
  });

  test("a line that is half drawn stays in hand while an order is answered", async () => {
    const { order } = await owner.issue(top, "全员点名", { kind: "roll_call", answering: "every_person" });
    await page.$("view-dispatch").click();
    await page.locator(`[data-testid="orders-row"][data-order="${order}"]`).click();
    await page.$("board").waitFor();
    await page.keyboard.press("d");
    await page.$("compose-text").fill("到场报告");
    await settled();
    const all = await reached("grids");
    await page.keyboard.press("Alt+l");
    const round = await circle();
    await page.mouse.move(...round[0]);
    await page.mouse.down();
    for (const corner of round.slice(0, 6)) await page.mouse.move(...corner);
    const row = page.locator(`[data-testid="orders-row"][data-order="${order}"]`);
    const before = await row.innerText();
    const [post] = await recipients(owner, order);
    await owner.act({ type: "mark_receipt", order, post, mark: { mark: "accepted" }, way: "phone" });
    await until("the answer to be there", async () => (await row.innerText()) !== before);
    for (const corner of round.slice(6)) await page.mouse.move(...corner);
    await page.mouse.up();
    await until("fewer grids", async () => {
      await settled();
      const now = (await page.$("reach-grids").count()) === 0 ? 0 : await reached("grids");
      return now > 0 && now < all;
    });
    await page.$("compose-text").click();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press("Escape");
    await page.$("compose").waitFor({ state: "detached" });
  });

  test("a lasso drawn with a key and the mouse chooses grids, and a template asks for its fields", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("1");
    await page.keyboard.press("0");
    await mapIdle(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("d");
    await page.$("compose-text").fill("请到{地点}集合");
    await settled();
    const all = await reached("grids");
    await page.keyboard.press("Alt+l");
    const round = await circle();
    await page.mouse.move(...round[0]);
    await page.mouse.down();
    for (const corner of round) await page.mouse.move(...corner);
    await page.mouse.up();
    await until("fewer grids", async () => {
      await settled();
      const now = (await page.$("reach-grids").count()) === 0 ? 0 : await reached("grids");
      return now > 0 && now < all;
    });
    const lassoed = await reached("grids");

    await page.$("compose-keep").click();
    await page.$("keep-name").fill("集合");
    await page.$("keep-template").click();
    await page.$("keeping").waitFor({ state: "detached" });
    await page.$("compose-text").click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.$("compose").waitFor({ state: "detached" });
    await page.keyboard.press("d");
    await page.$("compose-text").waitFor();
    await page.keyboard.press("Alt+t");
    const open = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
    await open.locator(".ant-select-item-option", { hasText: "集合" }).waitFor();
    await page.keyboard.press("Enter");
    await page.$("template-field").fill("东门");
    await until("the template's ground", async () => {
      await settled();
      return (await reached("grids")) === lassoed;
    });
    await page.keyboard.press("Control+Enter");
    await page.$("board").waitFor();
    const id = await page.$("board").getAttribute("data-order");
    const { order } = await owner.ask("order", { id });
    assert.equal(order.text, "请到东门集合");
    assert.equal(order.target.ground[0].ground, "lasso");
  });
});
