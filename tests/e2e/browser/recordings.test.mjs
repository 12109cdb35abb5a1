// Recordings of calls: none before somebody switches them on; then both sides are told before anything is kept, what is kept
// lies sealed, and whoever listens says why first.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";
import { hangUp, hears, talk } from "../lib/talking.mjs";
import { hearing, keepPlayed, playedTone, sounding } from "../lib/tone.mjs";
import { until } from "../lib/until.mjs";

const WHY = "群众投诉接线态度";

describe("recordings of calls", () => {
  let house, desk, owner, admin, operator, field;
  const leave = leaving();

  before(async () => {
    house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    const street = await gridNamed(owner, "荷花路街道");
    const [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
    const browser = await openBrowser(leave, { flags: hearing(leave) });
    operator = await person(browser, desk, { permissions: ["microphone"] });
    await sit(operator, desk);
    admin = await person(browser, desk);
    await keepPlayed(admin);
    const { code } = await owner.act({ type: "offer_seat", role: "admin", subtree: null });
    await admin.goto(`${desk.address}/#seat=${code}`);
    await mapIdle(admin);
    field = await sounding(browser, desk, head.id);
  });
  after(() => leave.all());

  const recordings = () => owner.ask("recordings", { from: 0, limit: 50 });
  const keptAfter = (total) =>
    until("it is kept", async () => {
      const list = await recordings();
      return list.total === total && list;
    });

  test("while it is off nobody is told anything, and nothing is kept", async () => {
    await talk(operator, field);
    assert.deepEqual([await operator.$("phone-recorded").count(), await field.$("call-recorded").count()], [0, 0]);
    await hangUp(operator, field);
    assert.equal((await recordings()).total, 0);
    await admin.keyboard.press("Shift+Alt+V");
    await says(admin.$("recordings"), /本站没有开启通话录音/);
    await admin.screenshot({ path: "shots/recordings-off.png" });
  });

  test("switched on, both sides read that the call is recorded, and what is said is kept", async () => {
    await admin.$("recording-on").click();
    await admin.$("recording-days").fill("7");
    await admin.$("recording-keep").click();
    await until("it is on", async () => (await admin.$("recording-rule").getAttribute("data-on")) === "true");
    await talk(operator, field);
    await says(operator.$("phone-recorded"), /录音中/);
    await says(field.$("call-recorded"), /本通话正在录音/);
    await hears(field, 3);
    await operator.screenshot({ path: "shots/recordings-desk.png" });
    await field.screenshot({ path: "shots/recordings-phone.png" });
    await hangUp(operator, field);
    const { rule, recordings: lines } = await keptAfter(1);
    assert.deepEqual(rule, { is_on: true, days: 7 });
    assert.ok(Date.parse(lines[0].until) - Date.parse(lines[0].since) > 2000, JSON.stringify(lines));
    assert.deepEqual(lines[0].heard, []);
  });

  test("whoever listens says why, hears both sides, and stands there with his reason", async () => {
    await admin.keyboard.press("Escape");
    await admin.keyboard.press("Shift+Alt+V");
    await admin.$("recording-listen").click();
    assert.equal(await admin.$("recording-begin").isDisabled(), true, "without a reason nobody listens");
    await admin.$("recording-why").fill(WHY);
    await admin.screenshot({ path: "shots/recordings-why.png" });
    await admin.$("recording-begin").click();
    await until("it is played", async () => (await admin.$("recording-player").getAttribute("data-is")) === "playing");
    await admin.screenshot({ path: "shots/recordings-playing.png" });
    await until("it is played to its end", async () => {
      return (await admin.$("recording-player").getAttribute("data-is")) === "ended";
    });
    const { share, seconds } = await playedTone(admin);
    assert.ok(seconds > 3 && share > 0.6, `${seconds} s of both sides, ${share} of it the tone`);
    await says(admin.$("recording-heard"), new RegExp(`听过：${WHY}`));
  });

  test("nothing of what was said lies anywhere as it was said", async () => {
    const [{ call }] = (await recordings()).recordings;
    const { pieces } = await owner.act({ type: "listen_to_recording", call, words: WHY });
    assert.deepEqual([...new Set(pieces.map(({ side }) => side))].sort(), ["centre", "post"]);
    const said = pieces.map(({ sound }) => Buffer.from(sound, "base64"));
    assert.ok(said.every((sound) => sound.subarray(0, 4).equals(Buffer.from("OggS"))));
    const canaries = said.map((sound) => sound.subarray(sound.length >> 1, (sound.length >> 1) + 32));
    const files = (await readdir(house.folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
    for (const { parentPath, name } of files) {
      const bytes = await readFile(join(parentPath, name));
      for (const canary of canaries) assert.equal(bytes.indexOf(canary), -1, `${name} holds what was said`);
    }
    assert.ok(files.some(({ name }) => name === "district.gpkg-wal"), "the log beside the store is looked at, too");
  });

  test("who is put on hold is not recorded, and a page that is gone in the middle loses nothing of before", async () => {
    await admin.keyboard.press("Escape");
    await talk(operator, field);
    await says(operator.$("phone-recorded"), /录音中/);
    await hears(field, 2);
    await operator.keyboard.press("F7");
    await says(field.$("call-stage"), /保持中/);
    // What was said until then is handed in while the call goes on.
    const { recordings: lines } = await keptAfter(2);
    const pieces = () => owner.act({ type: "listen_to_recording", call: lines[0].call, words: WHY });
    await until("both sides of it are kept", async () => (await pieces()).pieces.length === 2);
    await operator.keyboard.press("F7");
    await says(field.$("call-stage"), /通话中/);
    await hears(field, 2);
    await operator.goto("about:blank");
    await until("the rest of it is kept", async () => (await pieces()).pieces.length >= 3);
    assert.deepEqual([...operator.faults, ...field.faults, ...admin.faults], []);
  });
});
