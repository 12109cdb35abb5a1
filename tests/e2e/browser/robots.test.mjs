// A robot of a group elsewhere, from the operator's screen: bound, tried, stopped, bound anew, unbound; and the link that
// it gives, on a phone that is not paired yet.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, phone, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { find, sit } from "../lib/operator.mjs";
import { openRobot, SECRET } from "../lib/robot.mjs";
import { until } from "../lib/until.mjs";

const NAME = "desk.wutu.test";
const THERE = [`--host-resolver-rules=MAP ${NAME} 127.0.0.2`];

describe("a robot of a group elsewhere", () => {
  let desk, owner, browser, operator, street, head, robot;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serveNetwork(NAME);
    owner = await desk.owner();
    robot = await openRobot(leave);
    street = await gridNamed(owner, "荷花路街道");
    [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
    browser = await openBrowser(leave, { flags: THERE });
    operator = await person(browser, desk);
    await sit(operator, desk);
    await find(operator, street.grid.code, street.grid.name);
    await operator.keyboard.press("Shift+G");
    await says(operator.$("talk-name"), street.grid.name);
  });
  after(() => leave.all());

  const heard = (words) => until(`the group to hear ${words}`, () => robot.heard.find((text) => text.includes(words)));

  test("it is bound with address and secret, which no page shows again", async () => {
    await operator.$("robot-sign").click();
    await operator.$("robot-new").click();
    await operator.$("robot-kind").click();
    await operator.getByTitle("钉钉", { exact: true }).click();
    await operator.$("robot-name").fill("荷花路防汛群");
    await operator.$("robot-address").fill(robot.address);
    await operator.$("robot-go").click();
    await says(operator.$("failure"), /内网|本机/);
    await operator.$("robot-near").click();
    await operator.$("robot-secret").fill(SECRET);
    await operator.$("robot-go").click();
    await says(operator.$("robot-card"), /荷花路防汛群/);
    const list = JSON.stringify(await owner.ask("robots"));
    assert.ok(!list.includes(SECRET) && !list.includes("4711"));
  });

  test("a trial is taken, and the card says when", async () => {
    await operator.$("robot-try").click();
    await heard("五图");
    await until("the card to say so", async () => (await operator.$("robot-card").getAttribute("data-state")) === "well");
    await operator.screenshot({ path: "shots/robot-well.png" });
  });

  test("an order goes out with a link, and on a phone that is not paired yet the link leads to it after pairing", async () => {
    const { order } = await owner.issue(head.grid, "检查地下室水泵", { kind: "check", answering: "every_person" });
    const link = (await heard("检查地下室水泵")).match(/https:[^)\s]*#order=[\w-]+/)[0];
    assert.ok(link.endsWith(`/field#order=${order}`), link);
    const field = await phone(browser, { address: new URL(link).origin }, { ignoreHTTPSErrors: true });
    await field.goto(link);
    await says(field.$("pair-order"), /配对后/);
    const { code } = await owner.act({ type: "offer_pairing", post: head.id });
    await field.$("pair-code").fill(code);
    await field.$("pair-go").click();
    await says(field.$("order-text"), "检查地下室水泵");
    await field.$("order-back").click();
    await field.$("inbox").waitFor();
    assert.deepEqual(field.faults, []);
    await field.context().close();
  });

  test("one that was taken out of its group stops and says so in words, with the service's own code", async () => {
    robot.gone = true;
    await owner.issue(head.grid, "关闭地下车库", { kind: "command" });
    await until("it stopped", async () => (await operator.$("robot-card").getAttribute("data-state")) === "halted");
    await says(operator.$("robot-trouble"), /300001/);
    await says(operator.$("robot-trouble"), /机器人不存在了/);
    await says(operator.$("robot-waiting"), /1/);
    await operator.screenshot({ path: "shots/robot-halted.png" });
  });

  test("bound anew it says what has waited", async () => {
    robot.gone = false;
    await operator.$("robot-edit").click();
    await operator.$("robot-address").fill(robot.address);
    await operator.$("robot-secret").fill(SECRET);
    await operator.$("robot-go").click();
    await heard("关闭地下车库");
    await until("it is well", async () => (await operator.$("robot-card").getAttribute("data-state")) === "well");
    assert.equal(robot.heard.filter((text) => text.includes("关闭地下车库")).length, 1);
  });

  test("unbound it is gone", async () => {
    await operator.$("robot-edit").click();
    await operator.$("robot-unbind").click();
    await operator.$("robot-unbind-go").click();
    await until("it is gone", async () => (await owner.ask("robots")).robots.length === 0);
    await operator.$("robot-new").waitFor();
    assert.equal(await operator.$("robot-card").count(), 0);
    assert.deepEqual(operator.faults, []);
  });
});
