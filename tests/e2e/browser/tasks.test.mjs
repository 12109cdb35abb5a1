// What a grid in the field was given to put right: taken on, put right and shown, also without a network; checked by
// somebody above, and sent back once.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { openBrowser, phone, says } from "../lib/browser.mjs";
import { cable } from "../lib/cable.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration, ROOT } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";

const PHOTO = join(ROOT, "tests/fixtures/attachments/dot.png");

describe("what a grid was given to put right", () => {
  let desk, owner, wire, browser, estate, above;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    wire = await cable(leave);
    browser = await openBrowser(leave);
    const street = await gridNamed(owner, "荷花路街道");
    estate = (await estateBelow(owner, street.grid.path, 1)).card;
    above = street;
  });
  after(() => leave.all());

  async function paired(card, options = {}) {
    const page = await phone(browser, desk, options);
    leave(() => page.context().close());
    const { code } = await owner.act({ type: "offer_pairing", post: card.heads[0].post.id });
    await page.goto(`${desk.address}/field#code=${code}`);
    await says(page.$("link"), "已连");
    return page;
  }
  const state = async (id) => (await owner.ask("incident", { id })).line.state;
  const reaches = (id, wanted) => until(`it is ${wanted}`, async () => (await state(id)) === wanted);

  async function report(words) {
    const spot = { at: "grid", path: estate.grid.path };
    const draft = { kind: "facility", urgency: "urgent", words, spot, attachments: [], seen: new Date().toISOString() };
    const { incident } = await owner.act({ type: "make_report", report: draft });
    const handle = (step) => owner.act({ type: "handle_incident", incident, step });
    await handle({ step: "accept" });
    await handle({ step: "assign", lead: { who: "grid", id: estate.grid.path }, assisting: [], words: "请处置" });
    return incident;
  }

  async function tells(page, step, words, file) {
    await page.$(`task-${step}`).click();
    await page.$("sheet-words").fill(words);
    if (file) {
      await page.$("photo-input").setInputFiles(file);
      await page.$("photo-thumb").waitFor();
    }
    await page.$("sheet-send").click();
  }

  test("is taken on and done without a network, and looked at by the head of the street", async () => {
    const worker = await paired(estate, { proxy: wire.proxy });
    const head = await paired(above);
    const id = await report("井盖缺失");
    await says(worker.$("task"), /公用设施.*井盖缺失.*已派单/);
    await worker.screenshot({ path: "shots/field-tasks.png" });
    await worker.$("task").click();
    await worker.$("task-take_on").click();
    await reaches(id, "disposing");
    await worker.$("task-arrive").click();
    await reaches(id, "on_site");
    await worker.$("task-dispose").waitFor();

    wire.cut();
    await tells(worker, "dispose", "换了新井盖", PHOTO);
    await says(worker.$("task-open"), /处置完毕 · 待发送/);
    assert.equal(await worker.$("task-dispose").count(), 0, "said once");
    await worker.screenshot({ path: "shots/field-task-unsent.png" });
    wire.mend();
    await reaches(id, "disposed");
    await worker.$("task-gone").waitFor();

    await says(head.$("task"), /井盖缺失.*待核查/);
    await head.$("task").click();
    await says(head.$("task-open"), /换了新井盖/);
    await head.screenshot({ path: "shots/field-task-check.png" });
    await tells(head, "fail", "盖子松动");
    await reaches(id, "disposing");
    await head.$("task-gone").waitFor();
    await worker.$("screen-back").click();
    await says(worker.$("task"), /处置中/);
    await worker.$("task").click();
    await says(worker.$("task-open"), /盖子松动/);
    await tells(worker, "dispose", "加了垫圈");
    await head.$("screen-back").click();
    await head.$("task").click();
    await tells(head, "pass", "稳了");
    await reaches(id, "verified");
    const { steps } = await owner.ask("incident", { id });
    assert.equal(steps.filter(({ step }) => step.step === "dispose")[0].step.attachments.length, 1);
    assert.deepEqual([...worker.faults, ...head.faults], []);
  });

  test("that is somebody else's by the time it is said says so, and nothing is lost in silence", async () => {
    const worker = await paired(estate, { proxy: wire.proxy });
    const id = await report("路灯不亮");
    await worker.locator(`[data-testid="task"][data-incident="${id}"]`).click();
    wire.cut();
    await worker.$("task-take_on").click();
    await says(worker.$("task-open"), /接单 · 待发送/);
    await owner.act({
      type: "handle_incident",
      incident: id,
      step: { step: "assign", lead: { who: "grid", id: above.grid.path }, assisting: [], words: "改派街道" },
    });
    wire.mend();
    await worker.$("task-gone").waitFor();
    await says(worker.$("task-refused"), /没有收下这一步.*不由你来做.*改派/);
    assert.equal(await state(id), "assigned", "the street has it");
    await worker.$("screen-back").click();
    await worker.$("step-refused").getByRole("button").click();
    await worker.$("step-refused").waitFor({ state: "detached" });
  });
});
