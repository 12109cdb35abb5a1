// A live call when its desk is killed: both sides say so, and within seconds of the desk's return they talk again.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";
import { hearing, keepPlayed, playedTone, sounding } from "../lib/tone.mjs";
import { until } from "../lib/until.mjs";

/** From the desk's return to the call that can be rung again, in seconds. */
const WITHIN = 10;

describe("a live call whose desk is killed", () => {
  let house, desk, operator, field, head;
  const leave = leaving();

  before(async () => {
    house = await demonstration(leave);
    desk = await house.serve();
    const owner = await desk.owner();
    const street = await gridNamed(owner, "荷花路街道");
    [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
    const browser = await openBrowser(leave, { flags: hearing(leave) });
    operator = await person(browser, desk, { permissions: ["microphone"] });
    await keepPlayed(operator);
    await sit(operator, desk);
    field = await sounding(browser, desk, head.id);
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
    const strange = [...operator.faults, ...field.faults].filter((fault) => !/Failed to load|WebSocket|ERR_/.test(fault));
    assert.deepEqual(strange, []);
  });
});
