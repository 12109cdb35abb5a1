// The groups: the desk writes to a street and all below, a phone that was away answers with a quote, and both know what
// is new.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, phone, says } from "../lib/browser.mjs";
import { cable } from "../lib/cable.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { find, sit } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

describe("the groups", () => {
  let desk, owner, operator, keys, field, wire, street, head, order;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    street = await gridNamed(owner, "荷花路街道");
    const found = await estateBelow(owner, street.grid.path, 3);
    [head] = found.heads;
    ({ order } = await owner.issue(head.grid, "检查地下室水泵", { kind: "check", answering: "every_person" }));
    const browser = await openBrowser(leave);
    wire = await cable(leave);
    operator = await person(browser, desk);
    keys = operator.keyboard;
    field = await phone(browser, desk, { proxy: wire.proxy });
    await sit(operator, desk);
    const { code } = await owner.act({ type: "offer_pairing", post: head.id });
    await field.goto(`${desk.address}/field#code=${code}`);
    await says(field.$("link"), "已连");
  });
  after(() => leave.all());

  const said = (page, words) => page.$("talk-message").filter({ hasText: words });

  test("what the desk writes to a street and all below is new on a phone in it, and rings there by its figure", async () => {
    await find(operator, street.grid.code, street.grid.name);
    await keys.press("Shift+G");
    await says(operator.$("talk-name"), street.grid.name);
    await keys.press("Alt+w");
    await keys.type("今晚八点前清完排水沟");
    await operator.$("talk-to-below").click();
    await operator.$("talk-words").focus();
    await keys.press("Control+Enter");
    await says(said(operator, "清完排水沟").locator("footer"), /本级及以下 · [\d\s]+ 人/);
    assert.equal(await operator.$("talk-words").inputValue(), "");
    await until("one is unread", async () => (await field.$("talk-open").getAttribute("data-unread")) === "1");
    await says(field.$("talk-open"), /1/);
  });

  test("a phone reads it, answers with a quote while it has no network, and the answer comes once", async () => {
    await field.$("talk-open").click();
    await said(field, "清完排水沟").waitFor();
    await says(field.$("talk-order"), /检查地下室水泵/);
    wire.cut();
    await said(field, "清完排水沟").locator('[data-testid="talk-quote"]').click();
    await field.$("field-talk-words").fill("本楼已清完");
    await field.$("talk-send").click();
    await says(field.$("talk-waiting"), /清完排水沟.*本楼已清完.*待发送/);
    // It outlives the page.
    const kept = await field.evaluate(() => localStorage.getItem("wutu.field.pending"));
    assert.match(kept, /本楼已清完/);
    wire.mend();
    await said(field, "本楼已清完").waitFor();
    await until("nothing waits any more", async () => (await field.$("talk-waiting").count()) === 0);
    const page = await owner.ask("channel", { channel: head.grid, span: "here", limit: 50 });
    const answers = page.lines.filter((line) => line.message?.words === "本楼已清完");
    assert.equal(answers.length, 1);
    assert.ok(answers[0].message.written, "it says when it was written");
    await field.$("talk-back").click();
    await until("all is read", async () => (await field.$("talk-open").getAttribute("data-unread")) === "0");
    await field.locator(`[data-testid="inbox-order"][data-order="${order}"]`).click();
    await field.$("accept").click();
    await field.$("order-back").click();
  });

  test("the desk counts the answer as unread, opens its group from the list, and then it is read", async () => {
    await until("one is unread", async () => (await operator.$("groups-open").getAttribute("data-unread")) === "1");
    await operator.$("talk-list").click();
    const row = operator.locator(`[data-testid="talk-channel"][data-channel="${head.grid}"]`);
    await says(row.locator('[data-testid="talk-unread"]'), "1");
    await row.click();
    await says(said(operator, "本楼已清完").locator('[data-testid="talk-quote"]'), /清完排水沟/);
    await until("it is read", async () => (await operator.$("groups-open").getAttribute("data-unread")) === "0");
    const card = operator.locator(`[data-testid="talk-order"][data-order="${order}"]`);
    await says(card.locator('[data-testid="talk-order-figures"]'), /1 \/ \d/);
  });

  test("a notice is pinned by a key, found by words, and withdrawn with a reason that the phone reads", async () => {
    await find(operator, street.grid.code, street.grid.name);
    await keys.press("Shift+G");
    await says(operator.$("talk-name"), street.grid.name);
    await said(operator, "清完排水沟").click();
    await keys.press("Alt+z");
    await says(operator.$("talk-pinned"), /清完排水沟/);
    await field.$("talk-open").click();
    await says(field.$("talk-pinned"), /清完排水沟/);
    await operator.$("talk-span-below").click();
    await keys.press("Alt+s");
    await keys.type("已清完");
    await until("one is found", async () => (await operator.$("talk-message").count()) === 1);
    await says(operator.$("talk-message"), /本楼已清完/);
    await operator.$("talk-search").fill("");
    // The answer quotes it; what was found stands there until all has come again.
    const notice = operator.$("talk-message").filter({ hasText: "今晚八点前", hasNot: operator.$("talk-quote") });
    await notice.click();
    await keys.press("Alt+x");
    await operator.$("talk-reason").fill("改到九点");
    await keys.press("Control+Enter");
    await says(operator.$("talk-withdrawn"), /改到九点/);
    await says(field.$("talk-lines"), /改到九点/);
    await until("it is pinned no longer", async () => (await field.$("talk-pinned").count()) === 0);
    assert.deepEqual([...operator.faults, ...field.faults], []);
  });
});
