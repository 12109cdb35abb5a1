// Speech, calls with pictures and looks, one after the other for as long as one likes: nothing of them stays in the memory of
// the desk or of a page. `WUTU_SOAK_MINUTES=60` is an hour.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { camera } from "../lib/camera.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { stirring } from "../lib/moving.mjs";
import { find, sit } from "../lib/operator.mjs";
import { hearing, playedTone, sounding } from "../lib/tone.mjs";
import { bring } from "../lib/small.mjs";
import { until } from "../lib/until.mjs";

const MINUTES = Number(process.env.WUTU_SOAK_MINUTES ?? 4);
/** What the end may hold more than the second quarter: the log grows, and caches with it; a page's machine gives back what it no
 * longer needs when it likes. */
const MORE = {
  desk: { share: 0.05, megabytes: 6 },
  heaps: { share: 0.05, megabytes: 4 },
  pages: { share: 0.1, megabytes: 40 },
};
const DESK = '[data-testid="call-picture"][data-seen="shown"] canvas';
const PHONE = '[data-testid="call-seen"] canvas';

describe(`media for ${MINUTES} minutes`, () => {
  let desk, browser, operator, field, street;
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
    browser = await openBrowser(leave, { flags: hearing(leave) });
    const lent = { permissions: ["microphone", "camera"] };
    operator = await person(browser, desk, lent);
    await sit(operator, desk);
    field = await sounding(browser, desk, head.id, lent);
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
    await field.$("call-camera").click();
    await operator.keyboard.press("Shift+F10");
    await Promise.all([hears(), stirring(operator, DESK), stirring(field, PHONE)]);
    await operator.keyboard.press("F7");
    await says(field.$("call-stage"), /保持中/);
    await operator.keyboard.press("F7");
    await Promise.all([stirring(operator, DESK), stirring(field, PHONE)]);
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

  /** What each holds now, in megabytes: the desk, the scripts of both pages, and the processes that show them. */
  const held = async () => {
    let heaps = 0;
    for (const page of [operator, field]) {
      const inspector = await page.context().newCDPSession(page);
      await inspector.send("HeapProfiler.collectGarbage");
      heaps += (await inspector.send("Runtime.getHeapUsage")).usedSize / 2 ** 20;
      await inspector.detach();
    }
    const inspector = await browser.newBrowserCDPSession();
    const { processInfo } = await inspector.send("SystemInfo.getProcessInfo");
    await inspector.detach();
    const shown = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => megabytes(id));
    return { desk: megabytes(desk.pid), heaps, pages: shown.reduce((sum, each) => sum + each, 0) };
  };

  test("each holds at the end what it held after the first rounds", { timeout: (MINUTES + 5) * 60_000 }, async (story) => {
    const samples = [];
    const end = Date.now() + MINUTES * 60_000;
    /** The quarters of the time, as medians. */
    const quarters = (what) => {
      const quarter = Math.floor(samples.length / 4);
      assert.ok(quarter > 0, `${samples.length} rounds are too few to tell`);
      return [0, 1, 2, 3].map((nth) =>
        median(samples.slice(nth * quarter, (nth + 1) * quarter).map((sample) => sample[what])),
      );
    };
    try {
      while (Date.now() < end) {
        await speak();
        await call();
        await look();
        samples.push(await held());
      }
    } finally {
      // What was measured until something broke is worth knowing, too.
      for (const what of samples.length < 4 ? [] : Object.keys(MORE)) {
        const told = quarters(what).map((each) => each.toFixed(1));
        story.diagnostic(`${what}, ${samples.length} rounds: ${told.join(", ")} MB, quarter by quarter`);
      }
    }
    for (const [what, more] of Object.entries(MORE)) {
      const [, early, , late] = quarters(what);
      assert.ok(late <= early * (1 + more.share) + more.megabytes, `${what}: ${early} MB, then ${late} MB`);
    }
    assert.deepEqual([...operator.faults, ...field.faults], []);
  });
});

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function megabytes(pid) {
  return Number(/^Rss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]) / 1024;
}
