// The ladder by keyboard: whom to call, what came of it, and the end of an order; and what a phone hears of both.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { openBrowser, person, phone, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed, row } from "../lib/district.mjs";
import { openGateway, settingOf } from "../lib/gateway.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { compose, find, sit } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

describe("an operator calls the silent", () => {
  let desk, owner, operator, field, order, asked, estate;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    const browser = await openBrowser(leave);
    [operator, field] = [await person(browser, desk), await phone(browser, desk)];
    const street = await gridNamed(owner, "荷花路街道");
    const { card } = await estateBelow(owner, street.grid.path, 4);
    estate = card.grid;
    // The only rung comes at once, and is the last.
    await owner.act({ type: "set_ladder", priority: "critical", minutes: [0] });
    const change = { kind: "check", priority: "critical", levels: [5], roles: ["head"] };
    ({ order } = await owner.issue(card.grid.path, "检查地下室水泵", change));
    const { rows } = await owner.ask("order", { id: order });
    asked = rows.filter((one) => one.part === "recipient");
    const { code } = await owner.act({ type: "offer_pairing", post: asked[0].post });
    await field.goto(`${desk.address}/field`);
    await field.$("pair-code").fill(code);
    await field.$("pair-go").click();
    await field.$("inbox-order").waitFor();
    await sit(operator, desk);
    await operator.keyboard.press("g");
    await operator.keyboard.press("2");
    await operator.locator(`[data-testid="orders-row"][data-order="${order}"]`).click();
    await operator.$("board").waitFor();
  });
  after(() => leave.all());
  afterEach(() => {
    assert.deepEqual([...operator.faults.splice(0), ...field.faults.splice(0)], []);
  });

  const chosen = () => operator.locator('[data-testid="board-person"][data-chosen="true"]');
  const press = async (...keys) => {
    for (const key of keys) await operator.keyboard.press(key);
  };

  test("the rung is reached, and the phone of somebody silent says so", async () => {
    await until("the rung", async () => (await operator.$("rung-1").getAttribute("data-reached")) === "true");
    await field.$("called").waitFor();
  });

  test("an alarm stands over the map until one key says that it is known, and leads to the board", async () => {
    await says(operator.$("alarm-bar"), /未应答/);
    await press("F9");
    const line = operator.$("alarm-line").first();
    await says(line, /检查地下室水泵/);
    assert.equal(await line.getAttribute("data-state"), "new");
    await press("F8");
    await until("acknowledged", async () => (await line.getAttribute("data-state")) === "acknowledged");
    assert.equal(await operator.$("alarm-bar-acknowledge").count(), 0);
    await press("Shift+F9");
    assert.equal(await operator.$("alarm-quiet").getAttribute("aria-pressed"), "true");
    await press("Enter");
    await operator.locator(`[data-testid="board"][data-order="${order}"]`).waitFor();
  });

  test("the list has the silent under their head, with the phone numbers", async () => {
    await press("Shift+L");
    const head = operator.$("call-head").first();
    await says(head.locator("code"), /\d{6,}/);
    await says(head.locator("em"), String(asked.length));
  });

  test("who was not reached has a try in the row, and stays", async () => {
    await press("j", "Shift+N");
    await operator.$("log-words").fill("关机");
    await press("Enter");
    await says(chosen().locator('[data-testid="person-tries"]'), /1/);
    const { calls } = await owner.ask("order", { id: order });
    assert.deepEqual(
      calls.map(({ means, outcome, words }) => ({ means, outcome, words })),
      [{ means: "phone", outcome: "not_reached", words: "关机" }],
    );
  });

  test("who accepts by word leaves the list, and the next takes the place", async () => {
    const post = await chosen().getAttribute("data-post");
    await press("a");
    await until("the receipt", async () => (await row(owner, order, post)).progress === "accepted");
    assert.equal((await row(owner, order, post)).receipt.accepted.way, "phone");
    await says(operator.$("call-head").first().locator("em"), String(asked.length - 1));
    await press("j", "Shift+T", "a");
    await says(operator.$("call-head").first().locator("em"), String(asked.length - 2));
    const { rows } = await owner.ask("order", { id: order });
    assert.equal(rows.filter((one) => one.receipt.accepted?.way === "door").length, 1);
  });

  test("Escape folds the ladder's minutes, not the order", async () => {
    await operator.$("ladder-set").click();
    await operator.$("ladder-minutes").first().focus();
    await press("Escape");
    await operator.$("ladder-form").waitFor({ state: "detached" });
    await operator.locator(`[data-testid="board"][data-order="${order}"]`).waitFor();
  });

  test("an order with somebody left closes with a reason, and the phones say why", async () => {
    await press("Shift+F");
    await operator.$("end-open").waitFor();
    await press("Enter");
    assert.equal(await operator.$("end-send").isDisabled(), true, "there is no reason yet");
    await operator.$("end-reason").fill("天亮后再查");
    await press("Enter");
    await says(operator.$("order-ended"), /天亮后再查/);
    await until("no alarm", async () => (await owner.ask("alarms")).alarms.length === 0);
    await field.$("inbox-order").first().click();
    await says(field.$("order-end-reason"), /天亮后再查/);
    assert.equal(await field.$("accept").count(), 0, "nobody accepts any more");
  });

  test("without a gateway the preview says that who has no page open is not reached", async () => {
    await field.close();
    await find(operator, estate.code, estate.name);
    await compose(operator, "检查地下室水泵");
    await says(operator.$("outside-none"), /没有短信或语音网关/);
    await until("no order is composed", async () => {
      await operator.keyboard.press("Escape");
      return (await operator.$("compose").count()) === 0;
    });
  });

  test("an admin enters a gateway by its template, and a try shows what it answers", async () => {
    const sms = await openGateway(leave);
    const set = (name, words) => operator.locator(`[data-testid^="gateway-"][data-field="${name}"]`).fill(words);
    await press("Shift+Q");
    await says(operator.$("gateway-state"), /没有启用/);
    await operator.$("gateway-write").click();
    await set("address", sms.address);
    await operator.$("gateway-key").fill("key-0123456789");
    await set("content", settingOf(sms.address).errand.body.text);
    await set("cost", "0.045");
    await operator.$("gateway-reports").click();
    await set("reportNumber", "id");
    await set("reportStatus", "stat");
    await operator.$("gateway-keep").click();
    await says(operator.$("gateway-state"), /已启用/);
    await operator.$("gateway-try-to").fill("138 0000 0000");
    await operator.$("gateway-try").click();
    await says(operator.$("gateway-came"), /网关已收下.*"code":0/);
    assert.deepEqual(
      sms.heard.map(({ to, key }) => ({ to, key })),
      [{ to: "13800000000", key: "Bearer key-0123456789" }],
    );
    assert.doesNotMatch(await operator.$("gateways").innerText(), /key-0123456789/);
    await press("Escape");
    await owner.act({ type: "set_gateway", by: "sms", wish: null });
  });

  test("an order goes out as the preview says, and the board has what became of each message", async () => {
    const { lines } = await owner.ask("reached", { draft: wish(estate.path), which: "people", limit: 500 });
    const [refused] = lines;
    const sms = await openGateway(leave, { refuses: [refused.phone.replace(/\D/g, "")] });
    const entered = { setting: settingOf(sms.address), credentials: { key: "key-0123456789" } };
    await owner.act({ type: "set_gateway", by: "sms", wish: entered });
    await find(operator, estate.code, estate.name);
    await compose(operator, "检查地下室水泵，有积水立即抽排");
    await operator.$("outside-choice").click();
    await operator.locator(".ant-select-item-option", { hasText: "短信·未开页面者" }).click();
    const count = lines.length;
    const cost = ((count * 45) / 1000).toFixed(3).replace(/0$/, "");
    await says(operator.$("outside-plan"), new RegExp(`另发短信 ${count} 条 · 共 ${cost} 元`));
    const told = await operator.$("outside-text").innerText();
    assert.match(told, /检查地下室水泵，有积水立即抽排/);
    await until("the preview is of now", async () => (await operator.$("compose-preview").getAttribute("data-stale")) === "false");
    await operator.keyboard.press("Control+Enter");
    await operator.$("board").waitFor();
    await until("all messages", () => sms.heard.length === count);
    const { gateways } = await owner.ask("gateways");
    const delivered = sms.heard.find(({ to }) => to !== refused.phone.replace(/\D/g, ""));
    const report = gateways.find(({ by }) => by === "sms").report_path;
    assert.equal(await (await fetch(`${desk.address}${report}?id=${delivered.id}&stat=DELIVRD`)).text(), "ok");
    await press("Shift+L");
    const sent = (state) => operator.locator(`[data-testid="person-send"][data-state="${state}"]`);
    await says(sent("delivered"), /短信已送达/);
    await says(sent("refused"), /短信未发出 HTTP 200: 号码在黑名单/);
    assert.equal(await sent("refused").count(), 1);
    await press("Shift+Q");
    await operator.$("send-retry").waitFor();
    await operator.$("send-drop").click();
    await operator.$("gateway-sends").waitFor({ state: "detached" });
    await press("Escape");
  });
});

/** Everybody below, as the composed order means them. */
function wish(path) {
  const target = { subtree: path, levels: [], roles: [] };
  return { text: "", kind: "command", priority: "normal", target, deadline: null, answering: null };
}
