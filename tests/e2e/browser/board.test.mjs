// The board of open incidents: by step and clock, by keyboard, narrowed by light and by grid, as others change it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { find, sit } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

describe("the board of open incidents", () => {
  let desk, owner, operator, street, other;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    street = (await gridNamed(owner, "荷花路街道")).grid;
    other = (await gridNamed(owner, "搬口街道")).grid;
    operator = await person(await openBrowser(leave), desk);
    await sit(operator, desk);
  });
  after(() => leave.all());

  const press = (key) => operator.keyboard.press(key);
  const column = (step) => operator.$(`incident-board-${step}`);
  const rows = (step) => column(step).locator('[data-testid="incident-board-row"]');
  const head = (step) => column(step).locator("h3 > b");

  async function report(grid, words, urgency = "normal") {
    const spot = { at: "grid", path: grid.path };
    const draft = { kind: "facility", urgency, words, spot, attachments: [], seen: new Date().toISOString() };
    return (await owner.act({ type: "make_report", report: draft })).incident;
  }
  async function take(incident, ...steps) {
    for (const step of steps) await owner.act({ type: "handle_incident", incident, step });
  }
  const assign = (grid) => ({ step: "assign", lead: { who: "grid", id: grid.path }, assisting: [], words: "请处置" });

  test("is empty in words, and fills as things come in", async () => {
    await press("g");
    await press("3");
    await says(column("report"), /上报 0.*没有/);
    await report(street, "井盖缺失");
    await says(rows("report"), /井盖缺失/);
    await says(head("report"), "1");
  });

  test("has what runs out first on top, and each step in its column", async () => {
    await report(street, "燃气味道", "critical");
    await report(other, "路灯不亮");
    const going = await report(street, "垃圾堆放");
    await take(going, { step: "accept" }, assign(street), { step: "take_on" });
    const done = await report(other, "护栏倒了");
    await take(done, { step: "accept" }, assign(other), { step: "take_on" }, { step: "dispose", words: "扶好了", attachments: [] });
    await says(head("report"), "3");
    await says(rows("dispose"), /垃圾堆放/);
    await says(rows("assess"), /护栏倒了/);
    await says(column("assign"), /分派 0.*没有/);
    const { columns } = await owner.ask("incident_board", {
      wish: { columns: [["reported"]], limit: 10 },
    });
    const dues = columns[0].incidents.map(({ owed }) => owed.due ?? "later");
    assert.deepEqual(dues, [...dues].sort(), "what runs out first comes first");
    const shown = await rows("report").evaluateAll((all) => all.map((row) => row.dataset.incident));
    assert.deepEqual(shown, columns[0].incidents.map(({ id }) => id));
    await says(operator.$("incident-board-all"), /全部 5/);
  });

  test("is gone through by keys, with the case beside it", async () => {
    await press("j");
    await operator.$("incident").waitFor();
    const chosen = () => operator.locator('[data-testid="incident-board-row"][data-chosen="true"]').getAttribute("data-incident");
    const opened = () => operator.$("incident").getAttribute("data-incident");
    const [first, second] = await rows("report").evaluateAll((all) => all.map((row) => row.dataset.incident));
    assert.equal(await chosen(), first);
    await press("j");
    await until("the second is open", async () => (await opened()) === second && (await chosen()) === second);
    await operator.locator(`[data-testid="incident-board-row"][data-incident="${second}"]`).focus();
    await press("ArrowRight");
    const beside = await rows("dispose").first().getAttribute("data-incident");
    await until("the case beside is open, over the empty column", async () => (await opened()) === beside);
    await press("ArrowLeft");
    await until("and back", async () => (await opened()) === first);
    assert.equal(await operator.$("incidents").count(), 0, "the list does not say the same beside it");
    // What is done in the card moves the case to its column.
    await press("Alt+1");
    await says(head("assign"), "1");
    await until("it stands there", async () => (await rows("assign").first().getAttribute("data-incident")) === first);
    assert.equal(await chosen(), first, "and is still the one that is open");
    await operator.screenshot({ path: "shots/board.png" });
  });

  test("is narrowed by light and by the grid that is selected", async () => {
    await press("Escape");
    await find(operator, "搬口", "搬口街道");
    await operator.$("incident-board-within").click();
    await says(operator.$("incident-board-all"), /全部 2/);
    await says(rows("report"), /路灯不亮/);
    await operator.$("incident-board-within").click();
    await says(operator.$("incident-board-all"), /全部 5/);
    await operator.$("incident-board-red").click();
    await says(column("report"), /没有这样的/);
    await says(head("report"), "2");
    await operator.$("incident-board-red").click();
    assert.equal(await rows("report").count(), 2);
    assert.deepEqual(operator.faults, []);
  });

  test("shows the first hundred of many, and more when somebody wants them", async () => {
    for (let at = 0; at < 105; at += 1) await report(street, `第 ${at} 件`);
    await says(head("report"), "107");
    await says(operator.$("incident-board-more"), /再看 7 件/);
    await operator.$("incident-board-more").scrollIntoViewIfNeeded();
    await operator.$("incident-board-more").click();
    await operator.$("incident-board-more").waitFor({ state: "detached" });
    assert.deepEqual(operator.faults, []);
  });
});
