// Speech, calls and looks, one after the other for as long as one likes: nothing of them stays in the desk's memory.
// `WUTU_SOAK_MINUTES=60` is an hour.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { camera } from "../lib/camera.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { find, sit } from "../lib/operator.mjs";
import { hearing, playedTone, sounding } from "../lib/tone.mjs";
import { bring } from "../lib/small.mjs";
import { until } from "../lib/until.mjs";

const MINUTES = Number(process.env.WUTU_SOAK_MINUTES ?? 4);
/** What the end may hold more than the second quarter: the log grows, and caches with it. */
const MORE = { share: 0.05, megabytes: 6 };

describe(`media for ${MINUTES} minutes`, () => {
  let desk, operator, field, street;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    const film = await camera();
    leave(() => film.unplug());
    await bring(house, "streams.csv", `场所编码,名称,地址\nV001,测试机位,${film.address}\n`, ["streams"]);
    desk = await house.serve();
    const owner = await desk.owner();
    street = await gridNamed(owner, "荷花路街道");
    const [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
    const browser = await openBrowser(leave, { flags: hearing(leave) });
    operator = await person(browser, desk, { permissions: ["microphone"] });
    await sit(operator, desk);
    field = await sounding(browser, desk, head.id);
    await find(operator, street.grid.code, street.grid.name);
    await operator.keyboard.press("Shift+G");
    await operator.$("talk-to-below").click();
  });
  after(() => leave.all());

  const heard = async () => (await playedTone(field)).seconds;
  const hears = async () => {
    await field.evaluate(() => (globalThis.played.length = 0));
    await until("the phone hears", async () => (await heard()) > 1);
  };
  const speak = async () => {
    await operator.evaluate(() => document.activeElement.blur());
    await operator.keyboard.down("Space");
    await operator.$("radio-speaking").waitFor();
    await hears();
    await operator.keyboard.up("Space");
    await until("nobody speaks", async () => (await field.$("radio-hearing").count()) === 0);
  };
  const call = async () => {
    await field.$("call-now").click();
    await operator.$("phone-waiting").waitFor();
    await operator.keyboard.press("F6");
    await operator.$("phone-own").waitFor();
    await hears();
    await operator.keyboard.press("Shift+F6");
    await says(field.$("call-stage"), /通话已结束/);
    await field.$("call-close").click();
  };
  const look = async () => {
    await operator.evaluate(() => document.activeElement.blur());
    await operator.keyboard.press("Shift+H");
    const line = operator.$("eye-line").filter({ hasText: "测试机位" });
    await line.waitFor();
    if ((await line.getAttribute("aria-pressed")) !== "true") await line.click();
    await operator.$("eyes-reason-equipment").check();
    await operator.$("eyes-begin").click();
    await operator.locator('[data-testid="eye-tile"][data-state="shown"]').first().waitFor();
    await operator.$("eyes-close").click();
  };

  test("the desk holds at the end what it held after the first rounds", { timeout: (MINUTES + 5) * 60_000 }, async (story) => {
    const samples = [];
    const end = Date.now() + MINUTES * 60_000;
    while (Date.now() < end) {
      await speak();
      await call();
      await look();
      samples.push(megabytes(desk.pid));
    }
    const quarter = Math.floor(samples.length / 4);
    assert.ok(quarter > 0, `${samples.length} rounds are too few to tell`);
    const [early, late] = [samples.slice(quarter, 2 * quarter), samples.slice(-quarter)].map(median);
    story.diagnostic(`${samples.length} rounds; ${early.toFixed(0)} MB in the second quarter, ${late.toFixed(0)} MB in the last`);
    assert.ok(late <= early * (1 + MORE.share) + MORE.megabytes, `${early} MB, then ${late} MB`);
    assert.deepEqual([...operator.faults, ...field.faults], []);
  });
});

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function megabytes(pid) {
  return Number(/^Rss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]) / 1024;
}
