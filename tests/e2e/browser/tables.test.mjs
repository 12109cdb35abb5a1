// Tables by which a district works, at the desk: a rule is drafted, tried on the cases there are, and said; a file of
// them is read with its faults by row; a category is chosen when something is written down.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";

describe("the tables of a district", () => {
  let desk, owner, browser, admin, street, units;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    street = await gridNamed(owner, "荷花路街道");
    ({ units } = await owner.ask("units"));
    admin = await person(browser, desk);
    await sit(admin, desk);
  });
  after(() => leave.all());

  const press = (key) => admin.keyboard.press(key);
  const report = async (change = {}) => {
    const told = {
      kind: "facility",
      urgency: "normal",
      words: "井盖缺失",
      attachments: [],
      seen: new Date().toISOString(),
      spot: { at: "grid", path: street.grid.path },
      ...change,
    };
    return (await owner.act({ type: "make_report", report: told })).incident;
  };
  async function choose(field, typed) {
    await admin.$(field).locator("input").fill(typed);
    const options = admin.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option");
    await options.filter({ hasText: typed }).first().click();
  }
  async function pick(field, name) {
    await admin.$(field).locator(".ant-select").click();
    const options = admin.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option");
    await options.filter({ hasText: name }).first().click();
  }
  async function open(of) {
    await press("Alt+y");
    await admin.$("tables").waitFor();
    await admin.$(`tables-${of}`).click();
  }

  test("a rule is drafted, tried on what came in, and proposes from then on", async () => {
    const incident = await report({ category: ["部件", "公用设施"] });
    const [unit] = units;
    await open("routing");
    await says(admin.$("table-edition"), /随软件提供/);
    await admin.$("table-add").click();
    await choose("table-category", "部件 / 公用设施");
    // What is not said yet is told by its row, and nothing can come into force.
    await says(admin.$("table-why"), /没有承办单位/);
    assert.equal(await admin.$("table-say").isDisabled(), true);
    await choose("table-handler", unit.name);
    await admin.$("table-why").waitFor({ state: "detached" });
    await admin.$("table-done").click();
    await says(admin.$("table-difference"), "草稿：新写 1 行，去掉 0 行");
    // The draft stays while the page is closed.
    await press("Escape");
    await open("routing");
    await admin.$("table-try").click();
    await admin.$("tables").getByText("近 7 天").click();
    await says(admin.$("bench-sum"), /共 1 件，1 件会换承办方/);
    await says(admin.$("bench-counts"), new RegExp(unit.name));
    await admin.$("tables-source").fill("区指挥中心 11 月例会");
    await admin.$("table-say").click();
    await says(admin.$("table-edition"), /区指挥中心 11 月例会/);

    await press("Escape");
    await press("F3");
    await admin.locator(`[data-testid="incidents-row"][data-incident="${incident}"]`).click();
    await says(admin.$("incident-route"), new RegExp(`${unit.name}（规则 1：部件 › 公用设施）`));
    await press("Alt+a");
    await admin.locator('[data-testid="incident"][data-state="accepted"]').waitFor();
    await press("Alt+1");
    await admin.$("incident-form").waitFor();
    await press("Control+Enter");
    await admin.locator('[data-testid="incident"][data-state="assigned"]').waitFor();
    const { line } = await owner.ask("incident", { id: incident });
    assert.equal(line.lead.name, unit.name);
  });

  test("a file is read as a draft, with what is wrong beside each row, and comes into force once it is mended", async () => {
    await open("categories");
    const text = "一级类别,二级类别\n部件,公用设施\n事件,暴露垃圾\n事件,暴露垃圾\n";
    await admin.$("table-file").setInputFiles({ name: "类别.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await says(admin.$("table-why"), /和第 2 行重复/);
    assert.equal(await admin.$("table-say").isDisabled(), true);
    await admin.locator('[data-testid="table-row"][data-bad="true"]').click();
    await admin.$("table-retire").click();
    await admin.$("table-why").waitFor({ state: "detached" });
    await admin.$("table-say").click();
    await says(admin.$("table-edition"), /2 行/);
    await admin.$("tables-search").fill("垃圾");
    assert.equal(await admin.locator('[data-testid="table-row"]').count(), 1);
    await press("Escape");

    await press("Alt+i");
    await choose("register-category", "暴露垃圾");
    await admin.$("register-words").fill("路口有垃圾");
    await admin.$("register").locator("footer button").first().click();
  });

  test("a calendar that lacks the next year says so, and a notice is told by hand", async () => {
    await open("calendar");
    const { missing } = await owner.ask("table", { of: "calendar" });
    if (missing.length === 0) return;
    await says(admin.$("failure"), new RegExp(`没有 ${missing[0]} 年`));
    await admin.$("table-add").click();
    await pick("table-what", "年份通知");
    await admin.$("table-value").locator("input").fill(String(missing[0]));
    await admin.$("table-source").locator("input").fill("国务院办公厅通知");
    await admin.$("table-done").click();
    await admin.$("table-say").click();
    await admin.$("failure").waitFor({ state: "detached" });
    const after = await owner.ask("table", { of: "calendar" });
    assert.deepEqual(after.missing, []);
  });
});
