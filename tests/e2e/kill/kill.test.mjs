// `kill -9` while orders and receipts flow: what was acknowledged is there once, nothing else is there twice or half.
//
// WUTU_KILLS sets how often (20), WUTU_SEED what falls where; a failure prints the seed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Failed } from "../lib/client.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { Account, answer, compare, compareAll, operate, seeded, settle } from "./flow.mjs";

const KILLS = Number(process.env.WUTU_KILLS ?? 20);
const SEED = Number(process.env.WUTU_SEED ?? 20261121);
const PHONES = 6;
const OPERATORS = 2;
/** The desk is killed after so many acknowledged writes, at the least and at the most. */
const [FEWEST, MOST] = [3, 60];
/** Orders that are looked at after each kill: more than come between two. */
const RECENT = 200;

let house;
const atTheEnd = leaving();
before(async () => {
  house = await demonstration(atTheEnd);
});
after(() => atTheEnd.all());

test(`after each of ${KILLS} kills everything acknowledged is there once`, async (t) => {
  const random = seeded(SEED);
  const written = new Account();
  let desk = await house.serve();
  const port = desk.port;
  let owner = await desk.owner();
  const street = await gridNamed(owner, "荷花路街道");
  const { card, heads } = await estateBelow(owner, street.grid.path, PHONES);
  const phones = await Promise.all(heads.map((post) => owner.pairPhone(post.id)));
  let mid = 0;

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const deadline = FEWEST + Math.floor(random() * (MOST - FEWEST));
    const before = written.acknowledged;
    const dying = desk;
    const death = new Promise((done) => {
      written.onAcknowledged = () => {
        if (written.acknowledged - before === deadline) done(dying.kill());
      };
    });
    let isDead = false;
    death.then(() => {
      isDead = true;
    });
    const until = { isOver: () => isDead, meet: meetBroken };
    const flow = [
      ...Array.from({ length: OPERATORS }, () => operate(owner, card.grid.path, written, until)),
      ...phones.map((phone, at) => answer(phone, written, seeded(SEED + kill * 100 + at), until)),
    ];
    await death;
    await Promise.all(flow);
    written.onAcknowledged = () => {};
    mid += written.open.size;

    const { document } = await house.wutu(["verify", house.store]);
    assert.equal(document.sound, true, `verify after kill ${kill}`);

    desk = await house.serve(port);
    owner = await desk.owner();
    for (const phone of phones) phone.address = desk.address;
    await settle(owner, phones, written);
    await compare(owner, phones, written, `after kill ${kill}`, RECENT);
  }
  t.diagnostic(
    `seed ${SEED}: ${written.acknowledged} acknowledged writes, ${written.orders.size} orders, ` +
      `${written.receipts.size} receipts, ${mid} calls under way at the kills`,
  );
  await compare(owner, phones, written, "at the end");
  await compareAll(owner, phones, written);
  await desk.stop();
  const { document } = await house.wutu(["verify", house.store]);
  assert.equal(document.sound, true);
});

/** A connection that broke is what is awaited; the desk's own refusals are failures of the test. */
function meetBroken(failure) {
  if (failure instanceof Failed || failure instanceof assert.AssertionError) throw failure;
}
