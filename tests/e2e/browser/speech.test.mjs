// Live speech: one holds a key and speaks, others hear the tone that the microphone hears, those who may not hear nothing,
// and what was said stands in the group.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { find, sit } from "../lib/operator.mjs";
import { hearing, keepPlayed, playedTone, sounding } from "../lib/tone.mjs";
import { until } from "../lib/until.mjs";

describe("live speech", () => {
  let desk, owner, operator, field, stranger, street, head;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    street = await gridNamed(owner, "荷花路街道");
    const { children } = await owner.ask("grid", { path: street.ancestors[0].path });
    const other = children.find(({ path }) => path !== street.grid.path);
    [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
    const [foreign] = (await estateBelow(owner, other.path, 3)).heads;
    const browser = await openBrowser(leave, { flags: hearing(leave) });
    operator = await person(browser, desk, { permissions: ["microphone"] });
    await keepPlayed(operator);
    await sit(operator, desk);
    field = await sounding(browser, desk, head.id);
    stranger = await sounding(browser, desk, foreign.id);
  });
  after(() => leave.all());

  const lines = async (channel) => (await owner.ask("channel", { channel, span: "here", limit: 20 })).lines;

  test("the desk holds Space and speaks to a street and all below; a phone there plays the tone, another street's none", async () => {
    await find(operator, street.grid.code, street.grid.name);
    await operator.keyboard.press("Shift+G");
    await operator.$("talk-to-below").click();
    // A button answers Space itself: the key speaks from the map.
    await operator.evaluate(() => document.activeElement.blur());
    await operator.keyboard.down("Space");
    await says(operator.$("radio-speaking"), new RegExp(`正在对 ${street.grid.name} 及下级讲话`));
    await field.$("radio-hearing").waitFor();
    await says(field.$("radio-hearing"), /指挥中心/);
    await until("a second was played", async () => (await playedTone(field)).seconds > 1);
    await until("the desk knows who hears it", async () => /1 \/ /.test(await operator.$("radio-speaking").textContent()));
    await operator.keyboard.up("Space");
    await until("nobody speaks", async () => (await field.$("radio-hearing").count()) === 0);
    const { share } = await playedTone(field);
    assert.ok(share > 0.6, `the tone is ${share} of what was played`);
    assert.equal((await playedTone(stranger)).seconds, 0);
  });

  test("it stands in the group as a voice note with who heard it, and a phone that was away plays it", async () => {
    const note = await until("the note is there", async () =>
      (await lines(street.grid.path)).map((line) => line.message).find((message) => message?.speech),
    );
    assert.equal(note.attachments[0].file.media, "ogg");
    assert.equal(note.heard, 1);
    const ears = operator.$("talk-ears").first();
    await says(ears, /1 \/ [\d\s]+ 人当时听到/);
    await ears.click();
    await says(operator.$("talk-ear-list"), new RegExp(head.person));
    await field.$("talk-open").click();
    const audio = field.locator("audio").first();
    await audio.waitFor();
    const seconds = await audio.evaluate(
      (element) =>
        new Promise((resolve, reject) => {
          element.addEventListener("error", () => reject(new Error(String(element.error?.message))));
          if (element.readyState > 0) resolve(element.duration);
          element.addEventListener("loadedmetadata", () => resolve(element.duration));
          element.load();
        }),
    );
    assert.ok(seconds > 1, `${seconds} s`);
  });

  test("a phone holds its button and the desk hears it, cuts in, and what was said until then is kept", async () => {
    const hold = field.$("hold-to-speak");
    const box = await hold.boundingBox();
    await field.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await field.mouse.down();
    await until("it is live", async () => (await hold.getAttribute("data-stage")) === "live");
    await says(operator.$("radio-hearing"), new RegExp(head.person));
    await until("the desk plays it", async () => (await playedTone(operator)).seconds > 1);
    await says(hold, /指挥中心在听/);
    const { share } = await playedTone(operator);
    assert.ok(share > 0.6, `the tone is ${share} of what was played`);
    await operator.$("radio-cut").click();
    await until("the phone is silent", async () => (await hold.getAttribute("data-stage")) === "silent");
    await field.mouse.up();
    await until("the note is there", async () => (await lines(head.grid)).some((line) => line.message?.speech));
  });

  test("who speaks is told to others who want to, and the floor is theirs afterwards", async () => {
    const hold = field.$("hold-to-speak");
    await operator.evaluate(() => document.activeElement.blur());
    await operator.keyboard.down("Space");
    await operator.$("radio-speaking").waitFor();
    await field.$("radio-hearing").waitFor();
    const box = await hold.boundingBox();
    await field.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await field.mouse.down();
    await says(field.$("radio-problem"), /指挥中心正在讲话/);
    await field.mouse.up();
    await operator.keyboard.up("Space");
    await until("nobody speaks", async () => (await field.$("radio-hearing").count()) === 0);
  });

  test("a page that is gone in the middle leaves the floor free and what it said", async () => {
    const before = (await lines(head.grid)).filter((line) => line.message?.speech).length;
    const { seconds } = await playedTone(operator);
    const box = await field.$("hold-to-speak").boundingBox();
    await field.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await field.mouse.down();
    await operator.$("radio-hearing").waitFor();
    await until("some was heard", async () => (await playedTone(operator)).seconds > seconds + 1);
    await field.close();
    await until("the note is there", async () => (await lines(head.grid)).filter((line) => line.message?.speech).length > before);
    await until("nobody speaks", async () => (await operator.$("radio-hearing").count()) === 0);
    assert.deepEqual([...operator.faults, ...field.faults, ...stranger.faults], []);
  });
});
