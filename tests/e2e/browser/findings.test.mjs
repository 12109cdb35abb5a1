// What is wrong with the grids, in the list and on the map: found, gone to, filtered, scrolled, accepted.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { bring, heads } from "../lib/small.mjs";
import { until } from "../lib/until.mjs";

/** So many squares on a side, and each so wide in degrees: 5,184 communities without a head. */
const SIDE = 72;
const STEP = 0.001;
/** The squares without a head, a gap and an overlap. */
const ALL = SIDE * SIDE + 2;
const [WEST, SOUTH] = [114.6, 33.6];
/** A strip of the square in the middle that nobody covers, and one that two of its neighbours have. */
const [GAP, OVERLAP] = [0.0004, 0.0003];

describe("what the check finds", () => {
  let desk, owner, browser, admin;
  const leave = leaving();

  before(async () => {
    const house = await empty(leave);
    await house.wutu(["new", house.store, "--name", "方格"]);
    await bring(house, "grids.geojson", board(), ["grids", "--parent", "parent"]);
    await heads(house, [["D", "区网格长", "钱一", "10000000001"]]);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    admin = await person(browser, desk);
    await admin.goto(desk.link);
    await mapIdle(admin);
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual(admin.faults.splice(0), []));

  const row = (kind) => admin.locator(`[data-testid="finding-row"][data-kind="${kind}"]`);
  const kind = (name) => admin.locator(`[data-testid="findings-kind"][data-kind="${name}"]`);
  const total = (count) => admin.locator(`[data-testid="findings-total"][data-count="${count}"]`).waitFor();
  const check = (fields = {}) => owner.ask("check", fields);

  test("they are counted by kind, exactly, however many there are", async () => {
    await admin.keyboard.press("c");
    await admin.$("findings").waitFor();
    await total(ALL);
    await says(kind("no_head"), /5\s184/);
    await says(kind("gap"), /1/);
    await says(kind("overlap"), /1/);
    await says(admin.$("findings"), /容差 0.5 米/);
    assert.equal((await check({ limit: 0 })).total, ALL);
  });

  test("a filter narrows the list, and the keys walk through it to the place on the map", async () => {
    await kind("overlap").click();
    await kind("gap").click();
    await total(2);
    await admin.keyboard.press("j");
    await admin.$("finding-card").waitFor();
    await admin.keyboard.press("j");
    await admin.locator('[data-testid="finding-row"][aria-pressed="true"]').waitFor();
    await row("gap").click();
    await says(admin.$("finding-width"), /^37\.\d\d m$/);
    await mapIdle(admin);
    const [{ params }] = (await check({ kinds: ["gap"] })).findings;
    await says(admin.$("finding-card"), new RegExp(`宽 ${params.width} 米，面积 ${params.area} 平方米`));
    // The map has gone there: no other scale shows something so small.
    await until("the map has come close", async () => scaleOf(await admin.$("read-out").textContent()) < 20_000);
    await admin.$("findings-clear").click();
    await total(ALL);
  });

  test("a list gives the keys back once something was chosen in it", async () => {
    const pressed = admin.locator('[data-testid="finding-row"][aria-pressed="true"]');
    await admin.keyboard.press("Escape");
    await pressed.waitFor({ state: "detached" });
    await admin.$("findings-level").click();
    await admin.locator(".ant-select-item-option").nth(2).click();
    await admin.$("findings-clear").waitFor();
    // There is nothing to walk through until the narrowed list has come.
    await until("a key to walk through the list", async () => {
      await admin.keyboard.press("j");
      return (await pressed.count()) > 0;
    });
    await admin.keyboard.press("Escape");
    await admin.$("findings-clear").click();
    await total(ALL);
  });

  test("five thousand rows scroll without a blank one", async () => {
    const list = admin.$("findings-rows");
    const height = await list.evaluate((box) => box.scrollHeight);
    assert.ok(height > ALL * 40, `${height} px`);
    let blanks = 0;
    for (let at = 0; at < height; at += height / 40) {
      await list.evaluate((box, top) => box.scrollTo(0, top), at);
      await admin.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      blanks += await admin.$("findings-waiting").count();
      await until("all rows are there", async () => (await admin.$("findings-waiting").count()) === 0);
    }
    assert.ok(blanks < 60, `${blanks} rows were blank while nobody waited`);
    await list.evaluate((box) => box.scrollTo(0, 0));
  });

  test("one is accepted with a note and a name, and opened again", async () => {
    await kind("gap").click();
    await row("gap").click();
    await admin.$("finding-accept").click();
    await admin.$("accept-note").fill("河道，无人居住");
    await admin.$("accept-name").fill("周明");
    await admin.$("accept-go").click();
    await says(admin.$("finding-acceptance"), /河道，无人居住周明 认可于/);
    await admin.locator('[data-testid="findings-accepted"][data-count="1"]').waitFor();
    const [{ acceptance }] = (await check({ kinds: ["gap"] })).findings;
    assert.deepEqual([acceptance.note, acceptance.name], ["河道，无人居住", "周明"]);
    await admin.$("finding-withdraw").click();
    await admin.locator('[data-testid="findings-accepted"][data-count="0"]').waitFor();
    assert.equal((await check({ kinds: ["gap"] })).findings[0].acceptance, null);
    await admin.$("findings-clear").click();
  });

  test("what somebody else accepts is seen here by itself", async () => {
    const { scheme, findings } = await check({ kinds: ["overlap"] });
    await owner.act({ type: "accept_finding", scheme, key: findings[0].key, note: "共管路段", name: "李工" });
    await admin.locator('[data-testid="findings-accepted"][data-count="1"]').waitFor();
  });

  test("Escape closes the card and the panel", async () => {
    await admin.$("finding-card").waitFor();
    await admin.keyboard.press("Escape");
    await admin.$("finding-card").waitFor({ state: "detached" });
    await admin.keyboard.press("Escape");
    await admin.$("findings").waitFor({ state: "detached" });
    assert.equal(await admin.$("tab-findings").count(), 0);
  });

  test("what nothing mends by itself is redrawn on the map, in a draft that is made at once", async () => {
    await admin.keyboard.press("c");
    await kind("gap").click();
    await row("gap").click();
    await admin.$("mend-draft").click();
    await admin.$("findings-draft").waitFor();
    await admin.$("mend-draw").click();
    await admin.$("edit-tools").waitFor();
    await until("the map has come close", async () => scaleOf(await admin.$("read-out").textContent()) < 20_000);
    const { schemes } = await owner.ask("schemes");
    const draft = schemes.find(({ scheme }) => scheme.state === "draft").scheme.name;
    assert.equal(await admin.$("editing").getAttribute("data-scheme"), draft);
  });
});

/** A district of squares, but for two that somebody drew wrong. */
function board() {
  const features = [];
  const add = (code, level, name, box) => {
    const properties = { code, level, name, ...(level > 1 && { parent: "D" }) };
    features.push({ type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring(box)] } });
  };
  add("D", 1, "方格区", { west: WEST, south: SOUTH, east: WEST + SIDE * STEP, north: SOUTH + SIDE * STEP });
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const [west, south] = [WEST + x * STEP, SOUTH + y * STEP];
      const box = { west, south, east: west + STEP, north: south + STEP };
      if (x === 36 && y === 36) box.east -= GAP;
      if (x === 20 && y === 20) box.east += OVERLAP;
      add(`S${y * SIDE + x}`, 2, `${y + 1}排${x + 1}格`, box);
    }
  }
  return JSON.stringify({ type: "FeatureCollection", features });
}

function scaleOf(text) {
  return Number((text ?? "").replace(/^.*1\s*[:∶：]/, "").replace(/[^\d]/g, ""));
}

function ring({ west, south, east, north }) {
  const round = (degrees) => Number(degrees.toFixed(7));
  const corners = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  return corners.map((corner) => corner.map(round));
}
