// Where incidents come in from outside: tokens of other systems, issued, shown once, used and ended at the desk.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { readFile } from "node:fs/promises";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { gridNamed } from "../lib/district.mjs";
import { drop } from "../lib/drop.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";
import { freePort } from "../lib/port.mjs";
import { until } from "../lib/until.mjs";

const LONG = "城市管理综合行政执法局数字化城市管理监督指挥中心热线工单自动推送系统（备用线路）";

describe("where incidents come in from outside", () => {
  let house, desk, owner, browser, admin;
  const leave = leaving();

  before(async () => {
    house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    admin = await person(browser, desk, { acceptDownloads: true });
    await sit(admin, desk);
  });
  after(() => leave.all());

  const press = (key) => admin.keyboard.press(key);
  const lines = () => admin.$("intake-line");
  const hand = (token, order) =>
    fetch(`${desk.address}/api/intake`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(order),
    });

  test("a token is issued by keys, shown once, brings incidents in, and is ended by name", async () => {
    await press("F3");
    await admin.$("incidents-intakes").click();
    await says(admin.$("intakes"), /还没有令牌/);
    await press("Escape");
    await press("Alt+u");
    await admin.$("intake-write").focus();
    await press("Enter");
    await admin.$("intake-name").fill(LONG);
    await press("Enter");
    await admin.$("intake-told").waitFor();
    const token = (await admin.$("intake-token").innerText()).trim();
    assert.match(token, /^[0-9a-f]{64}$/);
    await admin.$("intake-done").click();
    await says(lines().first(), new RegExp(LONG));
    await says(lines().first(), /没有用过/);

    assert.equal((await hand(token, { number: "GD-1", content: "路灯不亮" })).status, 200);
    await press("Escape");
    await press("Alt+u");
    await lines().first().waitFor();
    assert.doesNotMatch(await admin.content(), new RegExp(token), "it is shown once");
    await lines().first().getByText("没有用过").waitFor({ state: "detached" });

    await admin.$("intake-end").click();
    await admin.$("intake-end").click();
    await says(admin.$("intake-state").first(), /停用 管理员/);
    const refused = await hand(token, { number: "GD-2", content: "路灯不亮" });
    assert.equal(refused.status, 401);
    assert.equal((await refused.json()).code, "intake.closed");
    assert.deepEqual(admin.faults, []);
    await press("Escape");
  });

  test("and the same in a terminal, where a name says which as long as one has it", async () => {
    const mailbox = ["信箱", "--channel", "mailbox", "--days", "30"];
    const { token } = (await house.wutu(["token", "issue", house.store, ...mailbox])).document;
    assert.equal((await hand(token, { number: "X-1", content: "公园围栏破损" })).status, 200);
    const { intakes } = (await house.wutu(["token", "list", house.store])).document;
    assert.deepEqual([intakes[0].intake.name, intakes[0].taken], ["信箱", 1]);
    assert.doesNotMatch(JSON.stringify(intakes), new RegExp(token));
    await house.wutu(["token", "end", house.store, "信箱"]);
    assert.equal((await hand(token, { number: "X-2", content: "公园围栏破损" })).status, 401);
    await press("Alt+u");
    await says(lines().first(), /停用/);
    await press("Escape");
  });

  const NAME = "欧阳春晓";
  const DIRTY = `工单编号,来电人,来电号码,事发地址,诉求内容,紧急程度
GD001,${NAME},13977775555,荷花路街道,路灯不亮,紧急
GD002,,,某地,井盖缺失,一般
GD003,,,,${"长".repeat(1_001)},一般
GD004,,,,,一般
GD002,,,,又来一次,一般
`;
  // 工单编号,诉求内容 / GBK001,路灯不亮 as an office's spreadsheet program writes it.
  const GBK = Buffer.from("b9a4b5a5b1e0bac52ccbdfc7f3c4dac8dd0a47424b3030312cc2b7b5c6b2bbc1c10a", "hex");
  const orders = async () => {
    const wish = { scope: null, states: [], kinds: [], channels: ["hotline"], mine: false };
    return (await owner.ask("incidents", { wish, from: 0, limit: 500 })).incidents;
  };
  const tried = (isTrial) => admin.locator(`[data-testid="hotline-report"][data-trial="${isTrial}"]`);

  test("a dirty file of the hotline is tried, taken in once, and what stays out comes back as a spreadsheet", async () => {
    const before = (await orders()).length;
    await press("Alt+h");
    await admin.$("hotline").waitFor();
    await drop(admin, [{ name: "12345.csv", body: DIRTY }]);
    // What is too long is only told when it is to be written down.
    await says(tried(true), /可收 3（定位 1），已有 0，不收 2/);
    assert.equal((await orders()).length, before, "a trial changes nothing");
    await admin.$("hotline-take").click();
    await says(tried(false), /收 2（定位 1），已有 0，不收 3/);
    assert.equal((await orders()).length, before + 2);
    assert.doesNotMatch(await admin.$("hotline").innerText(), new RegExp(NAME));
    const downloading = admin.waitForEvent("download");
    await admin.$("hotline-failed").click();
    const download = await downloading;
    assert.match(download.suggestedFilename(), /12345.*\.xlsx$/);
    assert.equal((await readFile(await download.path())).subarray(0, 2).toString(), "PK");
    await admin.$("hotline-pasted").fill(DIRTY);
    await admin.$("hotline-try").click();
    await says(tried(true), /已有 2/);
    await press("Escape");
    await admin.$("hotline").waitFor({ state: "detached" });
  });

  test("a file in GBK is read like any other, and one that is none is refused in words", async () => {
    await press("Alt+h");
    await admin.$("hotline").waitFor();
    await drop(admin, [{ name: "旧系统.csv", body: GBK }]);
    await says(tried(true), /可收 1/);
    await admin.$("hotline-take").click();
    await says(tried(false), /收 1/);
    assert.equal((await orders()).some(({ words }) => words === "路灯不亮"), true);
    await drop(admin, [{ name: "坏.xlsx", body: Buffer.from("PK\u0003\u0004nothing") }]);
    await says(tried(true), /可收 0.*不收 1/);
    await says(admin.$("hotline"), /坏\.xlsx 是压缩包，但目录读不出来/);
    await press("Escape");
    assert.deepEqual(admin.faults, []);
  });

  test("a large file that is stopped half way leaves whole incidents, and goes on where it stood", async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => `BIG${at},路灯不亮 ${at}`);
    await press("Alt+h");
    await admin.$("hotline").waitFor();
    await drop(admin, [{ name: "大.csv", body: `工单编号,诉求内容\n${rows.join("\n")}\n` }]);
    await says(tried(true), /可收 10.000/);
    await admin.$("hotline-take").click();
    await until("some of them are in", async () => (await orders()).some(({ words }) => words.startsWith("路灯不亮 ")));
    await press("Escape");
    await says(tried(false), /读 10.000/);
    await admin.$("hotline-left").waitFor();
    await admin.$("hotline-pasted").fill(`工单编号,诉求内容\n${rows.slice(0, 50).join("\n")}\n`);
    await admin.$("hotline-try").click();
    await says(tried(true), /已有 50/);
    await press("Escape");
  });

  test("letters are dropped together, come in once each, and who wrote them is shown to nobody", async () => {
    const letter = (id, subject) =>
      `From: =?utf-8?B?5qyn6Ziz5pil5pmT?= <canary.writer@example.cn>\r\nDate: Fri, 20 Nov 2026 08:05:00 +0800\r\n` +
      `Message-ID: <${id}@example.cn>\r\nSubject: ${subject}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n` +
      `<div>三号楼前</div><div>canary.writer@example.cn</div>\r\n`;
    const letters = async () => {
      const wish = { scope: null, states: [], kinds: [], channels: ["mailbox"], mine: false };
      const { incidents } = await owner.ask("incidents", { wish, from: 0, limit: 50 });
      return incidents.map(({ words }) => words).filter((words) => words.includes("三号楼前"));
    };
    await press("Alt+h");
    await admin.$("hotline").waitFor();
    await drop(admin, [
      { name: "一.eml", body: letter("1", "路灯不亮") },
      { name: "二.eml", body: letter("2", "井盖松动") },
      { name: "又是一.eml", body: letter("1", "路灯不亮") },
      { name: "不是信.eml", body: "工单编号,诉求内容" },
    ]);
    // A trial of each by itself does not know that two of them are one.
    await says(tried(true), /4 封来信.*读 4，可收 3.*不收 1/);
    await says(admin.$("hotline-faults"), /不是信\.eml.*不是一封信/);
    assert.equal(await admin.$("hotline-failed").count(), 0, "letters have no rows to mend");
    await admin.$("hotline-take").click();
    await says(tried(false), /读 4，收 2.*已有 1，不收 1/);
    assert.deepEqual((await letters()).sort(), [
      "井盖松动\n三号楼前\n（来信人邮箱）",
      "路灯不亮\n三号楼前\n（来信人邮箱）",
    ]);
    assert.doesNotMatch(await admin.content(), /canary\.writer|欧阳春晓/);
    await press("Escape");
    assert.deepEqual(admin.faults, []);
  });

  test("a broker that is not there is said to be so, and its password is shown to nobody", async () => {
    const { last } = await owner.ask("table", { of: "sensors" });
    const { grid } = await gridNamed(owner, "荷花路街道");
    const row = ["F-1", "fire", "3号楼烟感", grid.path, "fire/1", "/state = alarm", ""];
    await owner.act({ type: "revise_table", of: "sensors", rows: [row], from: null, source: "", seen: last });
    await press("Shift+Alt+s");
    await says(admin.$("sensors-link"), /没有接消息服务器/);
    const port = await freePort();
    await admin.$("sensors-address").fill(`mqtt://wutu:canary-word@127.0.0.1:${port}`);
    await press("Enter");
    await says(admin.$("sensors-link"), /断开.*连不上消息服务器/);
    assert.equal(await admin.$("sensors-address").inputValue(), `mqtt://127.0.0.1:${port}`);
    assert.doesNotMatch(await admin.content(), /canary-word/);
    assert.doesNotMatch(JSON.stringify(await owner.ask("sensors")), /canary-word/);
    await admin.$("sensors-table").click();
    await admin.$("tables-sensors").click();
    await says(admin.$("tables"), /3号楼烟感/);
    await press("Escape");
    assert.deepEqual(admin.faults, []);
  });
});
