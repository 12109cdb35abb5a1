// The disk gets full while orders and receipts flow, while a store is founded, made, filled: nothing is acknowledged
// that is not there, the desk stays alive, and goes on by itself once there is room again.
//
// WUTU_FULLS sets how often (20), WUTU_SEED what falls where; a failure prints the seed. Where no disk can be mounted
// the tests are skipped and say so.

import assert from "node:assert/strict";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Account, answer, compare, compareAll, inTime, operate, seeded, settle } from "../kill/flow.mjs";
import { Failed } from "../lib/client.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration, empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { CannotMount, smallDisk } from "./disk.mjs";

const FULLS = Number(process.env.WUTU_FULLS ?? 20);
const SEED = Number(process.env.WUTU_SEED ?? 20261121);
const SIGNALS = ["SIGINT", "SIGTERM"];
const KIB = 1024;
const MIB = 1024 * KIB;
const PHONES = 6;
const OPERATORS = 2;
/** The disk gets full after so many acknowledged writes, at the most, and is full until so many failed. */
const [MOST, FAILURES] = [12, 10];
/** Room for the demonstration district and its WAL; and from then on for what one point adds, which may be as much as
 * the log beside the store is long: what lies in it is written over without asking the disk. */
const GROUND = 64 * MIB;

story(`at each of ${FULLS} points where the disk is full nothing acknowledged is lost`, async (t, leave) => {
  const random = seeded(SEED);
  const house = await demonstration(leave);
  const disk = smallDisk(leave, join(house.folder, "disk"), GROUND);
  await cp(house.store, join(disk.place, "district.gpkg"));
  house.store = join(disk.place, "district.gpkg");

  const written = new Account();
  let desk = await house.serve();
  let owner = await desk.owner();
  const street = await gridNamed(owner, "荷花路街道");
  const { card, heads } = await estateBelow(owner, street.grid.path, PHONES);
  const phones = await Promise.all(heads.map((post) => owner.pairPhone(post.id)));
  // The community around the estate: an order to so many takes many pages, of which any may be one too much.
  const path = card.grid.path.split(".").slice(0, -1).join(".");
  const count = { failed: 0, retried: 0, stayed: 0, stopped: 0, killed: 0, opened: 0 };

  for (let point = 1; point <= FULLS; point += 1) {
    const when = `at point ${point}, seed ${SEED}`;
    const failures = await fillUp(disk, { owner, phones, path, written, random, point });
    count.failed += failures.length;
    await stillAnswers(owner, phones, written, when);
    count.retried += written.open.size;

    const how = ["stayed", "stopped", "killed"][Math.floor(random() * 3)];
    count[how] += 1;
    if (how === "stopped") assert.ok([0, 3].includes(await desk.stop()), `the desk ends badly ${when}: ${desk.err.text}`);
    if (how === "killed") await desk.kill();
    if (how !== "stayed") count.opened += await opensOrSaysWhy(house, when);
    assert.doesNotMatch(desk.err.text, /panicked/);

    disk.clearTo(GROUND);
    if (how !== "stayed") {
      assert.equal((await house.wutu(["verify", house.store])).document.sound, true, when);
      // Whoever closes the store leaves no log beside it. In a long one hundreds of orders have room while the disk is
      // full, and each point would take longer than the one before.
      await house.wutu(["ask", house.store, "district"]);
      desk = await house.serve(desk.port);
      owner = await desk.owner();
    }
    await settle(owner, phones, written);
    await compare(owner, phones, written, when);
    // A desk that went on tells that it could not write; one that ended took that with it.
    const { alarms, trouble } = await owner.ask("alarms");
    assert.equal(trouble, null, when);
    const told = alarms.find(({ cause }) => cause.cause === "writing");
    if (how === "stayed") assert.ok(told, `an alarm ${when}`);
    if (told) await owner.act({ type: "acknowledge_alarm", cause: told.cause, raises: told.raises });
  }
  t.diagnostic(
    `seed ${SEED}: ${written.acknowledged} acknowledged writes, ${written.orders.size} orders, ` +
      `${written.receipts.size} receipts; ${count.failed} writes failed, ${count.retried} of them said again later; ` +
      `the desk went on ${count.stayed} times, was stopped ${count.stopped} times, killed ${count.killed} times, ` +
      `and opened on the full disk ${count.opened} times`,
  );
  await compareAll(owner, phones, written);
  assert.equal(await desk.stop(), 0, desk.err.text);
  assert.equal((await house.wutu(["verify", house.store])).document.sound, true);
});

story("a store that is founded on a full disk is there, or nothing of it is", async (t, leave) => {
  const random = seeded(SEED + 1);
  const house = await empty(leave);
  const disk = smallDisk(leave, house.folder, 8 * MIB);
  let founded = 0;
  for (let point = 1; point <= FULLS; point += 1) {
    disk.fill(Math.floor(random() * 2 * MIB));
    founded += await allOrNothing(house, disk, ["new", house.store], `at point ${point}, seed ${SEED}`);
  }
  t.diagnostic(`${founded} of ${FULLS} founded`);
  assert.ok(founded > 0 && founded < FULLS, "the room is too large or too small to show anything");
});

story("a demonstration district that is made on a full disk is there, or nothing of it is", async (t, leave) => {
  const random = seeded(SEED + 2);
  const house = await empty(leave);
  const disk = smallDisk(leave, house.folder, 64 * MIB);
  const points = Math.ceil(FULLS / 5);
  let made = 0;
  for (let point = 1; point <= points; point += 1) {
    // More and more room, and at last all that it needs.
    disk.fill(point === points ? 64 * MIB : Math.floor(((point - random()) / (points - 1)) * 20 * MIB));
    made += await allOrNothing(house, disk, ["demo", house.store], `at point ${point}, seed ${SEED}`);
  }
  t.diagnostic(`${made} of ${points} made`);
  assert.ok(made > 0 && made < points, "the room is too large or too small to show anything");
});

story("a file that is imported on a full disk comes in whole or not at all", async (t, leave) => {
  const random = seeded(SEED + 3);
  const house = await empty(leave);
  const disk = smallDisk(leave, join(house.folder, "disk"), 32 * MIB);
  house.store = join(disk.place, "east.gpkg");
  const file = join(house.folder, "grids.geojson");
  const grids = writeGrids(file);
  const points = Math.ceil(FULLS / 2);
  let imported = 0;
  for (let point = 1; point <= points; point += 1) {
    const when = `at point ${point}, seed ${SEED}`;
    await house.wutu(["new", house.store]);
    const desk = point % 2 === 0 ? await house.serve() : null;
    disk.fill(Math.floor(random() * 4 * MIB));
    const bring = ["import", house.store, file, "--as", "grids", "--scheme", "east"];
    const { code, document } = await house.wutu(bring, { expect: null });
    if (code !== 0) saysFull(code, document, when);
    if (desk) assert.equal(await gridsOf(house), code === 0 ? grids : 0, when);
    disk.clear();
    // Closing is part of the command: what came in and could not be tidied up is told as a failure.
    const found = await gridsOf(house);
    assert.ok(found === grids || (code !== 0 && found === 0), `${found} grids ${when}`);
    imported += code === 0;
    await house.wutu(bring);
    assert.equal(await gridsOf(house), grids, when);
    await desk?.stop();
    assert.equal((await house.wutu(["verify", house.store])).document.sound, true, when);
    for (const name of readdirSync(disk.place)) rmSync(join(disk.place, name));
  }
  t.diagnostic(`${imported} of ${points} imported at once`);
  assert.ok(imported > 0 && imported < points, "the room is too large or too small to show anything");
});

/** A test with what has to be undone after it; skipped where no disk can be mounted. */
function story(name, run) {
  test(name, async (t) => {
    const leave = leaving();
    const stop = () => leave.all().finally(() => process.exit(1));
    for (const signal of SIGNALS) process.once(signal, stop);
    try {
      await run(t, leave);
    } catch (error) {
      if (!(error instanceof CannotMount)) throw error;
      t.skip(error.message);
    } finally {
      await leave.all();
      for (const signal of SIGNALS) process.removeListener(signal, stop);
    }
  });
}

/** Lets everybody write while the disk gets full, until enough of it failed. */
async function fillUp(disk, { owner, phones, path, written, random, point }) {
  const failures = [];
  const begin = written.acknowledged;
  const fullAfter = Math.floor(random() * MOST);
  const room = roomFor(random);
  let isFull = false;
  written.onAcknowledged = () => {
    if (isFull || written.acknowledged - begin < fullAfter) return;
    isFull = true;
    disk.fill(room);
  };
  const until = {
    isOver: () => failures.length >= FAILURES,
    meet: (failure) => {
      assert.ok(failure instanceof Failed, failure);
      assert.deepEqual([failure.status, saysFull(3, failure.failure, `at point ${point}, seed ${SEED}`)], [500, true]);
      failures.push(failure);
    },
  };
  await Promise.all([
    ...Array.from({ length: OPERATORS }, () => operate(owner, path, written, until)),
    ...phones.map((phone, at) => answer(phone, written, seeded(SEED + point * 100 + at), until)),
  ]);
  written.onAcknowledged = () => {};
  return failures;
}

/** Mostly a page or a few, where one commit fails at its beginning, within or at its end; at times what the WAL takes. */
function roomFor(random) {
  const most = [8 * KIB, 64 * KIB, 256 * KIB, 2 * MIB][Math.floor(random() * 4)];
  return Math.floor(random() * most);
}

/** Questions, and retries of what was acknowledged, need no room. */
async function stillAnswers(owner, phones, written, when) {
  const { orders } = await inTime(owner.ask("orders", { scope: null, limit: 5 }));
  assert.ok(orders.length > 0 || written.orders.size === 0, when);
  await inTime(owner.ask("district"));
  for (const phone of phones) await inTime(phone.ask("inbox"));
  for (const act of written.acts.slice(-5)) {
    assert.deepEqual(await inTime(act.send(act.phone ?? owner)), act.outcome, `another answer ${when}`);
  }
}

/** Opening and closing on a full disk: it works, or says why. */
async function opensOrSaysWhy(house, when) {
  const { code, document } = await house.wutu(["ask", house.store, "district"], { expect: null });
  return code === 0 ? 1 : Number(!saysFull(code, document, when));
}

/** Runs a command that makes a store; what a failure leaves is nothing. Empties the disk. */
async function allOrNothing(house, disk, args, when) {
  const { code, document } = await house.wutu(args, { expect: null, seconds: 600 });
  disk.clear();
  if (code === 0) {
    assert.equal((await house.wutu(["verify", house.store])).document.sound, true, when);
  } else {
    saysFull(code, document, when);
    assert.deepEqual(filesIn(house.folder), [], `something is left ${when}`);
  }
  for (const name of readdirSync(house.folder)) rmSync(join(house.folder, name), { recursive: true });
  return Number(code === 0);
}

function saysFull(code, failure, when) {
  assert.deepEqual(
    { code, kind: failure?.kind, name: failure?.code, message: failure?.message },
    { code: 3, kind: "broken", name: "store.full", message: "the disk is full" },
    `${when}: ${JSON.stringify(failure)}`,
  );
  assert.match(failure.advice, /^free space/);
  return true;
}

function filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.path, entry.name));
}

async function gridsOf(house) {
  const { document } = await house.wutu(["ask", house.store, "district"]);
  return document.levels.reduce((sum, { grids }) => sum + grids, 0);
}

/** A district of streets and communities, squares whose sides have many points; how many grids. */
function writeGrids(file) {
  const [streets, communities, side] = [16, 24, 0.001];
  const features = [grid("411602", 114, 33, streets, communities, side)];
  for (let street = 0; street < streets; street += 1) {
    const code = `411602${digits(street)}`;
    features.push(grid(code, 114 + street * side, 33, 1, communities, side));
    for (let community = 0; community < communities; community += 1) {
      features.push(grid(code + digits(community), 114 + street * side, 33 + community * side, 1, 1, side));
    }
  }
  writeFileSync(file, JSON.stringify({ type: "FeatureCollection", features }));
  return features.length;
}

function grid(code, west, south, columns, rows, side) {
  const steps = 50;
  const corners = [[0, 0], [columns, 0], [columns, rows], [0, rows], [0, 0]];
  const ring = [];
  for (const [at, [x, y]] of corners.slice(0, -1).entries()) {
    const [nextX, nextY] = corners[at + 1];
    for (let step = 0; step < steps; step += 1) {
      const part = step / steps;
      ring.push([west + side * (x + (nextX - x) * part), south + side * (y + (nextY - y) * part)]);
    }
  }
  ring.push(ring[0]);
  const geometry = { type: "Polygon", coordinates: [ring.map((point) => point.map((one) => Number(one.toFixed(7))))] };
  return { type: "Feature", properties: { code, name: `网格${code}`, residents: 100 }, geometry };
}

function digits(number) {
  return String(number + 1).padStart(3, "0");
}
