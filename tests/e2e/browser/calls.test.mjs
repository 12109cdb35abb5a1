// A10 by keyboard: a head calls, the map goes there, what was said is kept, the instruction becomes an order, and the
// journal tells both.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

describe("an operator who takes a call", () => {
  let desk, owner, operator, keys, estate, head;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    const street = await gridNamed(owner, "荷花路街道");
    const found = await estateBelow(owner, street.grid.path, 3);
    estate = found.card.grid;
    head = found.card.heads[0].post;
    operator = await person(await openBrowser(leave), desk);
    keys = operator.keyboard;
    await sit(operator, desk);
  });
  after(() => leave.all());

  test("finds the post by its phone, sees its grid, keeps the words and makes the instruction an order", async () => {
    await keys.press("F2");
    await operator.$("call-find").fill(head.phone);
    await says(operator.$("call-hit").first(), new RegExp(head.person));
    await keys.press("Enter");
    await operator.$("caller").waitFor();
    assert.equal(await operator.$("caller").getAttribute("data-grid"), estate.path);
    await says(operator.$("breadcrumb"), new RegExp(estate.name));
    await until("what is said comes next", () =>
      operator.evaluate(`document.activeElement?.dataset.testid === "call-words"`),
    );
    await keys.type("地下室进水");
    await keys.press("Tab");
    await keys.type("立即封闭地下室");
    await keys.press("F4");
    await says(operator.$("compose"), new RegExp(estate.name));
    assert.equal(await operator.$("compose-text").inputValue(), "立即封闭地下室");
    await operator.$("compose-preview").waitFor();
    await keys.press("Control+Enter");
    await operator.$("board-expected").waitFor();
    await keys.press("Shift+J");
    const entries = operator.$("entry");
    await says(entries.nth(0), /立即封闭地下室/);
    await says(entries.nth(1), new RegExp(`${head.person}.*地下室进水`));
    await keys.press("j");
    await keys.press("Enter");
    await says(operator.$("board"), /立即封闭地下室/);
    assert.deepEqual(operator.faults, []);
  });

  test("is alarmed when the front line asks to be called, and one key leads to who asks", async () => {
    const phone = await owner.pairPhone(head.id);
    await phone.act({ type: "ask_for_call", asked: new Date().toISOString(), words: "水已漫过台阶" });
    await says(operator.$("alarm-bar"), /请求回电.*水已漫过台阶/);
    await keys.press("F9");
    await operator.$("alarm-line").first().waitFor();
    await keys.press("Enter");
    await operator.$("caller").waitFor();
    assert.equal(await operator.$("caller").getAttribute("data-grid"), estate.path);
    await until("what is said comes next", () =>
      operator.evaluate(`document.activeElement?.dataset.testid === "call-words"`),
    );
    await keys.type("已派人封堵");
    await keys.press("Control+Enter");
    await until("the alarm is over", async () => (await owner.ask("alarms")).alarms.length === 0);
    await operator.$("alarm-bar").waitFor({ state: "detached" });
    assert.deepEqual(operator.faults, []);
  });

  test("is alarmed by an urgent report, and one key leads to it; accepting it ends the alarm", async () => {
    const phone = await owner.pairPhone(head.id);
    const report = (urgency, words) => {
      const spot = { at: "grid", path: estate.path };
      return phone.act({ type: "make_report", report: { kind: "hazard", urgency, words, spot, attachments: [], seen: new Date().toISOString() } });
    };
    await report("normal", "路灯不亮");
    const { incident: id } = await report("critical", "车库进水，有人在内");
    await says(operator.$("alarm-bar"), /特急事件待受理：安全隐患.*车库进水，有人在内/);
    await keys.press("F9");
    await operator.$("alarm-line").first().waitFor();
    assert.equal(await operator.$("alarm-line").count(), 1, "what can wait alarms nobody");
    await operator.screenshot({ path: "shots/alarm-report.png" });
    await keys.press("Enter");
    await says(operator.$("incident"), /车库进水，有人在内/);
    assert.equal((await owner.ask("alarms")).alarms[0].cause.report, id);
    await keys.press("Alt+a");
    await until("the alarm is over", async () => (await owner.ask("alarms")).alarms.length === 0);
    await operator.$("alarm-bar").waitFor({ state: "detached" });
    assert.deepEqual(operator.faults, []);
  });
});
