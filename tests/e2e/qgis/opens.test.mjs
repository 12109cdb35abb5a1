// The demonstration district's store, closed, in a real QGIS. In the slow lane, and only where QGIS is installed: it is a
// gigabyte.

import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";

const PYTHON = "/usr/bin/python3";
const hasQgis = spawnSync(PYTHON, ["-c", "import qgis.core"]).status === 0;
const skip = hasQgis ? false : "there is no QGIS on this machine (Debian: python3-qgis)";
/** Layers with shapes, as QGIS is to find them. */
const LYING = ["asset", "basemap", "checkpoint", "grid", "incident", "unit", "venue"];

const leave = leaving();
after(() => leave.all());

test("QGIS reads every layer with what the desk counts, indexed, in our style, and draws it", { timeout: 300_000, skip }, async () => {
  const house = await demonstration(leave);
  const desk = await house.serve();
  const owner = await desk.owner();
  const [{ levels }, { places, total }, { units }] = await Promise.all(["district", "places", "units"].map((one) => owner.ask(one)));
  assert.equal(places.length, total);
  await desk.stop();
  const picture = process.env.WUTU_PICTURE ?? join(house.folder, "store.png");
  const env = { ...process.env, HOME: house.folder, QT_QPA_PLATFORM: "offscreen" };
  const { stdout } = await promisify(execFile)(PYTHON, [join(import.meta.dirname, "look.py"), house.store, picture], { env });
  const { layers, picture: drawn } = JSON.parse(stdout);

  const lying = Object.entries(layers).filter(([, { lies }]) => lies).map(([name]) => name);
  assert.deepEqual(lying.sort(), LYING);
  for (const [name, { valid, features, read }] of Object.entries(layers)) {
    assert.ok(valid, name);
    assert.equal(read, features, `${name}: as many as it says`);
  }
  for (const name of LYING) {
    const { crs, indexed, styled, words, symbols } = layers[name];
    assert.deepEqual({ crs, indexed, styled }, { crs: "EPSG:4490", indexed: true, styled: true }, `${name}: ${words}`);
    assert.ok(symbols > 0, `${name} has a symbol to draw with`);
  }
  const count = (noun) => places.filter((place) => place.noun === noun).length;
  const grids = levels.reduce((sum, level) => sum + level.grids, 0);
  const counted = { grid: grids, venue: count("venue"), checkpoint: count("checkpoint"), asset: count("asset"), unit: units.length };
  assert.ok(Object.values(counted).every((number) => number > 0), JSON.stringify(counted));
  for (const [name, number] of Object.entries(counted)) assert.equal(layers[name].features, number, name);
  assert.deepEqual(drawn.errors, []);
  assert.ok(drawn.inked > 0.3 && drawn.colours > 20, JSON.stringify(drawn));
});
