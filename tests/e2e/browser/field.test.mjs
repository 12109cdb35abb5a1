// A phone against a real desk.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { openBrowser, person, phone, says } from "../lib/browser.mjs";
import { cable } from "../lib/cable.mjs";
import { estateBelow, gridNamed, row } from "../lib/district.mjs";
import { demonstration, ROOT } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";
import { until } from "../lib/until.mjs";

/** All that a phone loads, before compression: most of it is React. What speaks, hears, shows and sees comes when somebody
 * does; the words and the buttons for it are here. */
const MOST_BYTES = 440_000;

describe("the field page", () => {
  let house, desk, owner, browser, estate, posts, street;
  let page;
  const atTheEnd = leaving();
  const afterEachTest = leaving();

  before(async () => {
    house = await demonstration(atTheEnd);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(atTheEnd);
    street = await gridNamed(owner, "荷花路街道");
    const found = await estateBelow(owner, street.grid.path, 3);
    estate = found.card.grid;
    posts = found.heads;
  });

  after(() => atTheEnd.all());

  beforeEach(async () => {
    page = await phone(browser, desk);
  });

  afterEach(async () => {
    const faults = page.faults;
    await page.context().close();
    await afterEachTest.all();
    assert.deepEqual(faults, []);
  });

  const offer = async (post) => (await owner.act({ type: "offer_pairing", post: post.id })).code;

  async function paired(post, who = page) {
    await who.goto(`${desk.address}/field#code=${await offer(post)}`);
    await says(who.$("link"), "已连");
    return who;
  }

  async function ordered(text, change = {}) {
    return (await owner.issue(estate.path, text, change)).order;
  }

  const card = (order, who = page) => who.locator(`[data-testid="inbox-order"][data-order="${order}"]`);
  const reaches = (order, post, progress) =>
    until(`${progress} on the board`, async () => {
      const found = await row(owner, order, post.id);
      return found.progress === progress && found;
    });

  test("a phone that is not paired asks for a code and says where codes come from", async () => {
    await page.goto(`${desk.address}/field`);
    await page.$("pair-code").waitFor();
    assert.equal(await page.$("pair-go").isDisabled(), true);
    assert.match(await page.locator("main").innerText(), /指挥中心/);
    assert.equal(await page.$("pair-ended").count(), 0);
  });

  test("the page is light: neither the operator's components nor the map come with it", async () => {
    await page.goto(`${desk.address}/field`);
    await page.$("pair-code").waitFor();
    const files = await page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name, decodedBodySize }) => ({ name, decodedBodySize })),
    );
    const bytes = files.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0);
    assert.ok(bytes > 0 && bytes < MOST_BYTES, `${bytes} bytes`);
    assert.deepEqual(files.filter(({ name }) => /maplibre|antd/.test(name)), []);
  });

  test("an operator's seat and a post live in one browser", async () => {
    const { code } = await owner.act({ type: "offer_seat", role: "admin", subtree: null });
    // On so narrow a screen the bar has no room for who sits there; that somebody sits is enough.
    const seated = () => page.$("seat").waitFor({ state: "attached" });
    await page.goto(`${desk.address}/#seat=${code}`);
    await seated();
    await page.goto(`${desk.address}/field`);
    await page.$("pair-code").waitFor();
    await paired(posts[0]);
    await page.goto(`${desk.address}/`);
    await seated();
    await page.goto(`${desk.address}/field`);
    await page.$("inbox").waitFor();
  });

  test("a wrong code is refused in words, and a right one typed after it pairs", async () => {
    await page.goto(`${desk.address}/field`);
    await page.$("pair-code").fill("ABCD-2345");
    await page.$("pair-go").click();
    await says(page.$("pair-failure"), /不对、已用过，或已过期/);
    await page.$("pair-code").fill((await offer(posts[0])).toLowerCase().replace("-", " "));
    await page.$("pair-code").press("Enter");
    await says(page.$("my-grid"), await gridName(posts[0]));
    assert.match(await page.$("my-post").innerText(), new RegExp(posts[0].person));
    assert.match(await page.$("my-grid-above").innerText(), /荷花路街道/);
  });

  test("the code of a link is taken out of the address, and the link opens the inbox a second time", async () => {
    const link = `${desk.address}/field#code=${await offer(posts[0])}`;
    await page.goto(link);
    await page.$("inbox").waitFor();
    assert.equal(page.url(), `${desk.address}/field`);
    await page.goto("about:blank");
    await page.goto(link);
    await page.$("inbox").waitFor();
    assert.equal(page.url(), `${desk.address}/field`);
  });

  test("an order is delivered when the page has stored it, read when it is opened, and accepted by a button", async () => {
    await paired(posts[0]);
    const order = await ordered("检查地下室水泵");
    await card(order).waitFor();
    await says(card(order), /新/);
    assert.match(await page.title(), /^\(\d+\)/);
    const delivered = await reaches(order, posts[0], "delivered");
    assert.equal(delivered.receipt.delivered.way, "device");
    const kept = await page.evaluate(() => localStorage.getItem("wutu.field.inbox"));
    assert.match(kept, /检查地下室水泵/);

    await card(order).click();
    await says(page.$("order-text"), "检查地下室水泵");
    await reaches(order, posts[0], "read");
    await page.$("accept").dblclick();
    const accepted = await reaches(order, posts[0], "accepted");
    assert.equal(accepted.receipt.accepted.way, "device");
    await page.$("done").waitFor();
    await page.$("order-back").click();
    await page.$("list-underway").waitFor();
  });

  test("a roll call is answered with the grid where one is, in two taps, or with why one is not there", async () => {
    await paired(posts[0]);
    const present = await ordered("请报到", { kind: "roll_call", answering: "every_person" });
    await card(present).click();
    assert.equal(await page.$("accept").count(), 0, "there is nothing to accept");
    await page.$("present").click();
    await page.$("sheet-send").click();
    await reaches(present, posts[0], "done");
    const { value } = await row(owner, present, posts[0].id);
    assert.ok(value, "the board has the grid");
    await page.$("order-back").click();
    const absent = await ordered("再报一次", { kind: "roll_call", answering: "every_person" });
    await card(absent).click();
    await page.$("refuse").click();
    await page.$("sheet").getByText("请假").click();
    await page.$("sheet-send").click();
    await reaches(absent, posts[0], "refused");
  });

  test("a refusal needs a reason", async () => {
    await paired(posts[0]);
    const order = await ordered("到南门支援");
    await card(order).click();
    await page.$("refuse").click();
    assert.equal(await page.$("sheet-send").isDisabled(), true);
    await page.$("sheet-words").fill("   ");
    assert.equal(await page.$("sheet-send").isDisabled(), true);
    await page.getByRole("button", { name: "人不在岗" }).click();
    await page.$("sheet-send").click();
    const refused = await reaches(order, posts[0], "refused");
    assert.equal(refused.words, "人不在岗");
    await says(page.$("order-words"), /人不在岗/);
    assert.equal(await page.$("accept").count(), 0);
  });

  test("work is reported as done with words, also after Enter in them", async () => {
    await paired(posts[0]);
    const order = await ordered("巡查三号楼");
    await card(order).click();
    await page.$("accept").click();
    await page.$("done").click();
    await page.$("sheet-words").fill("已巡查");
    await page.$("sheet-words").press("Enter");
    await page.$("sheet-words").pressSequentially("一切正常");
    assert.equal(await page.$("sheet").isVisible(), true);
    await page.$("sheet-send").click();
    const done = await reaches(order, posts[0], "done");
    assert.equal(done.words, "已巡查\n一切正常");
    await says(page.$("standing"), /已办结/);
  });

  test("an information copy is read and has no buttons", async () => {
    const head = street.heads[0].post;
    await paired(head);
    const order = await ordered("抄送街道的指令");
    await card(order).click();
    await reaches(order, head, "read");
    await says(page.$("order-text"), "抄送街道的指令");
    assert.equal(await page.$("accept").count(), 0);
    assert.equal(await page.$("refuse").count(), 0);
  });

  test("what is answered without a connection is shown as unsent, outlives the page, and is said once", async () => {
    const wire = await cable(afterEachTest);
    await page.context().close();
    page = await phone(browser, desk, { proxy: wire.proxy });
    await paired(posts[1]);
    const order = await ordered("断网时接的指令");
    await card(order).click();
    await reaches(order, posts[1], "read");

    wire.cut();
    await page.$("accept").click();
    await page.$("unsent").waitFor();
    await page.$("order-back").click();
    await page.$("link-lost").waitFor();
    const pending = () => page.evaluate(() => JSON.parse(localStorage.getItem("wutu.field.pending") ?? "[]"));
    const { id } = (await pending()).find((act) => act.mark.mark === "accepted");
    assert.equal((await row(owner, order, posts[1].id)).progress, "read");

    const sent = [];
    page.on("request", (request) => request.url().endsWith("/acts") && sent.push(...request.postDataJSON()));
    wire.mend();
    await page.reload();
    await reaches(order, posts[1], "accepted");
    await until("nothing is pending", async () => (await pending()).length === 0);
    const accepted = sent.filter((call) => call.action.mark?.mark === "accepted");
    assert.deepEqual(new Set(accepted.map((call) => call.command_id)), new Set([id]));
  });

  test("orders issued while the connection was cut arrive after it, newest first", async () => {
    const wire = await cable(afterEachTest);
    await page.context().close();
    page = await phone(browser, desk, { proxy: wire.proxy });
    await paired(posts[2]);
    wire.cut();
    await page.$("link-lost").waitFor();
    const first = await ordered("断网时的第一条");
    const second = await ordered("断网时的第二条", { priority: "critical" });
    wire.mend();
    await card(second).waitFor();
    await reaches(first, posts[2], "delivered");
    await reaches(second, posts[2], "delivered");
    const shown = await page.locator('[data-testid="list-waiting"] [data-testid="inbox-order"]').evaluateAll((cards) =>
      cards.map((one) => one.dataset.order),
    );
    assert.ok(shown.indexOf(second) < shown.indexOf(first));
    await says(page.$("link"), "已连");
  });

  test("a revoked phone forgets its orders, says so, and pairs again", async () => {
    await paired(posts[1]);
    const order = await ordered("收回手机前的指令");
    await card(order).waitFor();
    const { devices } = await owner.ask("devices");
    for (const { id, grant, revoked } of devices) {
      if (grant.post === posts[1].id && revoked === null) await owner.act({ type: "revoke_device", device: id });
    }
    await page.$("pair-ended").waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem("wutu.field.inbox")), null);
    await page.$("pair-code").fill(await offer(posts[1]));
    await page.$("pair-go").click();
    await card(order).waitFor();
  });

  test("thirty orders and a very long one fit a small screen", async () => {
    await page.setViewportSize({ width: 320, height: 568 });
    const text = "逐户敲门核对人数。".repeat(230).slice(0, 2000);
    const longest = await ordered(text);
    for (let count = 0; count < 30; count += 1) await ordered(`第 ${count + 1} 条`);
    await paired(posts[2]);
    await card(longest).waitFor();
    await reaches(longest, posts[2], "delivered");
    const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(await isWide(), false);
    await card(longest).click();
    await says(page.$("order-text"), text);
    assert.equal(await isWide(), false);
    const small = await page.locator("button:visible").evaluateAll((buttons) =>
      buttons.filter((button) => button.getBoundingClientRect().height < 48).map((button) => button.textContent),
    );
    assert.deepEqual(small, []);
  });

  test("what is found and how a checkpoint stands outlive a cut and a closed page, and come once with both times", async () => {
    const { places } = await owner.ask("places");
    const gate = places.find(({ noun, grid }) => noun === "checkpoint" && grid);
    const [at, photo] = [gate.grid.split(".").slice(0, 2).join("."), join(ROOT, "tests/fixtures/attachments/dot.png")];
    const head = (await owner.ask("grid", { path: at })).heads[0].post;
    const wire = await cable(afterEachTest);
    await page.context().close();
    const here = { longitude: gate.longitude, latitude: gate.latitude, accuracy: 12 };
    page = await phone(browser, desk, { proxy: wire.proxy, permissions: ["geolocation"], geolocation: here });
    await paired(head);
    await page.$("front-ground").click();
    await page.$("ground-here").click();
    await page.$("ground-me").waitFor();
    await page.$("screen-back").click();
    wire.cut();
    await page.$("link-lost").waitFor();

    await page.$("front-checkpoints").click();
    const mine = page.$("checkpoint").filter({ hasText: gate.name });
    const next = gate.state === "open" ? "closed" : "open";
    await mine.locator(`[data-testid="checkpoint-${next}"]`).click();
    await mine.locator('[data-testid="checkpoint-queue-2"]').click();
    await says(mine.locator('[data-testid="checkpoint-said"]'), /待发送/);
    await page.$("screen-back").click();

    await page.$("front-report").click();
    await page.$("report-kind-hazard").click();
    await page.$("report-words").fill("河堤渗水，联系人 13800138000");
    await page.$("report-personal").waitFor();
    await page.$("report-words").fill("河堤渗水");
    assert.equal(await page.$("report-personal").count(), 0);
    await page.$("photo-input").setInputFiles(photo);
    await page.$("photo-thumb").waitFor();
    await page.$("report-here").click();
    await page.$("report-got").waitFor();
    await page.$("report-send").click();
    await says(page.$("report-unsent"), /河堤渗水.*待发送/);
    // Closed without a network, the page is opened again when there is one.
    await page.goto("about:blank");
    wire.mend();
    await page.goto(`${desk.address}/field#screen=report`);
    await says(page.$("report-arrived"), /待受理.*河堤渗水.*发现.*送达/);
    assert.equal(await page.$("report-unsent").count(), 0);

    const { incidents, total } = await owner.ask("incidents", { from: 0, limit: 50 });
    assert.equal(total, 1);
    const [{ id, grid, photos, seen, arrived, number }] = incidents;
    assert.ok(photos === 1 && grid.startsWith(at) && Date.parse(seen) < Date.parse(arrived), JSON.stringify(incidents));
    await until("the checkpoint stands as it was set", async () => {
      const { state, queue } = await owner.ask("checkpoint", { id: gate.id });
      return state === next && queue === 2;
    });

    await owner.act({ type: "handle_incident", incident: id, step: { step: "accept" } });
    await says(page.$("report-arrived"), /已受理/);

    const operator = await person(browser, desk);
    afterEachTest(() => operator.context().close());
    await sit(operator, desk);
    await operator.keyboard.press("F3");
    await operator.$("incidents-row").waitFor();
    await operator.keyboard.press("Enter");
    await says(operator.$("incident"), new RegExp(number));
    await operator.keyboard.press("F4");
    await operator.$("compose-incident").waitFor();
    assert.equal(await operator.$("compose-text").inputValue(), "河堤渗水");
    await operator.$("compose-preview").waitFor();
    await operator.keyboard.press("Control+Enter");
    await until("the order stands beside its incident", async () => {
      const known = await owner.ask("incident", { id });
      return known.orders.length === 1;
    });
    await operator.$("board").waitFor();
    await operator.keyboard.press("F3");
    await operator.$("incident").waitFor();
    await operator.keyboard.press("Alt+d");
    await operator.$("incident-words").fill("已填沙袋");
    await operator.keyboard.press("Control+Enter");
    await says(page.$("report-arrived"), /已结案.*已填沙袋/);
    assert.deepEqual(operator.faults, []);
  });

  test("a phone may put the page among its apps", async () => {
    await page.goto(`${desk.address}/field`);
    await page.$("pair-code").waitFor();
    const browserSays = await page.context().newCDPSession(page);
    const { url, errors, data } = await browserSays.send("Page.getAppManifest");
    assert.deepEqual([url, errors], [`${desk.address}/field.webmanifest`, []]);
    assert.equal(JSON.parse(data).start_url, "/field");
    const { installabilityErrors } = await browserSays.send("Page.getInstallabilityErrors");
    // A context of the test is a private window.
    assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
  });

  async function gridName(post) {
    return (await owner.ask("grid", { path: post.grid })).grid.name;
  }
});
