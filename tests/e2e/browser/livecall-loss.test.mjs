// A live call when its desk is killed, and when its phone has no network, whether anybody is told of it or not: both sides say
// so, no page breaks, and within seconds of the return they talk again.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { cable } from "../lib/cable.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { stirring } from "../lib/moving.mjs";
import { sit } from "../lib/operator.mjs";
import { hearing, keepPlayed, playedTone, sounding } from "../lib/tone.mjs";
import { until } from "../lib/until.mjs";

/** From the desk's return to the call that can be rung again, in seconds. */
const WITHIN = 10;
/** From the last that is heard to the words that nothing is, in seconds. */
const NOTICED = 5;
/** How long the network stays away, in seconds: long enough that the call is over. */
const AWAY = process.env.WUTU_SLOW ? 30 : 11;
/** The same where nobody is told: the desk waits for a sign of life first. */
const SILENT = process.env.WUTU_SLOW ? 30 : 18;
const LENT = { permissions: ["microphone", "camera"] };
const DESK = '[data-testid="call-picture"][data-seen="shown"] canvas';
const PHONE = '[data-testid="call-seen"] canvas';

describe("a live call of which something is lost", () => {
  let house, desk, operator, field, head, line;
  const leave = leaving();

  before(async () => {
    house = await demonstration(leave);
    desk = await house.serve();
    const owner = await desk.owner();
    const street = await gridNamed(owner, "荷花路街道");
    [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
    line = await cable(leave);
    const browser = await openBrowser(leave, { flags: hearing(leave) });
    operator = await person(browser, desk, LENT);
    await keepPlayed(operator);
    await sit(operator, desk);
    field = await sounding(browser, desk, head.id, { ...LENT, proxy: { ...line.proxy, bypass: "<-loopback>" } });
  });
  after(() => leave.all());

  const talk = async () => {
    await field.$("call-now").click();
    await operator.$("phone-waiting").waitFor();
    await operator.keyboard.press("F6");
    await says(operator.$("phone-own"), /通话中/);
    for (const page of [operator, field]) {
      const { seconds } = await playedTone(page);
      await until("more was played", async () => (await playedTone(page)).seconds > seconds + 1);
    }
  };

  test("it is over for both with the desk as its cause, and a new one is talked in within seconds", async () => {
    await talk();
    await desk.kill();
    desk = await house.serve(desk.port);
    const since = Date.now();
    await says(field.$("call-stage"), /指挥中心服务中断，请重新呼叫/);
    await says(operator.$("phone-ended"), /服务中断，通话已断/);
    const seconds = (Date.now() - since) / 1000;
    assert.ok(seconds < WITHIN, `${seconds} s`);
    await field.$("call-close").click();
    await talk();
    const owner = await desk.owner();
    const { entries } = await owner.ask("journal", { wish: { headings: ["call"] }, from: 0, limit: 5 });
    const ends = entries.filter(({ what }) => what.what === "call_ended").map(({ what }) => what.end);
    assert.deepEqual(ends, ["desk_off"]);
    assert.deepEqual(strange(), []);
  });

  test(`a phone whose network breaks off for ${AWAY} seconds is out of the call, and talks and is seen again within seconds`, async () => {
    await field.$("call-camera").click();
    await operator.keyboard.press("Shift+F10");
    await Promise.all([stirring(operator, DESK), stirring(field, PHONE)]);
    const away = Date.now();
    line.cut();
    await operator.$("phone-ended").filter({ hasText: "线路中断" }).waitFor();
    await until("the network comes back", () => Date.now() - away > AWAY * 1000, AWAY + 5);
    line.mend();
    await until("the phone is out of the call", async () => (await field.$("call-end").count()) === 0, WITHIN);
    // What ended a while ago is told no more.
    if ((await field.$("call-close").count()) > 0) await field.$("call-close").click();
    await talk();
    await field.$("call-camera").click();
    await stirring(operator, DESK);
    await field.$("call-camera").click();
    assert.deepEqual(strange(), []);
  });

  test("a network that goes without a word is noticed by both within seconds, and what was lost is there again after it", async () => {
    await field.$("call-camera").click();
    await stirring(operator, DESK);
    await operator.keyboard.press("F10");
    await says(operator.$("phone-mute"), /取消静音/);
    const since = Date.now();
    line.swallow();
    await Promise.all([
      says(operator.$("phone-silence"), /听不到对方/),
      says(field.$("call-silence"), /听不到指挥中心/),
    ]);
    const seconds = (Date.now() - since) / 1000;
    assert.ok(seconds < NOTICED, `${seconds} s`);
    line.mend();
    for (const page of [operator, field]) {
      const { seconds } = await playedTone(page);
      await until("more was played", async () => (await playedTone(page)).seconds > seconds + 1);
    }
    await until("nobody misses anybody", async () => {
      const counts = await Promise.all([operator.$("phone-silence").count(), field.$("call-silence").count()]);
      return counts.every((count) => count === 0);
    });
    await stirring(operator, DESK);
    await says(operator.$("phone-mute"), /取消静音/);
    await operator.keyboard.press("F10");
    assert.deepEqual(strange(), []);
  });

  test(`after ${SILENT} seconds of it the call is over for both, and a new one is talked in within seconds`, async () => {
    const away = Date.now();
    line.swallow();
    await says(field.$("call-silence"), /手机网络中断/);
    await operator.$("phone-ended").filter({ hasText: "线路中断" }).waitFor();
    await until("the network comes back", () => Date.now() - away > SILENT * 1000, SILENT + 5);
    line.mend();
    await until("the phone is out of the call", async () => (await field.$("call-end").count()) === 0, WITHIN);
    if ((await field.$("call-close").count()) > 0) await field.$("call-close").click();
    await talk();
    assert.deepEqual(strange(), []);
  });

  const strange = () =>
    [...operator.faults, ...field.faults].filter((fault) => !/Failed to load|WebSocket|ERR_/.test(fault));
});
