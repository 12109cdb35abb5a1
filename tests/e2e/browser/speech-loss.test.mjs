// Live speech when something is lost: the desk, killed while somebody speaks; the speaker's network; the listener's. Each
// comes back by itself while the key is held, and nobody's floor is blocked.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { cable } from "../lib/cable.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { find, sit } from "../lib/operator.mjs";
import { hearing, keepPlayed, playedTone, sounding } from "../lib/tone.mjs";
import { until } from "../lib/until.mjs";

/** From the loss's end to the tone in the other's ear, in seconds. */
const WITHIN = 5;
/** How long the network stays away, in seconds. */
const AWAY = process.env.WUTU_SLOW ? 30 : 8;

describe("live speech when something is lost", () => {
  let house, desk, owner, operator, field, street, head, line;
  const leave = leaving();

  before(async () => {
    house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    street = await gridNamed(owner, "荷花路街道");
    [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
    line = await cable(leave);
    const browser = await openBrowser(leave, { flags: hearing(leave) });
    operator = await person(browser, desk, { permissions: ["microphone"] });
    await keepPlayed(operator);
    await sit(operator, desk);
    field = await sounding(browser, desk, head.id, { proxy: { ...line.proxy, bypass: "<-loopback>" } });
    await find(operator, street.grid.code, street.grid.name);
    await operator.keyboard.press("Shift+G");
    await operator.$("talk-to-below").click();
    await operator.evaluate(() => document.activeElement.blur());
  });
  after(() => leave.all());

  const played = async (page) => (await playedTone(page)).seconds;
  /** Seconds until the page plays more than it had. */
  const again = async (page) => {
    const [had, since] = [await played(page), Date.now()];
    await until("it is heard again", async () => (await played(page)) > had + 0.5, 30);
    return (Date.now() - since) / 1000;
  };

  test("a desk that is killed and comes back: the key is still held, and the phone hears the tone within five seconds", async () => {
    await operator.keyboard.down("Space");
    await operator.$("radio-speaking").waitFor();
    await again(field);
    await desk.kill();
    await operator.$("radio-cut").waitFor();
    desk = await house.serve(desk.port);
    owner = await desk.owner();
    const seconds = await again(field);
    assert.ok(seconds < WITHIN, `${seconds} s`);
    await says(operator.$("radio-speaking"), new RegExp(street.grid.name));
    await operator.keyboard.up("Space");
    await until("nobody speaks", async () => (await owner.ask("speeches")).speeches.length === 0);
  });

  test(`who hears has no network for ${AWAY} seconds, and hears again within five`, async () => {
    await operator.keyboard.down("Space");
    await operator.$("radio-speaking").waitFor();
    await again(field);
    line.cut();
    await new Promise((resolve) => setTimeout(resolve, AWAY * 1000));
    line.mend();
    const seconds = await again(field);
    assert.ok(seconds < WITHIN, `${seconds} s`);
    await operator.keyboard.up("Space");
    await until("nobody speaks", async () => (await field.$("radio-hearing").count()) === 0);
  });

  test(`who speaks has no network for ${AWAY} seconds: what was said is kept, and the desk hears the rest`, async () => {
    const notes = async () => {
      const { lines } = await owner.ask("channel", { channel: head.grid, span: "here", limit: 20 });
      return lines.filter(({ message }) => message?.speech).length;
    };
    const before = await notes();
    const hold = field.$("hold-to-speak");
    await field.$("talk-open").click();
    const box = await hold.boundingBox();
    await field.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await field.mouse.down();
    await until("it is live", async () => (await hold.getAttribute("data-stage")) === "live");
    await again(operator);
    line.cut();
    await until("it is cut", async () => (await hold.getAttribute("data-stage")) === "cut");
    await new Promise((resolve) => setTimeout(resolve, AWAY * 1000));
    assert.deepEqual((await owner.ask("speeches")).speeches, [], "the floor is free meanwhile");
    line.mend();
    const seconds = await again(operator);
    assert.ok(seconds < WITHIN, `${seconds} s`);
    await field.mouse.up();
    await until("both parts are kept", async () => (await notes()) === before + 2);
    assert.deepEqual((await owner.ask("speeches")).speeches, []);
    assert.deepEqual([...operator.faults, ...field.faults].filter((fault) => !/Failed to load|WebSocket|ERR_/.test(fault)), []);
  });
});
