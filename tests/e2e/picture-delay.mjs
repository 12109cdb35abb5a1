// From camera to eye, in a live call with pictures both ways: each picture carries when it was taken, and the other page says
// when it draws it. Both pages run on this machine, so both read one clock; what a camera and a screen add is not in it.
// usage: WUTU_BUILT=target/release node tests/e2e/picture-delay.mjs [seconds]

import { readFileSync } from "node:fs";
import { openBrowser, person, phone, says } from "./lib/browser.mjs";
import { estateBelow, gridNamed } from "./lib/district.mjs";
import { demonstration } from "./lib/house.mjs";
import { leaving } from "./lib/leaving.mjs";
import { sit } from "./lib/operator.mjs";
import { hearing } from "./lib/tone.mjs";

const seconds = Number(process.argv[2] ?? 20);
const LENT = { permissions: ["microphone", "camera"] };
/** Ticks of a processor in a second, as /proc counts. */
const TICKS = 100;
const leave = leaving();
try {
  const desk = await (await demonstration(leave)).serve();
  const owner = await desk.owner();
  const street = await gridNamed(owner, "荷花路街道");
  const [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
  const browser = await openBrowser(leave, { flags: hearing(leave) });
  const operator = await person(browser, desk, LENT);
  const field = await phone(browser, desk, LENT);
  for (const page of [operator, field]) await page.addInitScript(noteDrawn);
  await sit(operator, desk);
  const { code } = await owner.act({ type: "offer_pairing", post: head.id });
  await field.goto(`${desk.address}/field#code=${code}`);
  await says(field.$("link"), "已连");
  await field.touchscreen.tap(5, 5);
  await field.$("call-now").click();
  await operator.$("phone-waiting").waitFor();
  await operator.keyboard.press("F6");
  await says(operator.$("phone-own"), /通话中/);
  await operator.waitForTimeout(3000);
  const pressed = Date.now();
  await field.$("call-camera").click();
  await operator.locator('[data-testid="call-picture"][data-seen="shown"]').waitFor();
  console.log(`from the press to the first picture: ${Date.now() - pressed} ms`);
  await operator.keyboard.press("Shift+F10");
  await field.$("call-seen").waitFor();
  await operator.waitForTimeout(2000);
  for (const page of [operator, field]) await page.evaluate(() => globalThis.delays.splice(0));
  const before = ticks(desk.pid);
  await operator.waitForTimeout(seconds * 1000);
  const cost = (ticks(desk.pid) - before) / TICKS / seconds;
  for (const [name, page] of [["phone to desk", operator], ["desk to phone", field]]) {
    const delays = (await page.evaluate(() => globalThis.delays)).sort((one, other) => one - other);
    const at = (share) => Math.round(delays[Math.min(delays.length - 1, Math.floor(delays.length * share))]);
    const pace = (delays.length / seconds).toFixed(1);
    console.log(`${name}: ${pace} pictures a second, ${at(0.5)} ms in the middle, ${at(0.9)} at p90, ${at(1)} at the most`);
  }
  const size = await operator.locator('[data-testid="call-picture"] canvas').evaluate(({ width, height }) => `${width}×${height}`);
  console.log(`the last picture at the desk: ${size}; the desk took ${(cost * 100).toFixed(1)} % of a core`);
} finally {
  await leave.all();
}
process.exit(0);

/** Notes how old each picture is as it is drawn. */
function noteDrawn() {
  globalThis.delays = [];
  const { drawImage } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.drawImage = function (what, ...rest) {
    if (what instanceof VideoFrame) globalThis.delays.push(performance.timeOrigin + performance.now() - what.timestamp / 1000);
    return drawImage.call(this, what, ...rest);
  };
}

function ticks(pid) {
  const told = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
  return Number(told[11]) + Number(told[12]);
}
