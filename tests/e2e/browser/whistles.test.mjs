// A whistle at the desk and on a phone: three are called, one comes, one refuses, one comes later; minutes, the end, marks
// that stay. And looking again after a quarrel.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, phone, says } from "../lib/browser.mjs";
import { cable } from "../lib/cable.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

describe("a whistle", () => {
  let desk, owner, browser, operator, estate, called;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    const street = await gridNamed(owner, "荷花路街道");
    estate = (await estateBelow(owner, street.grid.path, 1)).card;
    const { units } = await owner.ask("units");
    called = units.filter(({ whistle }) => whistle).slice(0, 3);
    operator = await person(browser, desk);
    await sit(operator, desk);
  });
  after(() => leave.all());

  async function paired(grid, options = {}) {
    const page = await phone(browser, desk, options);
    leave(() => page.context().close());
    const { code } = await owner.act({ type: "offer_pairing", post: grid.heads[0].post.id });
    await page.goto(`${desk.address}/field#code=${code}`);
    await says(page.$("link"), "已连");
    return page;
  }
  const press = (key) => operator.keyboard.press(key);
  const card = (id) => owner.ask("incident", { id });
  const whistleOf = async (id) => (await card(id)).whistles.at(-1);

  async function report(words, kind = "housing", post = null) {
    const spot = { at: "grid", path: estate.grid.path };
    const draft = { kind, post, urgency: "urgent", words, spot, attachments: [], seen: new Date().toISOString() };
    return (await owner.act({ type: "make_report", report: draft })).incident;
  }
  async function open(id) {
    await press("F3");
    await operator.$("lists-incidents").click();
    await operator.locator(`[data-testid="incidents-row"][data-incident="${id}"]`).click();
    await operator.locator(`[data-testid="incident"][data-incident="${id}"]`).waitFor();
  }
  async function calls(name) {
    await operator.$("whistle-form").locator('[data-testid="incident-assisting"] input').fill(name);
    await operator.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").filter({ hasText: name }).first().click();
  }
  const party = ({ id }) => operator.locator(`[data-testid="whistle-called"][data-party="unit/${id}"]`);
  const stands = (unit, state) => operator.locator(`[data-testid="whistle-called"][data-party="unit/${unit.id}"][data-state="${state}"]`).waitFor();
  const does = (unit, deed) => party(unit).locator(`[data-testid="whistle-deed-${deed}"]`).click();
  async function say(words) {
    if (words !== "") await operator.$("whistle-said").fill(words);
    await press("Control+Enter");
    await operator.$("whistle-say").waitFor({ state: "detached" });
  }

  test("is blown by keys for three; each comes or refuses, and marks are given once", async () => {
    const id = await report("楼顶违建");
    await open(id);
    await press("Alt+b");
    await operator.$("whistle-form").waitFor();
    for (const { name } of called) await calls(name);
    await operator.$("whistle-words").click();
    await operator.$("whistle-words").fill("到现场会商拆除");
    await operator.$("whistle-minutes").nth(1).fill("45");
    await operator.screenshot({ path: "shots/whistle-form.png" });
    await press("Control+Enter");
    await operator.$("whistle").waitFor();
    const [first, second, third] = called;
    for (const unit of called) await stands(unit, "silent");
    assert.deepEqual((await whistleOf(id)).line.called.map(({ clock }) => clock.limit.minutes), [30, 45, 30]);

    await does(first, "arrive");
    await stands(first, "there");
    await does(second, "answer");
    await stands(second, "coming");
    await does(third, "refuse");
    await say("不归我们管");
    await stands(third, "refused");
    await says(party(third).locator('[data-testid="whistle-refusal"]'), /拒绝：不归我们管/);
    await party(first).locator('[data-testid="whistle-clock"]').click();
    await says(operator.$("incident-sum-total"), /合计0 分/);
    await does(second, "arrive");
    await stands(second, "there");

    await operator.$("whistle-deed-note").click();
    await operator.$("whistle-task-add").click();
    await operator.$("whistle-task-what").fill("三日内拆除");
    await operator.$("whistle-task-until").fill("2099-01-01T18:00");
    await operator.$("whistle-task-who").click();
    await operator.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").filter({ hasText: second.name }).first().click();
    await say("先封后拆");
    await says(operator.$("whistle-minutes-written"), new RegExp(`先封后拆.*${second.name}：三日内拆除`));
    await operator.screenshot({ path: "shots/whistle-running.png" });

    await operator.$("whistle-deed-end").click();
    await say("已商定");
    await does(first, "rate_called");
    await operator.$("whistle-mark-content").click();
    await say("");
    await says(party(first).locator('[data-testid="whistle-mark-of-called"]'), /满意/);
    assert.equal(await party(first).locator('[data-testid="whistle-deed-rate_called"]').count(), 0, "it is given once");
    await does(third, "rate_called");
    await operator.$("whistle-mark-unhappy").click();
    assert.equal(await operator.$("whistle-say-do").isDisabled(), true, "a bad mark says why");
    await say("拒不到场");
    await says(party(third).locator('[data-testid="whistle-mark-of-called"]'), /不满意，拒不到场/);
    const whistle = (await whistleOf(id)).line.id;
    const again = { step: "rate", party: { who: "unit", id: first.id }, of: "called", mark: "unhappy", words: "改" };
    await assert.rejects(owner.act({ type: "handle_whistle", whistle, step: again }), /rated/);

    await operator.$("lists-whistles").click();
    await operator.$("whistles-refused").click();
    await says(operator.$("whistles-row").first(), /不归我们管/);
    await operator.screenshot({ path: "shots/whistle-list.png" });
    assert.deepEqual(operator.faults, []);
  });

  test("that calls a grid is answered and rated on the phone of who is in post there", async () => {
    const page = await paired(estate);
    const id = await report("燃气味道", "hazard");
    const grid = { party: { who: "grid", id: estate.grid.path } };
    const draft = { incident: id, kind: "emergency", words: "马上到现场", called: [grid] };
    const { whistle } = await owner.act({ type: "blow_whistle", whistle: draft });
    await says(page.$("whistle"), /应急哨.*马上到现场/);
    await page.screenshot({ path: "shots/field-whistle.png" });
    const state = async () => (await whistleOf(id)).line.called[0].on_site;
    await page.$("whistle-answer").click();
    await until("it comes", async () => (await state()) === "coming");
    await page.$("whistle-arrive").click();
    await until("it is there", async () => (await state()) === "there");
    await owner.act({ type: "handle_whistle", whistle, step: { step: "end", words: "已关阀" } });
    await page.$("whistle-rate_caller").click();
    await page.$("whistle-mark-partly").click();
    await page.screenshot({ path: "shots/field-whistle-rate.png" });
    await page.$("sheet-send").click();
    await until("it is rated", async () => (await whistleOf(id)).line.called[0].of_caller?.mark === "partly");
    await page.$("whistle-list").waitFor({ state: "detached" });
    assert.deepEqual(page.faults, []);
  });

  test("is blown on a phone for those above, without a network once and only once", async () => {
    const wire = await cable(leave);
    const below = await paired(estate, { proxy: wire.proxy });
    const above = await paired(await gridNamed(owner, "荷花路街道"));
    const id = await report("围墙要倒", "hazard");
    const handle = (step) => owner.act({ type: "handle_incident", incident: id, step });
    await handle({ step: "accept" });
    await handle({ step: "assign", lead: { who: "grid", id: estate.grid.path }, assisting: [], words: "请处置" });
    await below.locator(`[data-testid="task"][data-incident="${id}"]`).click();
    wire.cut();
    await below.$("whistle-blow").click();
    const whom = below.$("whistle-whom");
    assert.equal(await whom.first().getAttribute("aria-pressed"), "true", "the nearest above comes first");
    await whom.first().click();
    assert.equal(await below.$("sheet-send").isDisabled(), true, "somebody has to be called");
    await whom.filter({ hasText: "荷花路街道" }).click();
    await below.$("whistle-for").fill("来人封路");
    await below.screenshot({ path: "shots/field-blow.png" });
    await below.$("sheet-send").click();
    await below.$("screen-back").click();
    await says(below.$("whistle-unblown"), /应急哨.*来人封路.*还没送到/);
    await below.screenshot({ path: "shots/field-unblown.png" });
    assert.equal((await card(id)).whistles.length, 0);

    wire.mend();
    await says(above.$("whistle"), /应急哨.*来人封路/);
    await above.$("whistle-arrive").click();
    await says(below.$("whistle-called"), /荷花路街道.*到场/);
    assert.equal((await card(id)).whistles.length, 1);
    await below.$("whistle-end").click();
    await below.$("sheet-words").fill("封好了");
    await below.$("sheet-send").click();
    await below.$("whistle-rate_called").click();
    await below.$("whistle-mark-content").click();
    await below.$("sheet-send").click();
    await until("it is rated", async () => (await whistleOf(id)).line.called[0].of_called?.mark === "content");

    // Of one that is over by the time it is heard, the phone says why it was not blown.
    const other = await report("路灯不亮", "facility", estate.heads[0].post.id);
    await below.$("front-report").click();
    await says(below.$("report-arrived"), /路灯不亮/);
    await below.screenshot({ path: "shots/field-reports.png" });
    wire.cut();
    await below.$("report-arrived").first().locator('[data-testid="whistle-blow"]').click();
    await below.$("whistle-quick").click();
    await below.$("sheet-send").click();
    await owner.act({ type: "handle_incident", incident: other, step: { step: "void", reason: "误报" } });
    await below.$("screen-back").click();
    await below.$("whistle-unblown").waitFor();
    wire.mend();
    await says(below.$("whistle-refused"), /没有吹出去.*已经结束/);
    await below.$("whistle-refused").getByRole("button").click();
    await below.$("whistle-unblown").waitFor({ state: "detached" });
    assert.deepEqual([...below.faults, ...above.faults], []);
  });

  test("is no end to a quarrel: one looks again on the seven days that follow", async () => {
    const id = await report("两家争停车位", "dispute");
    const step = (one) => owner.act({ type: "handle_incident", incident: id, step: one });
    await step({ step: "accept" });
    await step({ step: "settle", words: "双方签了协议" });
    await press("F3");
    await operator.$("lists-incidents").click();
    await operator.$("incidents-all").click();
    await open(id);
    await says(operator.$("recheck-begin"), /每 1 天、共 7 次/);
    await operator.$("recheck-begin").click();
    await operator.$("recheck-words").fill("看两家是否又吵");
    await press("Control+Enter");
    await operator.$("recheck").waitFor();
    assert.equal(await operator.$("recheck-turn").count(), 7);
    await operator.$("lists-rechecks").click();
    await says(operator.$("rechecks"), /今天没有要回头看的/);
    await operator.$("rechecks-running").click();
    await says(operator.$("rechecks-row").first(), /看两家是否又吵/);
    await operator.screenshot({ path: "shots/rechecks.png" });
    assert.deepEqual(operator.faults, []);
  });
});
