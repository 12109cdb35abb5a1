// Live sound by switchboards that are processes of their own: one is killed while somebody speaks, then the other; and who
// is revoked hears nothing there any more.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { find, sit } from "../lib/operator.mjs";
import { hearing, keepPlayed, playedTone, sounding } from "../lib/tone.mjs";
import { until } from "../lib/until.mjs";

/** From a switchboard's end to the tone in the other's ear, in seconds. */
const WITHIN = 5;

describe("live sound by switchboards of their own", () => {
  let desk, owner, operator, field, street, head, boards;
  const sockets = [];
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    boards = [await house.switchboard(), await house.switchboard()];
    desk = await house.serve(0, boards);
    owner = await desk.owner();
    street = await gridNamed(owner, "荷花路街道");
    [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
    const browser = await openBrowser(leave, { flags: hearing(leave) });
    operator = await person(browser, desk, { permissions: ["microphone"] });
    operator.on("websocket", (socket) => sockets.push(socket.url()));
    await keepPlayed(operator);
    await sit(operator, desk);
    field = await sounding(browser, desk, head.id);
    await until("both are up", async () => {
      // One that was told a place stays there: each time others are asked about.
      const asked = Array.from({ length: 20 }, () => whereabouts(`speech/${crypto.randomUUID()}`));
      const told = await Promise.all(asked);
      return boards.every(({ address }) => told.some((one) => one?.startsWith(address)));
    });
    await find(operator, street.grid.code, street.grid.name);
    await operator.keyboard.press("Shift+G");
    await operator.$("talk-to-below").click();
    await operator.evaluate(() => document.activeElement.blur());
  });
  after(() => leave.all());

  const whereabouts = async (line) => {
    const headers = { authorization: `Bearer ${await desk.ownersToken()}` };
    const answer = await operator.request.post(`${desk.address}/api/switchboard`, { headers, data: { line } });
    return (await answer.json()).address;
  };
  const played = async (page) => (await playedTone(page)).seconds;
  /** Seconds until the page plays more than it had. */
  const again = async (page) => {
    const [had, since] = [await played(page), Date.now()];
    await until("it is heard again", async () => (await played(page)) > had + 0.5, 30);
    return (Date.now() - since) / 1000;
  };
  /** Which switchboard carries what the operator says; none: the desk. */
  const carrier = () => boards.find(({ address }) => sockets.at(-1).startsWith(address));

  test("what is said goes by a switchboard, and when that is killed it is heard again by the other within five seconds", async () => {
    await operator.keyboard.down("Space");
    await operator.$("radio-speaking").waitFor();
    await again(field);
    const first = carrier();
    assert.ok(first, `it goes by ${sockets.at(-1)}`);
    await first.kill();
    const seconds = await again(field);
    assert.ok(seconds < WITHIN, `${seconds} s`);
    const second = carrier();
    assert.ok(second && second !== first, `it goes by ${sockets.at(-1)}`);
    const { share } = await playedTone(field);
    assert.ok(share > 0.6, `the tone is ${share} of what was played`);
  });

  test("when no switchboard is left the desk carries it itself, within five seconds", async () => {
    await carrier().kill();
    const seconds = await again(field);
    assert.ok(seconds < WITHIN, `${seconds} s`);
    assert.equal(carrier(), undefined);
    await operator.keyboard.up("Space");
    await until("nobody speaks", async () => (await owner.ask("speeches")).speeches.length === 0);
  });
});

describe("who is revoked", () => {
  const leave = leaving();
  after(() => leave.all());

  test("hears nothing more at a switchboard of its own, in a speech that goes on", async () => {
    const house = await demonstration(leave);
    const board = await house.switchboard();
    const desk = await house.serve(0, [board]);
    const owner = await desk.owner();
    const street = await gridNamed(owner, "荷花路街道");
    const [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
    const browser = await openBrowser(leave, { flags: hearing(leave) });
    const operator = await person(browser, desk, { permissions: ["microphone"] });
    await sit(operator, desk);
    const field = await sounding(browser, desk, head.id);
    const sockets = [];
    field.on("websocket", (socket) => {
      if (socket.url().startsWith(board.address)) sockets.push(socket);
    });
    await find(operator, street.grid.code, street.grid.name);
    await operator.keyboard.press("Shift+G");
    await operator.$("talk-to-below").click();
    await operator.evaluate(() => document.activeElement.blur());
    await operator.keyboard.down("Space");
    await until("it is heard", async () => (await playedTone(field)).seconds > 0.5);
    assert.equal(sockets.length, 1, "by the switchboard");
    const { devices } = await owner.ask("devices");
    const { id: device } = devices.find(({ grant, revoked }) => grant.post === head.id && revoked === null);
    await owner.act({ type: "revoke_device", device });
    await until("the switchboard has let go of it", () => sockets[0].isClosed());
    const { seconds } = await playedTone(field);
    await says(operator.$("radio-speaking"), new RegExp(street.grid.name));
    assert.ok((await playedTone(field)).seconds - seconds < 0.5, "what was on its way, and no more");
    await operator.keyboard.up("Space");
  });
});
