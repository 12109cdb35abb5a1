// An incident at the desk: accepted, given out, put right, checked, followed up and closed; the same twice; sent back.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { find, sit } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

const STEPS_PER_DEGREE = 1e7;

describe("an incident at the desk", () => {
  let desk, owner, browser, operator, estate, heads, units;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    const street = await gridNamed(owner, "荷花路街道");
    const found = await estateBelow(owner, street.grid.path, 2);
    estate = found.card;
    heads = found.heads;
    ({ units } = await owner.ask("units"));
    operator = await person(browser, desk);
    await sit(operator, desk);
  });
  after(() => leave.all());

  /** The middle of the estate, a few metres on for each `step`. */
  function spot(step = 0) {
    const { west, south, east, north } = estate.bounds;
    const position = [(west + east) / 2, (south + north) / 2].map((at) => Math.round(at * STEPS_PER_DEGREE) + step * 200);
    return { at: "position", position };
  }
  const report = (words, change = {}) => ({
    kind: "facility",
    urgency: "normal",
    words,
    spot: spot(),
    attachments: [],
    seen: new Date().toISOString(),
    ...change,
  });
  const make = async (words, change) => (await owner.act({ type: "make_report", report: report(words, change) })).incident;
  const step = (incident, seen, one) => owner.act({ type: "handle_incident", incident, step: one, seen });
  const card = (id) => owner.ask("incident", { id });
  const shows = (state) => operator.locator(`[data-testid="incident"][data-state="${state}"]`).waitFor();
  const press = (key) => operator.keyboard.press(key);

  async function open(id) {
    await press("F3");
    await operator.locator(`[data-testid="incidents-row"][data-incident="${id}"]`).click();
    await operator.locator(`[data-testid="incident"][data-incident="${id}"]`).waitFor();
  }
  async function choose(field, typed, name = typed) {
    await operator.$(field).locator("input").fill(typed);
    await operator.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").filter({ hasText: name }).first().click();
  }
  async function send(words) {
    if (words !== undefined) await operator.$("incident-words").fill(words);
    await press("Control+Enter");
    await operator.$("incident-form").waitFor({ state: "detached" });
  }

  test("goes from a phone's report to a checked close, each step with who and when", async () => {
    const phone = await owner.pairPhone(heads[0].id);
    const { incident: id } = await phone.act({ type: "make_report", report: report("井盖缺失，行人绕行") });
    await open(id);
    await says(operator.$("incident-said"), "井盖缺失，行人绕行");
    // What may not be done yet says why.
    await operator.$("incident-rest").click();
    await says(operator.$("incident-barred-dispose"), /还没有受理/);
    await press("Alt+a");
    await shows("accepted");
    await says(operator.$("incident-barred-dispose"), /还没有派单.*先派给一个单位或网格/);

    await operator.$("incident-deed-assign").click();
    await choose("incident-party", estate.grid.name);
    await send("今天内盖好");
    await shows("assigned");
    await says(operator.$("incident-lead"), new RegExp(estate.grid.name));
    await operator.$("incident-deed-arrive").click();
    await shows("on_site");
    await operator.$("incident-deed-dispose").click();
    await send("已换新井盖");
    await shows("disposed");

    // Whoever wrote down that it is done names somebody else who looked.
    await operator.$("incident-deed-fail").click();
    await operator.$("incident-words").fill("还有缝");
    assert.equal(await operator.$("incident-do").isDisabled(), false);
    await choose("incident-post", heads[1].person);
    await send();
    await shows("disposing");
    await operator.$("incident-deed-dispose").click();
    await send("缝已填平");
    await shows("disposed");
    await operator.$("incident-deed-pass").click();
    await choose("incident-post", heads[1].person);
    await send("平整");
    await shows("verified");
    await says(operator.$("incident-barred-close"), /还没有回访/).catch(async () => {
      await operator.$("incident-rest").click();
      await says(operator.$("incident-barred-close"), /还没有回访/);
    });
    await operator.$("incident-deed-follow_up").click();
    await operator.$("incident-reached-content").click();
    await send("谢谢");
    await operator.$("incident-deed-close").click();
    await send("已修复");
    await shows("closed");

    const { steps, clocks } = await card(id);
    assert.deepEqual(
      steps.map(({ step }) => step.step),
      ["accept", "assign", "arrive", "dispose", "fail", "dispose", "pass", "follow_up", "close"],
    );
    assert.equal(await operator.$("incident-step").count(), steps.length);
    for (const line of await operator.$("incident-step").all()) {
      assert.match(await line.locator("time").first().textContent(), /\d\d:\d\d/);
      assert.notEqual((await line.locator("em").first().textContent()).trim(), "");
    }
    assert.equal(await operator.$("incident-clock").count(), clocks.length);
    await operator.$("incident-clock").first().click();
    await says(operator.$("incident-sum-total"), /合计\d+ 分/);
    await operator.screenshot({ path: "shots/incident-closed.png" });
    assert.deepEqual(operator.faults, []);
  });

  test("that is the same as one close by is merged into it", async () => {
    const first = await make("水管爆裂");
    const second = await make("水管在喷水", { spot: spot(1) });
    await open(second);
    await says(operator.$("incident-near"), /水管爆裂/);
    await operator.$("incident-near").locator("li").filter({ hasText: "水管爆裂" }).locator('[data-testid="incident-merge-into"]').click();
    await operator.screenshot({ path: "shots/incident-merge.png" });
    await operator.$("incident-do").click();
    await shows("merged");
    assert.equal((await card(second)).merged.id, first);
    await says(operator.$("incident-merged"), /水管爆裂/);
    assert.deepEqual(operator.faults, []);
  });

  test("that is sent back says whose it is, and that one is offered next", async () => {
    const [one, other] = units;
    const id = await make("路灯不亮", { spot: { at: "grid", path: estate.grid.path } });
    await step(id, "reported", { step: "accept" });
    await step(id, "accepted", { step: "assign", lead: { who: "unit", id: one.id }, assisting: [], words: "修灯" });
    await open(id);
    await operator.$("incident-deed-return").click();
    await choose("incident-party", other.name);
    await operator.$("incident-basis").fill("权责清单第 12 条");
    // What was typed is there again after Escape.
    await operator.$("incident-words").fill("不归我们管");
    await press("Escape");
    await operator.$("incident-deed-return").click();
    assert.equal(await operator.$("incident-basis").inputValue(), "权责清单第 12 条");
    await send();
    await shows("returned");
    await says(operator.$("incident-proposed"), other.name);
    await says(operator.locator(`[data-testid="incidents-row"][data-incident="${id}"]`), /退回 1 次/);
    await operator.$("incident-deed-assign").click();
    await send("请接手");
    await shows("assigned");
    assert.equal((await card(id)).line.lead.party.id, other.id);
    assert.deepEqual(operator.faults, []);
  });

  test("that somebody else has taken further meanwhile is refused in words, at the form", async () => {
    const id = await make("占道经营", { spot: { at: "grid", path: estate.grid.path } });
    await open(id);
    await operator.$("incident-deed-decline").click();
    await operator.$("incident-words").fill("不属实");
    await step(id, "reported", { step: "accept" });
    await shows("accepted");
    assert.equal(await operator.$("incident-form").count(), 0, "what may not be done any more is not asked for");
    assert.deepEqual(operator.faults, []);
  });

  test("keeps what was begun and not sent while one looks at another, until it is sent or thrown away", async () => {
    const [first, other] = [await make("路灯不亮"), await make("井盖缺失")];
    await open(first);
    await operator.$("incident-rest").click();
    await operator.$("incident-deed-decline").first().click();
    await operator.$("incident-words").fill("不在本区，已转告");
    await open(other);
    assert.equal(await operator.$("incident-draft").count(), 0, "it belongs to the other one");
    await says(operator.locator(`[data-testid="incidents-row"][data-incident="${first}"]`), /未发出/);
    await open(first);
    await says(operator.$("incident-draft"), /不在本区，已转告/);
    await operator.screenshot({ path: "shots/incident-draft.png" });
    await operator.$("incident-draft-go-on").click();
    assert.equal(await operator.$("incident-words").inputValue(), "不在本区，已转告");
    await press("Control+Enter");
    await shows("declined");
    assert.equal(await operator.$("incident-draft").count(), 0, "it was sent");
    await open(other);
    await operator.$("incident-rest").click();
    await operator.$("incident-deed-decline").first().click();
    await operator.$("incident-words").fill("写错了");
    await press("Escape");
    await operator.$("incident-draft-drop").click();
    await operator.$("incident-draft").waitFor({ state: "detached" });
    assert.deepEqual(operator.faults, []);
  });

  test("that somebody wants reopened stands in a list of its own until somebody says why not", async () => {
    const id = await make("积水未退");
    await step(id, "reported", { step: "decline", reason: "不在本区" });
    await step(id, "declined", { step: "ask_reopen", reason: "就在本区" });
    await press("F3");
    // A card under the list leaves no room for its filters.
    await operator.$("incident-leave").click();
    await operator.$("incidents-reopening").click();
    await operator.locator(`[data-testid="incidents-row"][data-incident="${id}"]`).click();
    await says(operator.$("incident"), /待定重开/);
    await operator.screenshot({ path: "shots/incidents-reopening.png" });
    await operator.$("incident-deed-refuse_reopen").click();
    await operator.$("incident-words").fill("经核实在邻区");
    await press("Control+Enter");
    await operator.locator(`[data-testid="incidents-row"][data-incident="${id}"]`).waitFor({ state: "detached" });
    assert.equal((await card(id)).line.wants_reopening, false);
    await operator.$("incident-leave").click();
    await operator.$("incidents-reopening").click();
    assert.deepEqual(operator.faults, []);
  });

  test("is registered at the desk, and the same number twice names the known one", async () => {
    await find(operator, estate.grid.code, estate.grid.name);
    const register = async (words) => {
      await press("Alt+i");
      await operator.$("register-words").fill(words);
      await says(operator.$("register-place"), new RegExp(estate.grid.name));
      await operator.$("register-foreign").fill("HX-2026-0815");
      await press("Control+Enter");
    };
    await register("热线反映噪音");
    await says(operator.$("incident-said"), "热线反映噪音");
    await says(operator.$("incident"), /HX-2026-0815/);
    const number = await operator.$("incident").locator("header code").textContent();
    await find(operator, estate.grid.code, estate.grid.name);
    await register("又来一次");
    await says(operator.$("failure"), new RegExp(number));
    await operator.screenshot({ path: "shots/incident-register.png" });
    await operator.$("register").locator("footer button").first().click();
    assert.deepEqual(operator.faults, []);
  });

  test("at a point that was clicked on the map is offered those close by", async () => {
    const known = await make("树枝压线");
    await press("F3");
    await operator.locator(`[data-testid="incidents-row"][data-incident="${known}"]`).click();
    await operator.$("incident-go").click();
    await press("Alt+i");
    await operator.$("register-at-point").click();
    await until("those close by", async () => {
      const map = await operator.$("map").boundingBox();
      await operator.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
      return (await operator.$("register-near").count()) === 1;
    });
    await says(operator.$("register-near"), /树枝压线/);
    await operator.$("register-near").locator("li").filter({ hasText: "树枝压线" }).locator("button").click();
    await operator.locator(`[data-testid="incident"][data-incident="${known}"]`).waitFor();
    await operator.$("tab-register").click();
    await operator.$("register").locator("footer button").first().click();

    // On the map it is a ring, and a click on that opens it.
    await operator.$("incident").locator("header button").click();
    await operator.$("incident").waitFor({ state: "detached" });
    const { x, y, width, height } = await operator.$("map").boundingBox();
    await operator.mouse.click(x + width / 2, y + height / 2);
    await operator.$("incident").waitFor();
    await press("Alt+m");
    assert.deepEqual(operator.faults, []);
  });

  test("is part of a glow where many came in, of the days that one chooses", async () => {
    const since = (days) => ({ since: new Date(Date.now() - days * 86_400_000).toISOString() });
    const { placed } = await owner.ask("incident_heat", since(7));
    assert.ok(placed > 0);
    await press("Shift+Alt+M");
    await says(operator.$("heat-told"), new RegExp(`^图上 ${placed} 起`));
    await operator.$("heat-7").click();
    await operator.locator('[data-testid="heat-7"][aria-pressed="true"]').waitFor();
    await make("路面塌陷");
    await says(operator.$("heat-told"), new RegExp(`^图上 ${placed + 1} 起`));
    await press("Shift+Alt+M");
    await operator.$("heat-told").waitFor({ state: "detached" });
    assert.deepEqual(operator.faults, []);
  });

  test("waits its turn: one decision, the next opens, and nothing is skipped when others come in", async () => {
    const wish = { scope: null, states: ["reported"], kinds: [], channels: [], mine: false };
    const waiting = async () => (await owner.ask("incidents", { wish, from: 0, limit: 100 })).incidents;
    for (const { id } of await waiting()) await step(id, "reported", { step: "void", reason: "清空" });
    const at = { spot: { at: "grid", path: estate.grid.path } };
    const [one, two] = [await make("第一件", at), await make("第二件", at)];
    await until("they wait", async () => (await waiting()).length === 2);
    await press("Alt+j");
    const isAt = (id) => operator.locator(`[data-testid="incident"][data-incident="${id}"]`).waitFor();
    await isAt(one);
    const urgent = await make("特急", { ...at, urgency: "critical" });
    await says(operator.$("triage-count"), /^2 /);
    await press("Alt+1");
    await isAt(two);
    await press("k");
    await isAt(urgent);
    await press("Alt+1");
    await isAt(two);
    await press("Alt+1");
    await until("all are accepted", async () => (await waiting()).length === 0);
    await operator.screenshot({ path: "shots/incident-triage.png" });
    await press("Escape");
    await operator.$("incidents").waitFor();
    assert.deepEqual(operator.faults, []);
  });
});
