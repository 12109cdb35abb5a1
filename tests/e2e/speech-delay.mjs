// From mouth to ear: one page makes a click at a known moment, another says when it sounds there. Both run on this machine,
// so both read one clock; what devices add on either side is not in it.
// usage: WUTU_BUILT=target/release node tests/e2e/speech-delay.mjs [clicks]

import { openBrowser, person, phone } from "./lib/browser.mjs";
import { estateBelow, gridNamed } from "./lib/district.mjs";
import { demonstration } from "./lib/house.mjs";
import { leaving } from "./lib/leaving.mjs";
import { find, sit } from "./lib/operator.mjs";
import { pairSounding } from "./lib/tone.mjs";

const clicks = Number(process.argv[2] ?? 20);
const leave = leaving();
try {
  const desk = await (await demonstration(leave)).serve();
  const owner = await desk.owner();
  const street = await gridNamed(owner, "荷花路街道");
  const [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
  const browser = await openBrowser(leave, { flags: ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"] });
  const operator = await person(browser, desk, { permissions: ["microphone"] });
  const field = await phone(browser, desk);
  await operator.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext({ sampleRate: 48_000 });
      const gain = new GainNode(context, { gain: 0 });
      const voice = new OscillatorNode(context, { frequency: 1000 });
      const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1, channelCountMode: "explicit" });
      voice.connect(gain).connect(out);
      voice.start();
      globalThis.click = () => {
        const at = context.currentTime;
        gain.gain.setValueAtTime(0.8, at);
        gain.gain.setValueAtTime(0, at + 0.1);
        return performance.timeOrigin + performance.now();
      };
      return out.stream;
    };
  });
  await field.addInitScript(() => {
    globalThis.heard = [];
    let silent = true;
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (at) {
      const { currentTime } = this.context;
      this.buffer.getChannelData(0).forEach((sample, nth) => {
        const isLoud = Math.abs(sample) > 0.1;
        if (isLoud && silent) {
          const ahead = (at - currentTime + nth / 48_000) * 1000;
          globalThis.heard.push(performance.timeOrigin + performance.now() + ahead);
        }
        if (isLoud) silent = false;
      });
      if (this.buffer.getChannelData(0).every((sample) => Math.abs(sample) < 0.01)) silent = true;
      return start.call(this, at);
    };
  });
  await sit(operator, desk);
  await pairSounding(field, desk, head.id);
  await find(operator, street.grid.code, street.grid.name);
  await operator.keyboard.press("Shift+G");
  await operator.$("talk-to-below").click();
  await operator.evaluate(() => document.activeElement.blur());
  const pressed = Date.now();
  await operator.keyboard.down("Space");
  await operator.$("radio-speaking").waitFor();
  console.log(`from the key to being live: ${Date.now() - pressed} ms`);
  await field.$("radio-hearing").waitFor();
  await operator.waitForTimeout(1500);
  const delays = [];
  for (let nth = 0; nth < clicks; nth += 1) {
    const count = await field.evaluate(() => globalThis.heard.length);
    const at = await operator.evaluate(() => globalThis.click());
    await field.waitForFunction((many) => globalThis.heard.length > many, count, { timeout: 5000 });
    delays.push((await field.evaluate((many) => globalThis.heard[many], count)) - at);
    await operator.waitForTimeout(400);
  }
  await operator.keyboard.up("Space");
  delays.sort((one, other) => one - other);
  const of = (share) => Math.round(delays[Math.min(delays.length - 1, Math.floor(delays.length * share))]);
  console.log(`${clicks} clicks: half within ${of(0.5)} ms, nine of ten within ${of(0.9)} ms, the last ${of(1)} ms`);
} finally {
  await leave.all();
}
