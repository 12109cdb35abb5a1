// A map sheet from the page: the form, the file that the browser keeps, the fact in the ledger, and who is refused.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { find, sit } from "../lib/operator.mjs";

describe("a map sheet", () => {
  let desk, owner, browser, operator;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    operator = await person(browser, desk);
    await sit(operator, desk);
  });
  after(() => leave.all());
  afterEach(() => {
    assert.deepEqual(operator.faults.splice(0), []);
  });

  const vector = async () => Object.values((await owner.ask("district")).vector)[0];

  test("Ctrl+P opens the form, and what is chosen there comes out as a file under its own name", async () => {
    await gridNamed(owner, "荷花路街道");
    await find(operator, "荷花路", "荷花路街道");
    await operator.keyboard.press("Control+p");
    const form = operator.$("print");
    await says(form.locator("h2"), /荷花路街道/);
    await form.getByText("A3").click();
    await form.getByText("横版").click();
    const before = await vector();
    const [file] = await Promise.all([operator.waitForEvent("download"), operator.$("print-go").click()]);
    assert.equal(file.suggestedFilename(), "411602003 荷花路街道人口分布图.pdf");
    const bytes = await readFile(await file.path());
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
    assert.match(bytes.toString("latin1"), /\/MediaBox ?\[0 0 1190\.\d+ 841\.\d+\]/);
    await says(operator.$("print-done"), /荷花路街道人口分布图\.pdf/);
    assert.equal(await vector(), before + 1, "one print, one fact");
    await operator.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
  });

  test("the grid's panel has a button for it, and a picture is one page", async () => {
    await operator.$("grid-print").click();
    await operator.$("print").getByText(/PNG/).click();
    const [file] = await Promise.all([operator.waitForEvent("download"), operator.$("print-go").click()]);
    const bytes = await readFile(await file.path());
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [2480, 3508]);
    await operator.keyboard.press("Escape");
  });

  test("who may not print is offered no button, and told so where the key still opens the form", async () => {
    const code = await owner.act({ type: "offer_seat", role: "auditor", subtree: null });
    const auditor = await person(browser, desk);
    await auditor.goto(`${desk.address}/#seat=${code.code}`);
    await auditor.$("grid-panel").waitFor();
    assert.equal(await auditor.$("grid-print").count(), 0);
    await auditor.keyboard.press("Control+p");
    await says(auditor.$("print"), /不能打印/);
    assert.equal(await auditor.$("print-go").count(), 0);
    await auditor.context().close();
  });
});
