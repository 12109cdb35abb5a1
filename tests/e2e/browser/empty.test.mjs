// A store in which nothing stands yet.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, phone, says } from "../lib/browser.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";

describe("an empty store", () => {
  let desk, browser;
  const leave = leaving();

  before(async () => {
    const house = await empty(leave);
    await house.wutu(["new", house.store, "--name", "空区"]);
    desk = await house.serve();
    browser = await openBrowser(leave);
  });
  after(() => leave.all());

  test("says what to do first", async () => {
    const operator = await person(browser, desk);
    await operator.goto(desk.link);
    await says(operator.$("empty-store"), /wutu import/);
    await says(operator.locator("aside"), /把网格文件（GeoJSON、Shapefile、GeoPackage、KML 等）拖到页面任意处/);
    // Nothing is waited for that never comes.
    await operator.$("view-fivemaps").click();
    await says(operator.getByRole("region", { name: "网格表" }), /库里还没有网格/);
    await operator.getByRole("status", { name: "正在读取…" }).waitFor({ state: "detached" });
    assert.deepEqual(operator.faults, []);
  });

  test("has nobody to pair, and says so to a wrong code", async () => {
    const field = await phone(browser, desk);
    await field.goto(`${desk.address}/field#code=K7MQ-2RXA`);
    await says(field.$("pair-failure"), /请向指挥中心要一个新的配对码/);
    assert.equal(field.url(), `${desk.address}/field`);
    assert.deepEqual(field.faults, []);
  });
});
