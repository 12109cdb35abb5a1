// What is found is mended in a draft with a press of a button, in each of the four ways; and let stand, and opened again.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { bring, heads } from "../lib/small.mjs";

/** A square is so many degrees wide, and lies in a street of three by three. */
const STEP = 0.001;
const [WEST, SOUTH] = [114.6, 33.6];
/** Narrower than the tolerance: 0.3 m to the east. */
const HAIR = 0.000003;

describe("mending what the check finds", () => {
  let desk, owner, browser, admin;
  const leave = leaving();

  before(async () => {
    const house = await empty(leave);
    await house.wutu(["new", house.store, "--name", "修补"]);
    await bring(house, "grids.geojson", board(), ["grids", "--parent", "parent"]);
    await heads(house, everybody());
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    admin = await person(browser, desk);
    await admin.goto(desk.link);
    await mapIdle(admin);
    await admin.keyboard.press("c");
    await admin.$("findings").waitFor();
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual(admin.faults.splice(0), []));

  const row = (kind) => admin.locator(`[data-testid="finding-row"][data-kind="${kind}"]`).first();
  const figure = (name, count) => admin.locator(`[data-testid="findings-${name}"][data-count="${count}"]`).waitFor();
  const draft = async () => (await owner.ask("schemes")).schemes.find(({ scheme }) => scheme.state === "draft").scheme.name;
  const check = async () => owner.ask("check", { scheme: await draft() });

  test("what is in force is mended in a draft of it, which is made at once", async () => {
    await row("sliver").click();
    await admin.$("mend-draft").click();
    await admin.$("findings-draft").waitFor();
    await figure("mended", 0);
    await figure("open", 5);
  });

  for (const [kind, how] of [
    ["sliver", "give_to_neighbour"],
    ["mismatched_edge", "snap_to_other"],
    ["outside_parent", "clip_to_parent"],
    ["lies_elsewhere", "move_to_parent"],
  ]) {
    test(`${kind}: ${how} mends it, and an undo brings it back`, async () => {
      const before = await check();
      const of = ({ findings }) => findings.filter((one) => one.kind === kind);
      assert.equal(of(before).length, 1);
      await row(kind).click();
      const mend = admin.locator(`[data-testid="mend"][data-how="${how}"]`).first();
      const words = await mend.textContent();
      await mend.click();
      await figure("mended", before.mended + 1);
      await says(admin.$("mended"), new RegExp(words));
      const mended = await check();
      assert.deepEqual(of(mended), []);
      assert.ok(mended.total < before.total, `${mended.total} of ${before.total} are left`);
      await admin.$("mend-undo").click();
      await figure("mended", before.mended);
      assert.deepEqual((await check()).findings, before.findings);
      await row(kind).click();
      await mend.click();
      await figure("mended", before.mended + 1);
    });
  }

  test("the share that is done is told as a figure and in the bar", async () => {
    const { mended, total } = await check();
    assert.deepEqual([mended, total], [4, 0]);
    await figure("found", 4);
    await says(admin.$("findings-share"), /100%/);
  });

  test("what is let stand in a draft is open in force, and is opened again", async () => {
    const revisions = (await owner.ask("schemes")).schemes.find(({ scheme }) => scheme.state === "draft").revisions;
    await owner.act({ type: "undo_revision", fact: revisions.find((one) => one.undone === null).fact });
    await figure("mended", 3);
    await row("lies_elsewhere").click();
    await admin.$("finding-accept").click();
    await admin.$("accept-note").fill("飞地，历来如此");
    await admin.$("accept-name").fill("周明");
    await admin.$("accept-go").click();
    await figure("accepted", 1);
    await says(admin.$("findings-share"), /80%/);
    const isAccepted = ({ findings }) => findings.some((one) => one.acceptance !== null);
    assert.deepEqual([isAccepted(await check()), isAccepted(await owner.ask("check", {}))], [true, false]);
    await admin.$("finding-withdraw").click();
    await figure("accepted", 0);
    assert.equal(isAccepted(await check()), false);
  });
});

/** Two streets of three by three squares, and what somebody drew wrong. */
function board() {
  const features = [];
  const add = (code, level, parent, corners) => {
    const properties = { code, level, name: `格${code}`, ...(parent && { parent }) };
    features.push({ type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring(corners)] } });
  };
  add("D", 1, null, box(0, 0, 6, 3));
  for (const [street, first] of [["A", 0], ["B", 3]]) {
    add(street, 2, "D", box(first, 0, first + 3, 3));
    for (const [at, [x, y]] of squares().entries()) {
      const [code, west] = [`${street}${at + 1}`, first + x];
      add(code, 3, code === "B9" ? "A" : street, drawn[code]?.(west, y) ?? box(west, y, west + 1, y + 1));
    }
  }
  return JSON.stringify({ type: "FeatureCollection", features });
}

const squares = () => Array.from({ length: 9 }, (_, at) => [at % 3, Math.floor(at / 3)]);

/** A strip that nobody has, an edge with a corner of its own, and a square that leaves the district. */
const drawn = {
  A1: (x, y) => box(x, y, x + 1 - HAIR / STEP, y + 1),
  A7: (x, y) => [[x, y], [x + 1, y], [x + 1 + HAIR / STEP, y + 0.5], [x + 1, y + 1], [x, y + 1]],
  B3: (x, y) => box(x, y, x + 1.4, y + 1),
};

const everybody = () => {
  const codes = ["D", "A", "B", ...["A", "B"].flatMap((street) => squares().map((_, at) => `${street}${at + 1}`))];
  return codes.map((code, at) => [code, "网格长", `人${at}`, `100000000${String(at).padStart(2, "0")}`]);
};

const box = (west, south, east, north) => [[west, south], [east, south], [east, north], [west, north]];

function ring(corners) {
  const round = (degrees) => Number(degrees.toFixed(7));
  return [...corners, corners[0]].map(([x, y]) => [round(WEST + x * STEP), round(SOUTH + y * STEP)]);
}
