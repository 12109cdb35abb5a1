// Units come in from a file and are seen; a venue is added by hand, moved by dragging, and each is taken back.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { drop } from "../lib/drop.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { squares } from "../lib/small.mjs";
import { until } from "../lib/until.mjs";

const UNITS = "单位编码,单位名称,单位类型,值班电话,可吹哨\nD1,区水利局,部门,0394-8220001,是\nD2,区民政局,部门,,否\n";
const PARTNERS = "网格编码,结对单位,联系人,联系电话,结对事项\n4116,区水利局,李芳,0394-8220002,河道清理\n";

describe("what is changed by hand", () => {
  let desk, owner, browser, admin;
  const leave = leaving();

  before(async () => {
    const house = await empty(leave);
    await squares(house, { levels: 3 });
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    admin = await person(browser, desk);
    await admin.goto(desk.link);
    await mapIdle(admin);
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual(admin.faults.splice(0), []));

  const bring = async (name, text) => {
    await drop(admin, [{ name, body: text }]);
    await admin.locator('[data-testid="import-file"][data-state="ready"]').waitFor();
    await admin.$("import-go").click();
    await admin.locator('[data-testid="import-file"][data-state="done"]').waitFor();
    await admin.$("import-put-away").click();
  };
  const venues = async () => (await owner.ask("places")).places.filter(({ noun }) => noun === "venue");
  /** A point of the map, as shares of its width and height. */
  const onMap = async (x, y) => {
    const box = await admin.locator("canvas.maplibregl-canvas").boundingBox();
    return { x: box.x + box.width * x, y: box.y + box.height * y };
  };

  test("a table of units is known for what it is, and a unit is found with its duty phone", async () => {
    await bring("单位.csv", UNITS);
    await bring("结对.csv", PARTNERS);
    assert.equal((await owner.ask("units")).units.length, 2);
    await admin.keyboard.press("Escape");
    await admin.keyboard.press("Control+k");
    await admin.$("search-input").fill("水利");
    await admin.$("search-hit").first().click();
    await says(admin.$("unit-panel"), /0394-8220001/);
  });

  test("the grid's panel names its partner units", async () => {
    await admin.$("unit-panel").getByRole("button").first().click();
    await says(admin.$("grid-partners"), /李芳/);
  });

  test("a pairing is changed by hand, another is added for a unit and a grid that are looked for", async () => {
    await admin.$("partner-change").click();
    await admin.$("amend-form").getByLabel("联系人").fill("王强");
    await admin.$("amend-save").click();
    await says(admin.$("grid-partners"), /王强/);
    await admin.$("partner-add").click();
    const form = admin.locator('[data-testid="amend-form"][data-of="partner"]');
    await form.locator('[data-field="unit"] .ant-select').click();
    await admin.locator(".ant-select-item-option", { hasText: "区民政局" }).click();
    await until("it is called after the unit", async () => (await form.getByLabel("名称").inputValue()) === "区民政局");
    await admin.$("amend-grid").click();
    await admin.keyboard.type("41161");
    await admin.locator(".ant-select-item-option", { hasText: "2 级 41161" }).first().click();
    await admin.$("amend-save").click();
    await form.waitFor({ state: "detached" });
    const { partners } = await owner.ask("grid", { path: "4116.41161" });
    assert.deepEqual(partners.map(({ name, unit }) => [name, unit]), [["区民政局", "D2"]]);
    await says(admin.$("grid-partners"), /王强/);
  });

  test("a venue is added where the map is clicked", async () => {
    await admin.$("legend").getByRole("button").last().click();
    await admin.$("add-venue").click();
    await admin.$("amend-form").waitFor();
    assert.equal(await admin.$("amend-save").isDisabled(), true, "it needs a name and a place");
    await admin.$("amend-form").getByLabel("名称").fill("万顺达");
    const { x, y } = await onMap(0.45, 0.45);
    await admin.mouse.click(x, y);
    await admin.$("pin").waitFor();
    await admin.$("amend-save").click();
    await admin.$("venue-panel").waitFor();
    const [venue] = await venues();
    assert.equal(venue.name, "万顺达");
    assert.notEqual(venue.grid, null, "its grid was found by its place");
    assert.equal(await admin.$("pin").count(), 0, "the map is for looking again");
  });

  test("it is moved by dragging its pin, and put back in words", async () => {
    const [before] = await venues();
    await admin.$("item-change").click();
    const pin = await admin.$("pin").boundingBox();
    const [x, y] = [pin.x + pin.width / 2, pin.y + pin.height / 2];
    await admin.mouse.move(x, y);
    await admin.mouse.down();
    await admin.mouse.move(x + 60, y + 20, { steps: 5 });
    await admin.mouse.up();
    await until("the form has the new place", async () => {
      const text = await admin.$("amend-place").textContent();
      return !text.includes(before.longitude.toFixed(5));
    });
    await admin.$("amend-save").click();
    await until("it lies elsewhere", async () => (await venues())[0].longitude > before.longitude);
    await says(admin.$("amendment").first(), /移动/);
    await admin.$("amendment-undo").first().click();
    await until("it lies where it lay", async () => (await venues())[0].longitude === before.longitude);
    await until("the undo can be undone", async () => (await admin.$("amendment-undo").first().textContent()) === "恢复");
    await admin.$("amendment-undo").first().click();
    await until("and it lies elsewhere again", async () => (await venues())[0].longitude > before.longitude);
  });

  test("Escape gives a change up and leaves the place alone", async () => {
    const [before] = await venues();
    await admin.$("item-change").click();
    await admin.$("pin").waitFor();
    const { x, y } = await onMap(0.3, 0.3);
    await admin.mouse.click(x, y);
    await admin.keyboard.press("Escape");
    await admin.$("amend-form").waitFor({ state: "detached" });
    assert.equal(await admin.$("pin").count(), 0);
    assert.deepEqual((await venues())[0], before);
  });

  test("what somebody else changed in between is refused in words and not lost", async () => {
    await admin.$("item-change").click();
    await admin.$("amend-form").getByLabel("名称").fill("我的名");
    const [{ id }] = await venues();
    const { item, digest } = await owner.ask("item", { name: { of: "venue", id } });
    const after = { ...item, row: { ...item.row, name: "他的名" } };
    await owner.act({ type: "amend_item", wish: { item: { of: "venue", id }, seen: digest, after, reason: null } });
    await admin.$("amend-save").click();
    await says(admin.$("failure"), /被别人改过/);
    assert.equal((await venues())[0].name, "他的名");
    await admin.$("amend-close").click();
  });

  test("it goes with a reason, and comes back", async () => {
    await admin.$("item-change").click();
    await admin.$("amend-remove").click();
    await admin.$("amend-reason").fill("已停业");
    await admin.$("amend-remove-go").click();
    await until("it is gone", async () => (await venues()).length === 0);
    // Until the form has gone, letters are its reason's.
    await admin.$("amend-reason").waitFor({ state: "detached" });
    await admin.keyboard.press("i");
    await says(admin.$("amendment").first(), /已停业/);
    await admin.$("amendment-undo").first().click();
    await until("it is there again", async () => (await venues()).length === 1);
  });

  for (const [noun, panel, called, other] of [
    ["checkpoint", "checkpoint-panel", "东卡口", "东大街卡口"],
    ["asset", "asset-panel", "一号泵", "一号泵站"],
  ]) {
    test(`${noun}s, too, are added on the map, moved and changed, and go back and forth by keys`, async () => {
      const lies = async () => (await owner.ask("places")).places.find((one) => one.noun === noun);
      await admin.keyboard.press("Escape");
      await admin.$("legend").getByRole("button").last().click();
      await admin.$(`add-${noun}`).click();
      const form = admin.locator(`[data-testid="amend-form"][data-of="${noun}"]`);
      await form.getByLabel("名称").fill(called);
      const { x, y } = await onMap(0.55, 0.4);
      await admin.mouse.click(x, y);
      await admin.$("pin").waitFor();
      await admin.$("amend-save").click();
      await admin.$(panel).waitFor();
      const added = await lies();
      assert.equal(added.name, called);
      assert.notEqual(added.grid, null, "its grid was found by its place");

      await admin.$("item-change").click();
      await form.getByLabel("名称").fill(other);
      const pin = await admin.$("pin").boundingBox();
      await admin.mouse.move(pin.x + pin.width / 2, pin.y + pin.height / 2);
      await admin.mouse.down();
      await admin.mouse.move(pin.x + pin.width / 2 + 50, pin.y + pin.height / 2 + 30, { steps: 5 });
      await admin.mouse.up();
      await until("it is put down elsewhere", async () => {
        const text = await admin.$("amend-place").textContent();
        return !text.includes(added.longitude.toFixed(5));
      });
      await admin.$("amend-save").click();
      await form.waitFor({ state: "detached" });
      await says(admin.$("amendment").first(), /移动 .* 米.*改了名称/);
      const moved = await lies();
      assert.equal(moved.name, other);
      assert.ok(moved.longitude > added.longitude && moved.latitude < added.latitude);

      await admin.keyboard.press("Control+z");
      await until("it lies where it lay", async () => JSON.stringify(await lies()) === JSON.stringify(added));
      await says(admin.$("amendment").first(), /撤回为/);
      await admin.keyboard.press("Control+Shift+z");
      await until("it is as it was moved", async () => JSON.stringify(await lies()) === JSON.stringify(moved));
    });
  }

  test("a checkpoint has cameras: added, changed, removed with a reason, and brought again by a key", async () => {
    const { id } = (await owner.ask("places")).places.find(({ noun }) => noun === "checkpoint");
    const addresses = async () => (await owner.ask("checkpoint", { id })).streams.map(({ address }) => address);
    await admin.keyboard.press("Control+k");
    await admin.$("search-input").fill("东大街卡口");
    await admin.$("search-hit").first().click();
    await admin.$("checkpoint-panel").waitFor();
    await admin.$("item-camera").click();
    const form = admin.locator('[data-testid="amend-form"][data-of="stream"]');
    await form.getByLabel("名称").fill("东向");
    await form.getByLabel("地址").fill("rtsp://10.0.0.1/1");
    await admin.$("amend-save").click();
    await says(admin.$("stream-change"), "东向");
    assert.deepEqual(await addresses(), ["rtsp://10.0.0.1/1"]);

    await admin.$("stream-change").click();
    await form.getByLabel("地址").fill("rtsp://10.0.0.2/1");
    await admin.$("amend-save").click();
    await form.waitFor({ state: "detached" });
    assert.deepEqual(await addresses(), ["rtsp://10.0.0.2/1"]);
    await says(admin.$("amendment").first(), /东向.*改了地址/);

    await admin.$("stream-change").click();
    await admin.$("amend-remove").click();
    await admin.$("amend-reason").fill("已拆除");
    await admin.$("amend-remove-go").click();
    await form.waitFor({ state: "detached" });
    await says(admin.$("amendment").first(), /东向（已拆除）/);
    assert.deepEqual(await addresses(), []);
    await admin.keyboard.press("Control+z");
    await until("it looks again", async () => (await addresses()).length === 1);
    await says(admin.$("stream-change"), "东向");
  });
});
