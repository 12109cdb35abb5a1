// Pictures of a live call between a phone and the real window: each sees the other's move.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openBrowser, phone, says } from "../lib/browser.mjs";
import { Client } from "../lib/client.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { drawn, stirring } from "../lib/moving.mjs";
import { hearing } from "../lib/tone.mjs";
import { until } from "../lib/until.mjs";
import { F6, openWindow, SHIFT } from "./window.mjs";

const atTheEnd = leaving();
const ofTheWindow = leaving();
const SEEN = "[data-testid=call-picture][data-seen=shown] canvas";
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
  field = await phone(browser, { address }, { permissions: ["microphone", "camera"] });
  const { code } = await owner.act({ type: "offer_pairing", post: head.id });
  await field.goto(`${address}/field#code=${code}`);
  await says(field.$("link"), "已连");
  await field.touchscreen.tap(5, 5);
});
after(async () => {
  await ofTheWindow.all();
  await atTheEnd.all();
});

/** What the window has drawn of the phone's camera. */
const seen = () => window.run(`return (${drawn})(arguments[0])`, [SEEN, 0]);

test("the window sees the phone's camera move, and the phone the window's", { timeout: 180_000 }, async () => {
  await field.$("call-now").click();
  await window.sees("[data-testid=phone-waiting]");
  await window.press(F6);
  await says(field.$("call-stage"), /通话中/);
  await field.$("call-camera").click();
  await window.sees(SEEN);
  const first = await until("the picture is drawn", seen, 40);
  await until("it moves", async () => {
    const now = await seen();
    return now !== null && now !== first;
  });
  await window.shot("window-sees");
  await window.click("[data-testid=phone-camera]");
  await stirring(field, '[data-testid="call-seen"] canvas');
  await window.shot("window-shows");
  await field.$("call-camera").click();
  await window.reads("[data-testid=call-picture-words]", "对方关了摄像头");
  await window.press(F6, SHIFT);
  await says(field.$("call-stage"), /通话已结束/);
  assert.deepEqual(field.faults, []);
});
