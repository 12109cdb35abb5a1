// `kill -9` while an import is taken back: it is taken back whole or stands whole, and the ledger is sound.
//
// WUTU_KILLS sets how often (20; an import is killed for every four), WUTU_SEED when; a failure prints the seed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { seeded } from "./flow.mjs";

const KILLS = Math.ceil(Number(process.env.WUTU_KILLS ?? 20) / 4);
const SEED = Number(process.env.WUTU_SEED ?? 20261121);
/** Longer than an undo takes, start and end of the program included. */
const LONGEST_SECONDS = 0.3;

let house;
const atTheEnd = leaving();
before(async () => {
  house = await demonstration(atTheEnd);
});
after(() => atTheEnd.all());

test(`an undo that is killed is whole or never was, ${KILLS} times`, async (t) => {
  const random = seeded(SEED);
  const { imports } = await said(["imports", house.store]);
  let whole = 0;
  for (const { import: id, file } of imports.slice(0, KILLS)) {
    const full = await district();
    const undo = ["undo-import", house.store, `${id.desk}/${id.seq}`];
    const killed = house.wutu(undo, { seconds: random() * LONGEST_SECONDS, expect: null });
    await killed.catch((failure) => assert.match(failure.message, /SIGKILL/));
    const { undone } = await line(id.seq);
    assert.equal((await said(["verify", house.store])).sound, true, `${file}, seed ${SEED}`);
    if (undone === null) {
      assert.deepEqual(await district(), full, `${file} stands as it stood, seed ${SEED}`);
      await said(undo);
    } else {
      whole += 1;
    }
    const left = await district();
    assert.equal(left.revision, full.revision + 1, `${file} went once, seed ${SEED}`);
    assert.equal((await line(id.seq)).obstacle.code, "import.already_undone");
  }
  assert.equal((await said(["verify", house.store])).sound, true);
  t.diagnostic(`seed ${SEED}: ${whole} of ${KILLS} were done before the kill`);
});

const said = async (args) => (await house.wutu(args)).document;

const line = async (seq) =>
  (await said(["imports", house.store])).imports.find((one) => one.import.seq === seq);

/** What the store says of itself, but for the time. */
async function district() {
  const { now, ...rest } = await said(["ask", house.store, "district"]);
  assert.ok(now);
  return rest;
}
