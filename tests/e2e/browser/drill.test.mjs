// A drill: a store for practice, synthetic people in a process of their own, and screens that nobody takes for real.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { mapIdle, openBrowser, person, phone, says } from "../lib/browser.mjs";
import { draft, uuid7 } from "../lib/client.mjs";
import { estateBelow, gridNamed, row } from "../lib/district.mjs";
import { demonstration, empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { compose, figure, find } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

/** As many as the form proposes. */
const PEOPLE = 50;
const BASEMENT = "有地下室";
/** Enough that some of them ask to be called. */
const FLOODED = 120;
/** A night of a quarter of a thousand people takes a minute. */
const SLOW = process.env.WUTU_SLOW ? {} : { skip: "the slow lane plays it (WUTU_SLOW)" };

describe("a drill", () => {
  let house, desk, owner, browser, operator;
  const leave = leaving();

  before(async () => {
    house = await empty(leave);
    await house.wutu(["demo", house.store, "--drill"]);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    operator = await person(browser, desk);
    await operator.goto(desk.link);
    await mapIdle(operator);
  });
  after(() => leave.all());

  test("an operator begins a drill, sees synthetic people answer an order, and ends it", async () => {
    await operator.keyboard.press("Shift+E");
    await operator.$("drill-profile").getByText("齐答").click();
    await operator.$("drill-begin").click();
    await says(operator.$("drill-connected"), String(PEOPLE), 60);
    await operator.keyboard.press("Escape");
    const top = (await owner.ask("district")).tops[0];
    await find(operator, top.code, top.name);
    await compose(operator, "演练：即刻报到");
    await operator.keyboard.press("Control+Enter");
    await operator.$("board").waitFor();
    await says(figure(operator, "accepted"), /^[1-9]/);
    await operator.keyboard.press("Shift+E");
    const line = operator.$("drill-order").first();
    await says(line.locator('[data-column="accepted"]'), String(PEOPLE));
    await operator.screenshot({ path: "shots/drill-sheet.png" });
    await operator.$("drill-end").click();
    await operator.$("drill-begin").waitFor();
    await says(line.locator('[data-column="silent"]'), "0");
    await operator.keyboard.press("Escape");
    assert.deepEqual(operator.faults, []);
  });

  test("people in a flood report what they come upon, with photos, and the same seed the same", async () => {
    // Half of them find something within four hours of such a day: at this pace within fifteen seconds.
    const flood = ["--profile", "flood", "--seed", "7014", "--pace", "1000", "--people", "20"];
    const { child, ended } = house.begin(["drill", house.store, ...flood]);
    const wish = { scope: null, states: [], kinds: [], channels: [], mine: false };
    const reports = async () => (await owner.ask("incidents", { wish, from: 0, limit: 50 })).incidents;
    const found = await until("some reports with a photo", async () => {
      const all = await reports();
      return all.length >= 6 && all.some(({ photos }) => photos > 0) && all;
    }, 60);
    child.kill("SIGINT");
    const { code, out } = await ended;
    assert.equal(code, 0);
    const told = JSON.parse(out.trim().split("\n").at(-1));
    assert.ok(told.reported >= found.length, `${told.reported} reports are counted`);
    assert.equal(told.refused, 0, told.last_refusal);
    const ranks = new Set(found.map(({ urgency }) => urgency));
    assert.ok(ranks.has("urgent") || ranks.has("critical"), "a flood is grave");
    const [{ id }] = found.filter(({ photos }) => photos > 0);
    const { attachments } = await owner.ask("incident", { id });
    assert.equal(attachments[0].file.media, "png");
    // What is grave alarms, also in practice: it is practice.
    const { alarms } = await owner.ask("alarms");
    assert.ok(alarms.some(({ cause }) => cause.cause === "report"));
    for (const { cause, raises } of alarms) await owner.act({ type: "close_alarm", cause, raises, reason: "演练" });
  });

  test("A4: 214 buildings with a basement at night, 33 silent, 6 doors to knock on, all accounted for", SLOW, async () => {
    const top = (await owner.ask("district")).tops[0].path;
    // The ladder's clock is the desk's: its only rung comes at once, and whoever is silent then is told by the board.
    await owner.act({ type: "set_ladder", priority: "urgent", minutes: [0] });
    // Of this seed's people 181 accept within 34 minutes of a night that goes two hundred times as fast; nobody refuses.
    const night = ["--profile", "night", "--seed", "7014", "--pace", "200", "--having", BASEMENT];
    const { child, ended } = house.begin(["drill", house.store, ...night]);
    const change = { kind: "check", levels: [5], having: BASEMENT };
    const wanted = draft(top, "22:40 检查地下室水泵", change);
    await until("everybody's page", async () => (await owner.ask("reach", { draft: wanted })).without_page === 0, 60);
    const { order } = await owner.act({ type: "issue_order", draft: wanted });
    const tally = async () => (await owner.ask("orders", { scope: null, limit: 5 })).orders.find(({ id }) => id === order).tally;
    const all = await until("181 answers", async () => {
      const now = await tally();
      return now.accepted + now.done === 181 && now;
    }, 60);
    assert.deepEqual([all.expected, all.refused, all.waiting + all.delivered + all.read], [214, 0, 33]);
    const { rows } = await owner.ask("order", { id: order });
    assert.ok(rows.some(({ part }) => part === "copy"), "superiors have a copy");

    // Some of them have asked to be called or reported something meanwhile: each is acknowledged by one key.
    await until("the silence is foremost", async () => {
      const foremost = await operator.$("alarm-bar").textContent();
      if (/请求回电|事件待受理/.test(foremost)) await operator.keyboard.press("F8");
      return /214 个中 33 个未应答/.test(foremost);
    });
    await operator.$("alarm-bar-open").click();
    await operator.locator(`[data-testid="board"][data-order="${order}"]`).waitFor();
    await operator.keyboard.press("Shift+L");
    await operator.$("call-head").first().waitFor();
    // Only what is in sight is drawn: the list is as long as the board says.
    await says(operator.$("call-head").first().locator("em"), /^[1-9]/);
    await says(operator.$("call-head").first().locator("code"), /\d{6,}/);

    const rowChosen = operator.locator('[data-testid="board-person"][data-chosen="true"]');
    const chosen = async () => (await rowChosen.evaluateAll((found) => found.map((one) => one.dataset.post)))[0];
    const answer = async (units) => {
      for (let now = await tally(); now.expected - now.accepted - now.done > units; now = await tally()) {
        if ((await chosen()) === undefined) await operator.keyboard.press("j");
        const post = await until("somebody chosen", chosen);
        await operator.keyboard.press("a");
        await until("the receipt", async () => (await row(owner, order, post)).progress === "accepted");
        await until("the next", async () => (await chosen()) !== post);
      }
    };
    await answer(6);
    const [doors] = await Promise.all([operator.waitForEvent("download"), operator.keyboard.press("Shift+K")]);
    assert.match(await textOf(await doors.path()), /登门/);
    await operator.keyboard.press("Shift+T");
    await answer(0);
    await operator.keyboard.press("Shift+F");
    await operator.$("end-send").waitFor();
    assert.equal(await operator.$("end-open").count(), 0, "nobody is left");
    await operator.keyboard.press("Enter");
    await says(operator.$("order-ended"), /214/);
    const [paper] = await Promise.all([operator.waitForEvent("download"), operator.keyboard.press("Shift+O")]);
    assert.match(await textOf(await paper.path()), /214/);
    const { alarms } = await owner.ask("alarms");
    assert.deepEqual(alarms.filter(({ cause }) => cause.order === order), []);
    child.kill("SIGINT");
    // Who asked to be called that night is settled: the next story has callers of its own, whose pages are open.
    const { missed } = await owner.ask("watch");
    for (const { call } of missed) await owner.act({ type: "put_call_aside", call, reason: "演练结束" });
    assert.equal((await ended).code, 0);
    assert.deepEqual(operator.faults, []);
  });

  test("A10: somebody asks to be called, the map goes there, and one key makes an order that is answered", async () => {
    const top = (await owner.ask("district")).tops[0].path;
    // Of this seed's people some ask to be called while they answer the first order, and answer the second, too.
    const flood = ["--profile", "flood", "--seed", "7", "--pace", "200", "--people", String(FLOODED)];
    const { child, ended } = house.begin(["drill", house.store, ...flood]);
    const warning = draft(top, "暴雨红色预警：就地值守", { kind: "notice" });
    const open = ({ people, without_page }) => people - without_page;
    await until("everybody's page", async () => open(await owner.ask("reach", { draft: warning })) >= FLOODED, 60);
    await owner.act({ type: "issue_order", draft: warning });
    // What people report meanwhile is acknowledged by one key.
    await until("a call is foremost", async () => {
      const foremost = await operator.$("alarm-bar").textContent();
      if (/事件待受理/.test(foremost)) await operator.keyboard.press("F8");
      return /请求回电/.test(foremost);
    }, 60);
    await operator.$("alarm-bar-open").click();
    await operator.$("caller").waitFor();
    const { grid } = await owner.ask("grid", { path: await operator.$("caller").getAttribute("data-grid") });
    await says(operator.$("breadcrumb"), new RegExp(grid.name));
    await until("what is said comes next", () =>
      operator.evaluate(`document.activeElement?.dataset.testid === "call-words"`),
    );
    await operator.keyboard.type("水已进楼道");
    await operator.keyboard.press("Tab");
    await operator.keyboard.type("立即转移一楼住户");
    await operator.keyboard.press("F4");
    await says(operator.$("compose"), new RegExp(grid.name));
    await operator.$("compose-preview").waitFor();
    await operator.keyboard.press("Control+Enter");
    await operator.$("board").waitFor();
    await says(figure(operator, "accepted"), /^[1-9]/, 60);
    child.kill("SIGINT");
    assert.equal((await ended).code, 0);
    assert.deepEqual(operator.faults, []);
  });

  test("every screen says that it is practice, and no other does", async () => {
    await operator.$("drill").waitFor();
    await operator.screenshot({ path: "shots/drill.png" });
    const street = await gridNamed(owner, "荷花路街道");
    const { heads } = await estateBelow(owner, street.grid.path, 1);
    const { code } = await owner.act({ type: "offer_pairing", post: heads[0].id });
    const field = await phone(browser, desk);
    await field.goto(`${desk.address}/field#code=${code}`);
    await field.$("my-grid").waitFor();
    await says(field.$("drill"), "演练 · 不是真实指令");
    await field.screenshot({ path: "shots/drill-phone.png" });
  });

  test("what is printed in a drill says so across its pages", async () => {
    const wish = { scope: null, from: null, to: null, watch: null, headings: [], roles: [], text: "" };
    const data = { command_id: uuid7(), wish, language: "zh" };
    const answer = await operator.request.post(`${desk.address}/api/journal`, { data });
    const file = join(house.folder, "journal.pdf");
    await writeFile(file, await answer.body());
    assert.match(await textOf(file), /演练 · 管理员/);
  });

  test("a store in service has no synthetic people, and a store that nobody serves none either", async () => {
    const real = await demonstration(leave);
    const refused = async () => JSON.stringify(await real.wutu(["drill", real.store, "--seconds", "1"], { expect: 1 }));
    assert.match(await refused(), /drill\.not_served/);
    const open = await real.serve();
    assert.match(await refused(), /drill\.in_service/);
    const page = await person(browser, open);
    await page.goto(open.link);
    await mapIdle(page);
    assert.equal(await page.$("drill").count(), 0);
  });
});

async function textOf(file) {
  const { stdout } = await promisify(execFile)("pdftotext", ["-layout", file, "-"]);
  return stdout;
}
