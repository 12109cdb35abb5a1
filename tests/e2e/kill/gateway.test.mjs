// `kill -9` between "noted as on the wire" and the gateway's answer: no message is lost without a word, and none goes
// out a second time by itself where the first may have arrived.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { openGateway, settingOf } from "../lib/gateway.mjs";
import { demonstration } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";

describe("a desk that dies while messages are on the wire", () => {
  let house, desk, owner, sms, path;
  const leave = leaving();

  before(async () => {
    house = await demonstration(leave);
    sms = await openGateway(leave);
    desk = await house.serve();
    owner = await desk.owner();
    const street = await gridNamed(owner, "荷花路街道");
    const { card } = await estateBelow(owner, street.grid.path, 1);
    // The community around the estate: more people than messages go out at once.
    path = card.grid.path.split(".").slice(0, -1).join(".");
  });
  after(() => leave.all());

  const enter = (change) => {
    const setting = { ...settingOf(sms.address), ...change };
    return owner.act({ type: "set_gateway", by: "sms", wish: { setting, credentials: { key: "key-0123456789" } } });
  };
  const sends = async (order) =>
    (await owner.ask("order", { id: order })).rows.flatMap(({ send }) => (send === null ? [] : [send]));
  const isUnderWay = ({ state }) => state === "waiting" || state === "sending";
  const settled = (order) =>
    until("all messages to come to an end", async () => {
      const all = await sends(order);
      return !all.some(isUnderWay) && all;
    });

  /** Issues an order, kills the desk while the gateway holds its answers, and opens it again. */
  const dieOnTheWire = async () => {
    sms.heard.length = 0;
    const release = sms.hold();
    const outside = { by: "sms", whom: "without_page", seen: null };
    const { order } = await owner.issue(path, "检查地下室水泵", { kind: "command", answering: "every_person", outside });
    const all = (await sends(order)).length;
    assert.ok(all > 8, `${all} messages`);
    // The gateway has them, and the desk's log has said so before.
    await until("some on the wire", () => sms.heard.length > 0);
    await desk.kill();
    release();
    assert.equal((await house.wutu(["verify", house.store])).document.sound, true);
    // By now whatever the dead desk had sent has been read.
    const wired = sms.heard.map(({ id }) => id);
    desk = await house.serve(desk.port);
    owner = await desk.owner();
    return { order, all, wired };
  };

  test("what the gateway may have is not known and stays so; what waited goes out once", async () => {
    await enter({});
    const { order, all, wired } = await dieOnTheWire();
    const ended = await settled(order);
    const of = (state) => ended.filter((send) => send.state === state);
    assert.equal(ended.length, all, "none is gone");
    assert.ok(of("unknown").length >= wired.length, "each that was on the wire says so");
    assert.equal(of("unknown").length + of("taken").length, all);
    const known = new Set(of("unknown").map(({ send }) => send));
    assert.ok(wired.every((id) => known.has(id)));
    const heard = sms.heard.map(({ id }) => id);
    assert.equal(new Set(heard).size, heard.length, "nobody got one twice");
    assert.equal(heard.length, wired.length + of("taken").length);

    // A person may say so all the same, and then it is the same message.
    const [again] = wired;
    await owner.act({ type: "settle_sends", sends: [again], how: "retry" });
    await until("it to go out", () => sms.heard.filter(({ id }) => id === again).length === 2);
    assert.equal((await settled(order)).find(({ send }) => send === again).state, "taken");
  });

  test("a gateway that knows messages by their number is asked again by itself", async () => {
    await enter({ deduplicates: true });
    const { order, all, wired } = await dieOnTheWire();
    const ended = await settled(order);
    assert.deepEqual(ended.map(({ state }) => state), Array(all).fill("taken"));
    const times = (id) => sms.heard.filter((one) => one.id === id).length;
    assert.ok(wired.every((id) => times(id) === 2), "by the number that it had");
    assert.ok(ended.every(({ send }) => times(send) === 1 || wired.includes(send)));
  });
});
