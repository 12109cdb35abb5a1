// Who told of an incident: typed once, sealed, looked at for a reason and a minute, destroyed; and found in no place after.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { mapIdle, openBrowser, person, phone, says } from "../lib/browser.mjs";
import { cable } from "../lib/cable.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { find, sit } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

const NAME = "欧阳春晓";
const PHONE = "13977775555";
const DOOR = "万和苑9号楼2单元901室";
const CANARIES = [NAME, PHONE, DOOR];

describe("who told of an incident", () => {
  let house, desk, owner, browser, operator, estate, heads, street;
  const leave = leaving();

  before(async () => {
    house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    street = await gridNamed(owner, "荷花路街道");
    const found = await estateBelow(owner, street.grid.path, 2);
    estate = found.card;
    heads = found.heads;
    operator = await person(browser, desk);
    await sit(operator, desk);
  });
  after(() => leave.all());

  const press = (key) => operator.keyboard.press(key);
  const line = (field, page = operator, id = "caller-line") => page.locator(`[data-testid="${id}"][data-field="${field}"]`);
  const card = (id) => owner.ask("incident", { id });
  const report = (words, change = {}) => ({
    kind: "facility",
    urgency: "normal",
    words,
    spot: { at: "grid", path: estate.grid.path },
    attachments: [],
    seen: new Date().toISOString(),
    ...change,
  });
  const told = async (words) => {
    const caller = { name: NAME, phone: PHONE, address: DOOR, reply: "wanted" };
    return (await owner.act({ type: "make_report", report: report(words, { caller }) })).incident;
  };
  async function open(id) {
    await press("F3");
    await operator.locator(`[data-testid="incidents-row"][data-incident="${id}"]`).click();
    await operator.locator(`[data-testid="incident"][data-incident="${id}"]`).waitFor();
  }
  /** All that stands in the page: its words, its fields, what it keeps in the browser. */
  const standing = (page) =>
    page.evaluate(() => {
      const fields = [...document.querySelectorAll("input, textarea")].map(({ value }) => value);
      return JSON.stringify([document.documentElement.outerHTML, fields, { ...localStorage }, { ...sessionStorage }, location.href]);
    });
  /** Everything that lives in the page's memory, after it was swept. */
  async function remembered(page) {
    const devtools = await page.context().newCDPSession(page);
    const pieces = [];
    devtools.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => pieces.push(chunk));
    await devtools.send("HeapProfiler.enable");
    await devtools.send("HeapProfiler.collectGarbage");
    await devtools.send("HeapProfiler.takeHeapSnapshot");
    await devtools.detach();
    return JSON.parse(pieces.join("")).strings.join("\n");
  }

  test("is typed apart from what everybody reads, and nothing of it stays in the page once it is kept", async () => {
    await find(operator, estate.grid.code, estate.grid.name);
    await press("Alt+i");
    await operator.$("register-words").fill("路灯不亮");
    await line("name").fill(NAME);
    await line("phone").fill(PHONE);
    await line("address").fill(DOOR);
    await operator.$("caller-reply-wanted").click();
    await operator.$("caller-fields").scrollIntoViewIfNeeded();
    await operator.screenshot({ path: "shots/callers-register.png" });
    await press("Control+Enter");
    await says(operator.$("incident-said"), "路灯不亮");
    await says(operator.$("caller-veiled"), /欧阳?\*+　139\*\*\*\*5555　万和苑9号楼2单元\*\*\*室/);
    await says(operator.$("caller"), /要答复/);
    const page = await standing(operator);
    for (const canary of CANARIES) assert.ok(!page.includes(canary), `${canary} stands in the page`);
    assert.deepEqual(operator.faults, []);
  });

  test("is shown for a reason and a minute that is counted, and then is neither in the page nor in its memory", async () => {
    const id = await told("井盖缺失");
    const page = operator;
    await page.clock.install();
    await open(id);
    await press("Alt+k");
    await page.$("caller-reason-other").click();
    assert.equal(await page.$("caller-look-now").isDisabled(), true, "another reason is said in words");
    await page.$("caller-words").fill("送达答复意见书");
    await press("Control+Enter");
    await says(page.$("caller-shown-phone"), PHONE);
    await says(page.$("caller-shown-name"), NAME);
    await says(page.$("caller-left"), /还有 (60|5\d) 秒/);
    await says(page.$("caller-looks"), /管理员看过.*送达答复意见书/);
    await page.screenshot({ path: "shots/callers-shown.png" });
    await page.clock.fastForward(30_000);
    await says(page.$("caller-left"), /还有 (30|[12]?\d) 秒/);
    await page.clock.fastForward(31_000);
    await page.$("caller-shown").waitFor({ state: "detached" });
    await says(page.$("caller-veiled"), /139\*\*\*\*5555/);
    await page.clock.resume();
    const html = await standing(page);
    const memory = await remembered(page);
    for (const canary of CANARIES) {
      assert.ok(!html.includes(canary), `${canary} stands in the page`);
      assert.ok(!memory.includes(canary), `${canary} stands in the page's memory`);
    }
    const { looks } = await owner.ask("contact_looks", { scope: null, from: 0, limit: 10 });
    assert.deepEqual([looks[0].incident, looks[0].reason, looks[0].words], [id, "other", "送达答复意见书"]);
    assert.deepEqual(page.faults, []);
  });

  test("is seen by nobody whom the complaint is about", async () => {
    const about = { who: "grid", id: street.grid.path };
    const { incident } = await owner.act({
      type: "make_report",
      report: report("街道办事推诿", { caller: { name: NAME, phone: PHONE, about } }),
    });
    const { code } = await owner.act({ type: "offer_seat", role: "operator", subtree: street.grid.path });
    const there = await person(browser, desk);
    await there.goto(`${desk.address}/`);
    await there.$("seat-code").fill(code);
    await there.$("seat-take").click();
    await mapIdle(there);
    await there.keyboard.press("F3");
    await there.locator(`[data-testid="incidents-row"][data-incident="${incident}"]`).click();
    await says(there.$("incident-said"), "街道办事推诿");
    assert.equal(await there.$("caller").count(), 0);
    assert.deepEqual(there.faults, []);
    await there.context().close();
  });

  test("whoever looked stands in a list, by person and by day", async () => {
    await press("Alt+v");
    await operator.$("callers-look").first().waitFor();
    const all = await operator.$("callers-look").count();
    assert.ok(all > 0);
    await operator.$("callers-until").fill("2020-01-01");
    await says(operator.$("callers-total"), /共 0 次/);
    await operator.$("callers-until").fill("");
    await operator.$("callers-look").first().waitFor();
    assert.equal(await operator.$("callers-look").count(), all);
    await operator.screenshot({ path: "shots/callers-looks.png" });
    await press("Escape");
    assert.deepEqual(operator.faults, []);
  });

  test("is destroyed at a person's wish, said twice, and what is left says so", async () => {
    const id = await told("占道经营");
    await open(id);
    await operator.$("caller-hold").click();
    await operator.$("caller-settle-words").fill("信访复核");
    await press("Control+Enter");
    await says(operator.$("caller"), /依法留存/);
    await operator.$("caller-destroy").click();
    await operator.$("caller-settle-words").fill("本人要求");
    await press("Control+Enter");
    await operator.$("caller-sure").waitFor();
    assert.ok((await card(id)).caller, "once is not enough");
    await press("Control+Enter");
    await says(operator.$("failure"), /正依法留存/);
    await operator.$("caller-settle-form").locator("button").first().click();
    await operator.$("caller-hold").click();
    await operator.$("caller-settle-words").fill("复核已结");
    await press("Control+Enter");
    await operator.$("caller-destroy").click();
    await operator.$("caller-settle-words").fill("本人要求");
    await press("Control+Enter");
    await operator.screenshot({ path: "shots/callers-destroy.png" });
    await press("Control+Enter");
    await says(operator.$("caller-end"), /已于.*销毁：本人要求/);
    assert.equal((await card(id)).caller, null);
    assert.deepEqual(operator.faults, []);
  });

  test("how long callers are kept is set, and a trial names numbers and nobody", async () => {
    await press("Alt+v");
    await operator.$("callers-retention").click();
    await operator.$("retention-days").fill("29");
    assert.equal(await operator.$("retention-set").isDisabled(), true);
    await operator.$("retention-days").fill("180");
    await operator.$("retention-set").click();
    await until("it is kept", async () => (await owner.ask("retention")).days === 180);
    await says(operator.$("retention"), /没有到期的联系方式/);
    await operator.screenshot({ path: "shots/callers-retention.png" });
    await press("Escape");
    const { document } = await house.wutu(["retention", house.store, "--dry-run"]);
    assert.deepEqual([document.dry_run, document.before.days, document.before.due_count], [true, 180, 0]);
    assert.ok(document.before.young > 0 && !JSON.stringify(document).includes("春晓"));
    assert.deepEqual(operator.faults, []);
  });

  test("lies open in no file of the store and its logs, while it is open", async () => {
    const folder = join(house.store, "..");
    for (const name of await readdir(folder, { recursive: true })) {
      const bytes = await readFile(join(folder, name)).catch(() => null);
      for (const canary of CANARIES) assert.ok(!bytes?.includes(canary), `${canary} lies open in ${name}`);
    }
  });

  test("on a phone goes to the desk while one waits, and is never put aside there", async () => {
    const wire = await cable(leave);
    const mine = await phone(browser, desk, { proxy: wire.proxy });
    const { code } = await owner.act({ type: "offer_pairing", post: heads[0].id });
    await mine.goto(`${desk.address}/field#code=${code}`);
    await says(mine.$("link"), "已连");
    await mine.$("front-report").click();
    await mine.$("report-kind-facility").click();
    await mine.$("report-words").fill("老人说楼道漏水");
    await mine.$("report-caller").click();
    await line("name", mine, "report-caller-line").fill(NAME);
    await line("phone", mine, "report-caller-line").fill(PHONE);
    await mine.screenshot({ path: "shots/callers-phone.png", fullPage: true });
    wire.cut();
    await mine.$("report-caller-offline").waitFor();
    await mine.$("report-send").click();
    await says(mine.$("report-failure"), /连不上/);
    const kept = await mine.evaluate(async () => {
      const stores = await indexedDB.databases();
      const rows = [];
      for (const { name } of stores) {
        const base = await new Promise((done) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => done(opening.result);
        });
        for (const store of base.objectStoreNames) {
          const all = base.transaction(store).objectStore(store).getAll();
          rows.push(await new Promise((done) => (all.onsuccess = () => done(all.result))));
        }
        base.close();
      }
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, rows]);
    });
    for (const canary of CANARIES) assert.ok(!kept.includes(canary), `${canary} is kept on the phone`);
    wire.mend();
    await mine.$("report-caller-offline").waitFor({ state: "detached" });
    await mine.$("report-send").click();
    await says(mine.$("report-arrived").first(), /老人说楼道漏水/);
    const wish = { scope: null, states: ["reported"], kinds: [], channels: ["field"], mine: false };
    const { incidents } = await owner.ask("incidents", { wish, from: 0, limit: 10 });
    const made = incidents.filter(({ words }) => words === "老人说楼道漏水");
    assert.equal(made.length, 1, "it came once");
    assert.equal((await card(made[0].id)).caller.phone, "139****5555");
    const page = await standing(mine);
    for (const canary of CANARIES) assert.ok(!page.includes(canary), `${canary} stands in the page`);
    assert.deepEqual(mine.faults, []);
  });
});

describe("an address in the form of a new incident", () => {
  let desk, owner, browser, operator, estate;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    const street = await gridNamed(owner, "荷花路街道");
    estate = (await estateBelow(owner, street.grid.path, 2)).card;
    operator = await person(browser, desk);
    await sit(operator, desk);
  });
  after(() => leave.all());

  test("is read as places, numbered on the map; the arrows go through them, the map follows and Enter takes one", async () => {
    await operator.keyboard.press("Alt+i");
    await operator.$("register-at-address").click();
    const { places } = await owner.ask("find_address", { words: estate.grid.name, near: null });
    assert.ok(places.length > 1, "there is something to choose from");
    await operator.$("register-address").fill(estate.grid.name);
    await until("all are listed", async () => (await operator.$("register-candidate").count()) === places.length);
    const shown = places.filter(({ at }) => at !== null).length;
    await until("all are on the map", async () => (await operator.$("candidate").count()) === shown);
    await operator.$("register-address").press("ArrowDown");
    await operator.$("register-address").press("ArrowDown");
    assert.equal(await operator.$("register-candidate").nth(1).getAttribute("aria-selected"), "true");
    await until("its mark stands out", async () => (await operator.locator('[data-testid="candidate"][data-pointed="true"]').innerText()) === "2");
    await operator.screenshot({ path: "shots/register-address.png" });
    await operator.$("register-address").press("ArrowUp");
    await operator.$("register-address").press("Enter");
    await says(operator.$("register-place"), new RegExp(places[0].name));
    await until("it stands alone", async () => (await operator.$("candidate").count()) === 1);
    await operator.$("register-words").fill("楼道漏水");
    await operator.$("register-foreign").fill("HX-77");
    await operator.keyboard.press("Control+Enter");
    await says(operator.$("incident-said"), "楼道漏水");
    assert.equal(await operator.$("candidate").count(), 0);
    assert.deepEqual(operator.faults, []);
  });

  test("the number of a known one opens that", async () => {
    const known = await operator.$("incident").getAttribute("data-incident");
    await operator.$("incident").locator("header button").click();
    await find(operator, estate.grid.code, estate.grid.name);
    await operator.keyboard.press("Alt+i");
    await operator.$("register-words").fill("又来一次");
    await operator.$("register-foreign").fill("HX-77");
    await operator.keyboard.press("Control+Enter");
    await operator.$("register-known").click();
    await operator.locator(`[data-testid="incident"][data-incident="${known}"]`).waitFor();
    assert.deepEqual(operator.faults, []);
  });
});
