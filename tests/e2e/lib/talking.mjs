// A live call in which something is said: the phone calls, the operator takes it, and the tone is heard.

import { says } from "./browser.mjs";
import { playedTone } from "./tone.mjs";
import { until } from "./until.mjs";

/** Both talk, and the phone has heard so many seconds. */
export async function talk(operator, field, seconds = 1) {
  await field.$("call-now").click();
  await operator.$("phone-waiting").waitFor();
  await operator.keyboard.press("F6");
  await says(operator.$("phone-own"), /通话中/);
  await hears(field, seconds);
}

/** A page hears so many seconds from now on. */
export async function hears(page, seconds) {
  const { seconds: before } = await playedTone(page);
  await until("more is heard", async () => (await playedTone(page)).seconds > before + seconds);
}

/** The operator hangs up, and the phone goes back to where it was. */
export async function hangUp(operator, field) {
  await operator.keyboard.press("Shift+F6");
  await says(field.$("call-stage"), /通话已结束/);
  await field.$("call-close").click();
}
