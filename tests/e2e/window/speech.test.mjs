// Live speech between the real window and a phone: each hears the other, through the window's own ticket to the media door.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openBrowser } from "../lib/browser.mjs";
import { Client } from "../lib/client.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { hearing, playedTone, sounding } from "../lib/tone.mjs";
import { until } from "../lib/until.mjs";
import { CONTROL, ENTER, openWindow } from "./window.mjs";

const atTheEnd = leaving();
const ofTheWindow = leaving();
let window, owner, street, head, field;

before(async () => {
  const house = await demonstration(atTheEnd);
  window = await openWindow(ofTheWindow, house.store, { XDG_DATA_HOME: house.data, WUTU_MOCK_MICROPHONE: "1" });
  await window.mapIdle(60);
  const { port, token } = JSON.parse(readFileSync(`${house.store}.lock`, "utf8"));
  const address = `http://127.0.0.1:${port}`;
  owner = new Client(address, token);
  street = await gridNamed(owner, "荷花路街道");
  [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
  const browser = await openBrowser(atTheEnd, { flags: hearing(atTheEnd) });
  field = await sounding(browser, { address, owner: async () => owner }, head.id);
});
after(async () => {
  await ofTheWindow.all();
  await atTheEnd.all();
});

const lines = async (channel) => (await owner.ask("channel", { channel, span: "here", limit: 20 })).lines;

test("the window holds Space, a phone plays what it says, and the note stands in the group", { timeout: 120_000 }, async () => {
  await window.press("k", CONTROL);
  await window.type("[data-testid=search-input]", street.grid.code);
  await window.sees("[data-testid=search-hit]");
  await window.press(ENTER);
  await window.sees("[data-testid=grid-panel]");
  await window.click("[data-testid=groups-open]");
  await window.click("[data-testid=talk-to-below]");
  await window.run("document.activeElement.blur()");
  await window.run("dispatchEvent(new KeyboardEvent('keydown', { key: ' ', code: 'Space', bubbles: true }))");
  await window.sees("[data-testid=radio-speaking]");
  await field.$("radio-hearing").waitFor();
  await until("a second was played", async () => (await playedTone(field)).seconds > 1);
  await window.shot("window-speaks");
  await window.run("dispatchEvent(new KeyboardEvent('keyup', { key: ' ', code: 'Space', bubbles: true }))");
  await until("the note is there", async () => (await lines(street.grid.path)).some((line) => line.message?.speech));
  const loudest = await field.evaluate(() => Math.max(...globalThis.played.map(({ samples }) => Math.max(...samples))));
  assert.ok(loudest > 0.01, `the loudest sample is ${loudest}`);
});

test("a phone speaks and the window decodes its tone", { timeout: 120_000 }, async () => {
  // What is played shows what was decoded, also where no device makes the clock go.
  await window.run(`
    globalThis.decoded = [];
    const { copyTo } = AudioData.prototype;
    AudioData.prototype.copyTo = function (to, options) {
      copyTo.call(this, to, options);
      globalThis.decoded.push(Math.max(...new Float32Array(to.buffer ?? to)));
    };`);
  await field.$("talk-open").click();
  const box = await field.$("hold-to-speak").boundingBox();
  await field.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await field.mouse.down();
  await window.sees("[data-testid=radio-hearing]");
  await window.shot("window-hears");
  const loudest = await until("it is loud", () => window.run("return globalThis.decoded.length > 50 && Math.max(...globalThis.decoded)"));
  assert.ok(loudest > 0.1, `the loudest sample is ${loudest}`);
  await field.mouse.up();
  await window.misses("[data-testid=radio-hearing]");
});
