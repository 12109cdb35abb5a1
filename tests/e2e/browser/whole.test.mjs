// A district without holes, from its files to its printed sheet, as two people do it at their pages: brought in,
// found, mended, one let stand with a note, looked over by a second person, brought into force, printed.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, afterEach, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { drop } from "../lib/drop.mjs";
import { flawed, headsOf } from "../lib/flawed.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";

const HEADINGS = ["网格编码", "岗位", "姓名", "电话"];
/** The square that nobody heads. */
const HEADLESS = "A5";

describe("a district without holes", () => {
  let house, desk, owner, admin, supervisor;
  const leave = leaving();

  before(async () => {
    house = await empty(leave);
    await house.wutu(["new", house.store, "--name", "两街"]);
    desk = await house.serve();
    owner = await desk.owner();
    const browser = await openBrowser(leave);
    [admin, supervisor] = [await person(browser, desk), await person(browser, desk)];
    await admin.goto(desk.link);
    await admin.$("empty-store").waitFor();
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual([admin, supervisor].flatMap((page) => page.faults.splice(0)), []));

  const findings = (scheme) => owner.ask("check", scheme ? { scheme } : {});
  const draft = async () => (await owner.ask("schemes")).schemes.find(({ scheme }) => scheme.state !== "published")?.scheme;
  const kinds = async (scheme) => (await findings(scheme)).findings.map(({ kind }) => kind).sort();
  const page = (who, state) => who.locator(`[data-testid="scheme-page"][data-state="${state}"]`).waitFor();

  test("its files come in at one press, and what is wrong with them is found", async () => {
    const heads = [HEADINGS, ...headsOf((code) => code !== HEADLESS)].map((row) => row.join(",")).join("\n");
    await drop(admin, [
      { name: "网格长.csv", body: heads },
      { name: "网格.geojson", body: flawed() },
    ]);
    await admin.locator('[data-testid="import-file"][data-state="ready"]').waitFor();
    await admin.$("import-go").click();
    const done = admin.locator('[data-testid="import-in-hand"][data-state="done"]');
    await until("both are in", async () => (await done.count()) === 2);
    await admin.$("import-finish-all").click();
    await mapIdle(admin);
    await admin.keyboard.press("c");
    await admin.$("findings").waitFor();
    // Of the square that names another parent two things are told: where it lies, and what it leaves unfilled there.
    const expected = ["lies_elsewhere", "mismatched_edge", "no_head", "not_filled", "outside_parent", "sliver"];
    assert.deepEqual(await kinds(), expected);
  });

  test("each hole is mended in a draft, and what is to stay is let stand with a note and a name", async () => {
    const row = (kind) => admin.locator(`[data-testid="finding-row"][data-kind="${kind}"]`).first();
    await row("sliver").click();
    await admin.$("mend-draft").click();
    await admin.$("findings-draft").waitFor();
    for (const [at, kind] of ["sliver", "mismatched_edge", "outside_parent", "lies_elsewhere"].entries()) {
      await row(kind).click();
      await admin.$("mend").first().click();
      await admin.locator(`[data-testid="findings-mended"][data-count="${at + 1}"]`).waitFor();
    }
    await row("no_head").click();
    await admin.$("finding-accept").click();
    await admin.$("accept-note").fill("空置楼，年底拆除");
    await admin.$("accept-name").fill("周明");
    await admin.$("accept-go").click();
    await says(admin.$("findings-share"), /100%/);
    assert.deepEqual(await kinds((await draft()).name), ["no_head"]);
  });

  test("who drew it cannot bring it into force; a second person can", async () => {
    const { name } = await draft();
    const line = (who) => who.locator(`[data-testid="scheme-line"][data-scheme="${name}"]`);
    await admin.keyboard.press("s");
    await line(admin).click();
    await admin.$("scheme-submit").click();
    await admin.$("scheme-go").click();
    await page(admin, "in_review");
    assert.ok(await admin.$("scheme-publish").isDisabled());

    const { code } = await owner.act({ type: "offer_seat", role: "supervisor", subtree: null });
    await supervisor.goto(`${desk.address}/#seat=${code}`);
    await mapIdle(supervisor);
    await supervisor.keyboard.press("s");
    await line(supervisor).click();
    await page(supervisor, "in_review");
    await says(supervisor.$("comparison"), /改界3.*改挂上级1/);
    await supervisor.$("scheme-publish").click();
    await supervisor.$("scheme-go").click();
    await page(supervisor, "published");
    await page(admin, "published");
    assert.deepEqual(await kinds(), ["no_head"]);
  });

  test("what is let stand still is, and the sheet says whose ground it shows", async () => {
    const [left] = (await findings()).findings;
    assert.deepEqual([left.acceptance?.note, left.acceptance?.name], ["空置楼，年底拆除", "周明"]);
    const { name } = (await owner.ask("district")).scheme;
    await supervisor.keyboard.press("Escape");
    await supervisor.keyboard.press("Control+p");
    const [file] = await Promise.all([supervisor.waitForEvent("download"), supervisor.$("print-go").click()]);
    const { stdout } = await promisify(execFile)("pdftotext", ["-layout", await file.path(), "-"]);
    for (const words of ["格D", name, "汇总数据", "已审"]) assert.ok(stdout.includes(words), `${words} in ${stdout}`);
    assert.equal((await owner.ask("prints", { limit: 10 })).prints.length, 1);
    await desk.stop();
    await house.wutu(["verify", house.store]);
  });
});
