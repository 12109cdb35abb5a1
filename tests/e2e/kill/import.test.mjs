// A foreign file is read by a process of its own: whatever ends it, or the desk that started it, in the middle,
// nothing has come in, nothing is left behind, and the same file comes in afterwards.

import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { demonstration } from "../lib/house.mjs";
import { gone, held, letGo, manyVenues } from "../lib/inspector.mjs";
import { leaving } from "../lib/leaving.mjs";

describe("an import that ends in the middle", () => {
  let house, file, standing, names;
  const leave = leaving();

  before(async () => {
    house = await demonstration(leave);
    file = join(house.folder, "many.geojson");
    await writeFile(file, manyVenues());
    standing = await venues();
    names = await readdir(house.folder);
  });
  after(() => leave.all());
  afterEach(async () => {
    assert.equal(await venues(), standing, "the store is as it was");
    assert.equal((await house.wutu(["verify", house.store])).document.sound, true);
    assert.deepEqual(await readdir(house.folder), names, "nothing is left behind");
  });

  const venues = async () => (await house.wutu(["ask", house.store, "district"])).document.venues;
  const begin = async () => {
    const { child, ended } = house.begin(["import", house.store, file, "--as", "venues"]);
    return { child, ended, inspector: await held(child.pid) };
  };

  test("by the inspector's own end: it is told, and nothing came in", async () => {
    const { ended, inspector } = await begin();
    process.kill(inspector, "SIGKILL");
    const { code, out } = await ended;
    assert.deepEqual([code, JSON.parse(out).code], [1, "import.reader_ended"]);
  });

  test("by Ctrl-C: the inspector ends, and it is told", async () => {
    const { child, ended, inspector } = await begin();
    child.kill("SIGINT");
    const { code, out } = await ended;
    assert.deepEqual([code, JSON.parse(out).code], [1, "import.cancelled"]);
    await gone(inspector);
  });

  test("by kill -9 of the desk: no inspector outlives it", async () => {
    const { child, ended, inspector } = await begin();
    child.kill("SIGKILL");
    assert.equal((await ended).signal, "SIGKILL");
    // One that was held before it was bound to its desk sees by itself that there is none.
    letGo(inspector);
    await gone(inspector);
  });
});

test("after all that the file comes in", async () => {
  const leave = leaving();
  try {
    const house = await demonstration(leave);
    const file = join(house.folder, "many.geojson");
    await writeFile(file, manyVenues(60_000));
    const { child, ended } = house.begin(["import", house.store, file, "--as", "venues"]);
    process.kill(await held(child.pid), "SIGKILL");
    await ended;
    const [report] = (await house.wutu(["import", house.store, file, "--as", "venues"])).document.reports;
    assert.deepEqual([report.taken, report.changed], [60_000, true]);
    assert.equal((await house.wutu(["verify", house.store])).document.sound, true);
  } finally {
    await leave.all();
  }
});
