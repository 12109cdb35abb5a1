// Pictures of a live call between a phone and the real window: each sees the other's move. The window hands it over, and the
// second desk sees and hears the phone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openBrowser, person, phone, says } from "../lib/browser.mjs";
import { Client } from "../lib/client.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { drawn, stirring } from "../lib/moving.mjs";
import { hearing, keepPlayed, playedTone } from "../lib/tone.mjs";
import { until } from "../lib/until.mjs";
import { F6, F7, openWindow, SHIFT } from "./window.mjs";

const atTheEnd = leaving();
const ofTheWindow = leaving();
const SEEN = "[data-testid=call-picture][data-seen=shown] canvas";
let window, field, second;

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
  const lent = { permissions: ["microphone", "camera"] };
  second = await person(browser, { address }, lent);
  await keepPlayed(second);
  const seat = await owner.act({ type: "offer_seat", role: "operator", subtree: null });
  await second.goto(`${address}/#seat=${seat.code}`);
  field = await phone(browser, { address }, lent);
  await keepPlayed(field);
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
});

test("held, gone on with and handed over, the call goes on at the second desk: it sees the phone move and both hear", { timeout: 180_000 }, async () => {
  await field.$("call-camera").click();
  await window.sees(SEEN);
  await window.press(F7);
  await says(field.$("call-stage"), /保持中/);
  await window.misses(SEEN);
  await window.press(F7);
  await says(field.$("call-stage"), /通话中/);
  await window.sees(SEEN);
  await until("it is drawn again", seen, 40);
  await window.press(F7, SHIFT);
  await window.click("[data-testid=phone-desk]");
  await second.$("phone-answer").click();
  await says(second.$("phone-own"), /通话中/);
  await stirring(second, SEEN);
  await window.misses("[data-testid=phone-own]");
  for (const page of [second, field]) {
    const { seconds } = await playedTone(page);
    await until("the tone is heard", async () => {
      const now = await playedTone(page);
      return now.seconds > seconds + 1 && now.share > 0.5;
    });
  }
  await second.keyboard.press("Shift+F6");
  await says(field.$("call-stage"), /通话已结束/);
  assert.deepEqual([...field.faults, ...second.faults], []);
});
