// A microphone that hears a known tone, a phone that has it, and what a page has played.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { phone, says } from "./browser.mjs";

/** What the microphone hears, in hertz; it comes and goes as a voice does, lest it be taken for noise. */
export const PITCH = 440;
const RATE = 48_000;

/** Chromium's flags for a microphone that hears the tone, and for leave to use it without asking. */
export function hearing(leave) {
  const folder = mkdtempSync(join(tmpdir(), "wutu-tone-"));
  leave(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "tone.wav");
  writeFileSync(file, wave());
  return ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-audio-capture=${file}`];
}

/** Two seconds: 300 ms of tone, 100 ms of nothing, and again. */
function wave() {
  const samples = RATE * 2;
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1) {
    const isOn = at % (RATE * 0.4) < RATE * 0.3;
    const sample = isOn ? Math.sin((2 * Math.PI * PITCH * at) / RATE) * 0.6 : 0;
    bytes.writeInt16LE(Math.round(sample * 32767), 44 + at * 2);
  }
  return bytes;
}

/** Pairs a phone that has a microphone and keeps what it plays. */
export async function sounding(browser, desk, post, options = {}) {
  const field = await phone(browser, desk, { permissions: ["microphone"], ...options });
  await keepPlayed(field);
  await pairSounding(field, desk, post);
  return field;
}

/** Pairs a page with a post; its first touch lets a browser sound. */
export async function pairSounding(page, desk, post) {
  const { code } = await (await desk.owner()).act({ type: "offer_pairing", post });
  await page.goto(`${desk.address}/field#code=${code}`);
  await says(page.$("link"), "已连");
  await page.touchscreen.tap(5, 5);
}

/** Keeps all that a page plays from here on. */
export function keepPlayed(page) {
  return page.addInitScript(() => {
    globalThis.played = [];
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (...args) {
      globalThis.played.push({ at: performance.timeOrigin + performance.now(), samples: this.buffer.getChannelData(0).slice() });
      return start.apply(this, args);
    };
  });
}

/** How long a page has played, in seconds, and which share of its strength lies at the tone. */
export function playedTone(page) {
  return page.evaluate(
    ([pitch, rate]) => {
      let [length, all, tone] = [0, 0, 0];
      for (const { samples } of globalThis.played) {
        // Goertzel, piece by piece.
        const turn = 2 * Math.cos((2 * Math.PI * pitch) / rate);
        let [one, two] = [0, 0];
        for (const sample of samples) {
          [one, two] = [sample + turn * one - two, one];
          all += sample * sample;
        }
        tone += ((one * one + two * two - turn * one * two) * 2) / samples.length;
        length += samples.length;
      }
      return { seconds: length / rate, share: all > 0 ? tone / all : 0 };
    },
    [PITCH, RATE],
  );
}
