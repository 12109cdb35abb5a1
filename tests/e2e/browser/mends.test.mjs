// What is found is mended in a draft with a press of a button, in each of the four ways; and let stand, and opened again.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { flawed, headsOf } from "../lib/flawed.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { bring, heads } from "../lib/small.mjs";

describe("mending what the check finds", () => {
  let desk, owner, browser, admin;
  const leave = leaving();

  before(async () => {
    const house = await empty(leave);
    await house.wutu(["new", house.store, "--name", "修补"]);
    await bring(house, "grids.geojson", flawed(), ["grids", "--parent", "parent"]);
    await heads(house, headsOf(() => true));
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    admin = await person(browser, desk);
    await admin.goto(desk.link);
    await mapIdle(admin);
    await admin.keyboard.press("c");
    await admin.$("findings").waitFor();
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual(admin.faults.splice(0), []));

  const row = (kind) => admin.locator(`[data-testid="finding-row"][data-kind="${kind}"]`).first();
  const figure = (name, count) => admin.locator(`[data-testid="findings-${name}"][data-count="${count}"]`).waitFor();
  const draft = async () => (await owner.ask("schemes")).schemes.find(({ scheme }) => scheme.state === "draft").scheme.name;
  const check = async () => owner.ask("check", { scheme: await draft() });

  test("what is in force is mended in a draft of it, which is made at once", async () => {
    await row("sliver").click();
    await admin.$("mend-draft").click();
    await admin.$("findings-draft").waitFor();
    await figure("mended", 0);
    await figure("open", 5);
  });

  for (const [kind, how] of [
    ["sliver", "give_to_neighbour"],
    ["mismatched_edge", "snap_to_other"],
    ["outside_parent", "clip_to_parent"],
    ["lies_elsewhere", "move_to_parent"],
  ]) {
    test(`${kind}: ${how} mends it, and an undo brings it back`, async () => {
      const before = await check();
      const of = ({ findings }) => findings.filter((one) => one.kind === kind);
      assert.equal(of(before).length, 1);
      await row(kind).click();
      const mend = admin.locator(`[data-testid="mend"][data-how="${how}"]`).first();
      const words = await mend.textContent();
      await mend.click();
      await figure("mended", before.mended + 1);
      await says(admin.$("mended"), new RegExp(words));
      const mended = await check();
      assert.deepEqual(of(mended), []);
      assert.ok(mended.total < before.total, `${mended.total} of ${before.total} are left`);
      await admin.$("mend-undo").click();
      await figure("mended", before.mended);
      assert.deepEqual((await check()).findings, before.findings);
      await row(kind).click();
      await mend.click();
      await figure("mended", before.mended + 1);
    });
  }

  test("the share that is done is told as a figure and in the bar", async () => {
    const { mended, total } = await check();
    assert.deepEqual([mended, total], [4, 0]);
    await figure("found", 4);
    await says(admin.$("findings-share"), /100%/);
  });

  test("what is let stand in a draft is open in force, and is opened again", async () => {
    const revisions = (await owner.ask("schemes")).schemes.find(({ scheme }) => scheme.state === "draft").revisions;
    await owner.act({ type: "undo_revision", fact: revisions.find((one) => one.undone === null).fact });
    await figure("mended", 3);
    await row("lies_elsewhere").click();
    await admin.$("finding-accept").click();
    await admin.$("accept-note").fill("飞地，历来如此");
    await admin.$("accept-name").fill("周明");
    await admin.$("accept-go").click();
    await figure("accepted", 1);
    await says(admin.$("findings-share"), /80%/);
    const isAccepted = ({ findings }) => findings.some((one) => one.acceptance !== null);
    assert.deepEqual([isAccepted(await check()), isAccepted(await owner.ask("check", {}))], [true, false]);
    await admin.$("finding-withdraw").click();
    await figure("accepted", 0);
    assert.equal(isAccepted(await check()), false);
  });
});
