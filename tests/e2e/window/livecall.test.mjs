// A live call between a phone and the real window: a key takes it, each hears the other, and it ends at both.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openBrowser, says } from "../lib/browser.mjs";
import { Client } from "../lib/client.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { hearing, playedTone, sounding } from "../lib/tone.mjs";
import { until } from "../lib/until.mjs";
import { F6, openWindow, SHIFT } from "./window.mjs";

const atTheEnd = leaving();
const ofTheWindow = leaving();
let window, field;

before(async () => {
  const house = await demonstration(atTheEnd);
  window = await openWindow(ofTheWindow, house.store, { XDG_DATA_HOME: house.data, WUTU_MOCK_MICROPHONE: "1" });
  await window.mapIdle(60);
  const { port, token } = JSON.parse(readFileSync(`${house.store}.lock`, "utf8"));
  const address = `http://127.0.0.1:${port}`;
  const owner = new Client(address, token);
  const street = await gridNamed(owner, "荷花路街道");
  const [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
  const browser = await openBrowser(atTheEnd, { flags: hearing(atTheEnd) });
  field = await sounding(browser, { address, owner: async () => owner }, head.id);
});
after(async () => {
  await ofTheWindow.all();
  await atTheEnd.all();
});

test("a phone calls, the window takes it by a key, and each hears the other until it ends", { timeout: 120_000 }, async () => {
  // What is played shows what was decoded, also where no device makes the clock go.
  await window.run(`
    globalThis.decoded = [];
    const { copyTo } = AudioData.prototype;
    AudioData.prototype.copyTo = function (to, options) {
      copyTo.call(this, to, options);
      globalThis.decoded.push(Math.max(...new Float32Array(to.buffer ?? to)));
    };`);
  await field.$("call-now").click();
  await window.sees("[data-testid=phone-waiting]");
  await window.press(F6);
  await window.sees("[data-testid=phone-own]");
  await says(field.$("call-stage"), /通话中/);
  const loudest = await until("it is loud", () => window.run("return globalThis.decoded.length > 50 && Math.max(...globalThis.decoded)"));
  assert.ok(loudest > 0.1, `the loudest sample is ${loudest}`);
  await until("a second was played", async () => (await playedTone(field)).seconds > 1);
  await window.shot("window-calls");
  const heard = await field.evaluate(() => Math.max(...globalThis.played.map(({ samples }) => Math.max(...samples))));
  assert.ok(heard > 0.01, `the loudest sample is ${heard}`);
  await window.press(F6, SHIFT);
  await says(field.$("call-stage"), /通话已结束/);
  await window.misses("[data-testid=phone-own]");
});
