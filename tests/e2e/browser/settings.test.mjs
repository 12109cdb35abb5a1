// What a person chose on a screen is there again, whatever port the desk has got.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openBrowser, person, phone } from "../lib/browser.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";

const leave = leaving();
after(() => leave.all());

test("theme, language and the dock's width outlive the desk's port", async () => {
  const house = await empty(leave);
  await house.wutu(["new", house.store, "--name", "空区"]);
  const first = await house.serve();
  const at = { address: first.address };
  const page = await person(await openBrowser(leave), at);
  await page.goto(first.link);
  await page.$("empty-store").waitFor();
  const before = await looks(page);
  assert.deepEqual([before.theme, before.language], ["dark", "zh-CN"]);
  await page.keyboard.press("t");
  await page.keyboard.press("l");
  await page.locator("aside [role=slider]").focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowLeft");
  const chosen = { theme: "light", language: "en", width: before.width + 48 };
  assert.deepEqual(await looks(page), chosen);
  await until("the width to be kept", async () => (await page.context().cookies()).some(({ name }) => name === "wutu.dock"));
  await first.stop();

  const second = await house.serve();
  assert.notEqual(second.port, first.port);
  at.address = second.address;
  await page.goto(second.link);
  await page.$("empty-store").waitFor();
  assert.deepEqual(await looks(page), chosen);
  assert.deepEqual(page.faults, []);
});

test("a phone's language is its own", async () => {
  const house = await empty(leave);
  await house.wutu(["new", house.store, "--name", "空区"]);
  const desk = await house.serve();
  const page = await phone(await openBrowser(leave), desk);
  await page.goto(`${desk.address}/field`);
  await page.$("language").click();
  await page.reload();
  await page.$("pair-code").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.deepEqual(page.faults, []);
});

function looks(page) {
  return page.evaluate(() => ({
    theme: document.documentElement.dataset.theme,
    language: document.documentElement.lang,
    width: document.querySelector("aside").offsetWidth,
  }));
}
