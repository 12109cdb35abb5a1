// The whole path without a mouse: from the one-time link over a paired phone and an order to a closed board.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { mapIdle, openBrowser, person, phone, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { compose, figure, find, sit } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

const MOST_TABS = 80;

/** What has the focus: its test id, whether it takes room, whether something around it is drawn for the focus. */
const FOCUS = `(() => {
  const at = document.activeElement;
  const shown = at.closest("label") ?? at;
  const { width, height } = shown.getBoundingClientRect();
  const isMarked = (node) => {
    const { outlineStyle, boxShadow } = getComputedStyle(node);
    return outlineStyle !== "none" || boxShadow !== "none";
  };
  const around = [at, ...at.parentElement.children, at.parentElement, at.parentElement.parentElement, shown];
  const id = at.dataset.testid ?? at.closest("[data-testid]")?.dataset.testid ?? "";
  return [id, width > 0 && height > 0, around.some(isMarked), shown.outerHTML.slice(0, 400)];
})()`;

describe("an operator with a keyboard and nothing else", () => {
  let desk, browser, operator, keys, estate, heads;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    const owner = await desk.owner();
    browser = await openBrowser(leave);
    operator = await person(browser, desk);
    keys = operator.keyboard;
    const street = await gridNamed(owner, "荷花路街道");
    const found = await estateBelow(owner, street.grid.path, 3);
    estate = found.card.grid;
    heads = found.heads;
  });
  after(() => leave.all());
  afterEach(() => {
    assert.deepEqual(operator.faults.splice(0), []);
  });

  const focused = (read) => operator.evaluate(`(() => { const at = document.activeElement; return ${read}; })()`);

  /** Presses Tab until the element with this test id has the focus. Every stop on the way must be seen, and be seen
   * to have the focus; what stands for a hidden radio or checkbox is its label. */
  async function tabTo(id) {
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      await keys.press("Tab");
      const [at, isSeen, isMarked, html] = await operator.evaluate(FOCUS);
      assert.ok(isSeen && isMarked, `${tabs} tabs before ${id}: seen ${isSeen}, marked ${isMarked}: ${html}`);
      if (at === id) return;
    }
    assert.fail(`${id} is not reached within ${MOST_TABS} tabs`);
  }

  test("finds a building, and makes the code for its head's phone", async () => {
    await sit(operator, desk);
    const owner = await desk.owner();
    const building = await owner.ask("grid", { path: heads[0].grid });
    await find(operator, building.grid.code, building.grid.name);
    await tabTo(`pair-${heads[0].id}`);
    await keys.press("Enter");
    const code = await operator.$("pair-code").innerText();
    const field = await phone(browser, desk);
    await field.goto(`${desk.address}/field`);
    await field.$("pair-code").fill(code);
    await field.keyboard.press("Enter");
    await says(field.$("my-grid"), building.grid.name);
    await keys.press("Escape");
  });

  test("goes up to the estate, and sends an order with Ctrl+Enter", async () => {
    await keys.press("Backspace");
    await until("the estate", async () => (await operator.$("grid-panel").getAttribute("data-path")) === estate.path);
    await compose(operator, "检查楼道照明");
    // Space ticks the box that has the focus: it speaks to the group only where nothing else answers it.
    const isBox = () => focused("at.type === 'checkbox'");
    for (let tabs = 0; tabs < MOST_TABS && !(await isBox()); tabs += 1) await keys.press("Tab");
    assert.equal(await focused("at.checked"), true);
    await keys.press("Space");
    assert.equal(await focused("at.checked"), false);
    await keys.press("Space");
    // Where one of a few is chosen, the arrows choose at the one stop there is.
    assert.equal(await operator.locator('.ant-segmented[tabindex="0"]').count(), 0);
    await tabTo("compose-having");
    await keys.press("Control+Enter");
    await operator.$("board").waitFor();
    await says(figure(operator, "accepted"), "0");
  });

  test("looks at alarms and incidents, and is back at the order with Escape", async () => {
    for (const [key, panel] of [["F9", "alarm-panel"], ["F3", "incidents"]]) {
      await keys.press(key);
      await operator.$(panel).waitFor();
      await keys.press("Escape");
      await operator.$("board").waitFor();
      assert.equal(await operator.$(panel).isVisible(), false);
    }
  });

  test("logs an acceptance and a refusal by word, silent people first", async () => {
    await keys.press("j");
    await keys.press("a");
    await says(figure(operator, "accepted"), "1");
    await keys.press("j");
    await keys.press("r");
    await operator.$("log-words").waitFor();
    await until("the words' field", () => focused("at.dataset.testid === 'log-words'"), 5);
    await keys.type("家里没人");
    await keys.press("Enter");
    await says(figure(operator, "refused"), "1");
  });

  test("types a code and presses Enter before it is found: what opens is what was typed, not what stood there", async () => {
    const { grid } = await (await desk.owner()).ask("grid", { path: heads[1].grid });
    let answer;
    const released = new Promise((release) => {
      answer = release;
    });
    await operator.route("**/api/ask", async (route) => {
      const { question } = route.request().postDataJSON();
      if (question.type === "search" && question.text === grid.code) await released;
      await route.continue();
    });
    await keys.press("Control+k");
    await keys.type(grid.code.slice(0, 6));
    await operator.$("search-hit").first().waitFor();
    await keys.type(grid.code.slice(6));
    await keys.press("Enter");
    assert.equal(await operator.$("search-input").inputValue(), grid.code, "waits");
    answer();
    await until("the building", async () => (await operator.$("grid-panel").getAttribute("data-path")) === grid.path);
    await operator.unroute("**/api/ask");
  });

  test("reads the key sheet, changes theme and language, shows the map and the table", async () => {
    await keys.press("Shift+?");
    await operator.$("key-sheet").waitFor();
    await keys.press("Escape");
    await operator.$("key-sheet").waitFor({ state: "detached" });
    for (const key of ["t", "l"]) {
      const shown = () => operator.evaluate("[document.documentElement.dataset.theme, document.documentElement.lang].join()");
      const before = await shown();
      await keys.press(key);
      await until(`${key} acts`, async () => (await shown()) !== before, 5);
    }
    await keys.press("g");
    await keys.press("1");
    await keys.press("4");
    await mapIdle(operator);
    assert.match(operator.url(), /view=situation/);
  });
});
