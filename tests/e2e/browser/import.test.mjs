// Files come in through the page: dropped or chosen, looked at, tried, brought in, and taken back.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { drop, hover } from "../lib/drop.mjs";
import { demonstrationFiles, empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";

/** The district's files, as a file manager sorts them: not in the order in which they can come in. */
const DISTRICT = [
  "basemap.geojson",
  "checkpoints.geojson",
  "duty.csv",
  "grids-1.geojson",
  "grids-2.geojson",
  "grids-3.geojson",
  "grids-4.geojson",
  "grids-5.geojson",
  "heads.csv",
  "streams.csv",
  "venues.geojson",
];
/** 网格编码,岗位,姓名,电话 in GBK, and one line under it. */
const GBK = Buffer.concat([
  Buffer.from([0xcd, 0xf8, 0xb8, 0xf1, 0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xb8, 0xda, 0xce, 0xbb, 0x2c]),
  Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xe7, 0xbb, 0xb0, 0x0a]),
  Buffer.from("411602,a,b,1\n"),
]);
const place = (id) => `<Placemark id="${id}"><name>${id}</name><Point><coordinates>114.65,33.62</coordinates></Point></Placemark>`;
/** Three places in two folders. */
const KML = `<kml><Document><Folder><name>陈州街</name>${place("P1")}${place("P2")}</Folder><Folder><name>七一路街</name>${place("P3")}</Folder></Document></kml>`;
const CORNERS = [[460000, 3720000], [461000, 3720000], [461000, 3721000], [460000, 3721000]];
/** One closed outline with its code written in it, in metres of nobody knows what. */
const DXF = [
  ["0", "SECTION", "2", "ENTITIES", "0", "LWPOLYLINE", "8", "区界", "90", "4", "70", "1"],
  CORNERS.flatMap(([x, y]) => ["10", x, "20", y]),
  ["0", "TEXT", "8", "注记", "10", "460500", "20", "3720500", "1", "411699", "0", "ENDSEC", "0", "EOF", ""],
].flat().join("\n");
/** Headings that nobody can know, one sound row, and two that name no grid. */
const ODD = "辖区号,职,谁,电话\n411602,值班,钱一,10000000001\n411699,值班,孙二,10000000002\n411698,值班,李三,10000000003\n";

describe("files brought in at the page", () => {
  let desk, owner, browser, admin, files, tellRights;
  const rights = new Promise((tell) => {
    tellRights = tell;
  });
  const leave = leaving();

  before(async () => {
    const folder = await demonstrationFiles();
    files = await Promise.all(DISTRICT.map(async (name) => ({ name, body: await readFile(join(folder, name)) })));
    const house = await empty(leave);
    await house.wutu(["new", house.store, "--name", "空区"]);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    admin = await person(browser, desk);
    await admin.route("**/api/ask", async (route) => {
      if (route.request().postDataJSON().question.type === "help") await rights;
      await route.continue();
    });
    await admin.goto(desk.link);
    await admin.$("empty-store").waitFor();
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual(admin.faults.splice(0), []));

  const named = (name) => files.find((file) => file.name === name);
  const state = (wanted) => admin.locator(`[data-testid="import-file"][data-state="${wanted}"]`).waitFor();
  const imports = async () => (await owner.ask("imports")).imports;
  const standing = async () => (await imports()).filter((line) => line.undone === null);
  const heads = async () => (await owner.ask("district")).heads;
  const close = () => admin.$("import-put-away").click();
  const choose = async (field, column) => {
    await admin.$(`import-field-${field}`).getByRole("combobox").fill(column);
    await admin.keyboard.press("Enter");
  };

  test("the first grids are taken back, and the store is empty again", async () => {
    // Dropped before the page knows what its seat may.
    await drop(admin, [named("grids-1.geojson")]);
    await admin.$("import-panel").waitFor();
    tellRights();
    await state("ready");
    assert.equal((await imports()).length, 0, "looking changes nothing");
    await admin.$("import-go").click();
    await state("done");
    await mapIdle(admin);
    await admin.$("import-undo").click();
    await says(admin.$("import-undo-asks"), /将去掉“grids-1.geojson”带来的 1 个网格/);
    await admin.$("import-undo-go").click();
    await until("the grid is gone", async () => (await owner.ask("district")).scheme === null);
    await close();
    await admin.keyboard.press("Escape");
    await admin.$("empty-store").waitFor();
  });

  test("the demonstration district's files come in at one press, each in its turn", async () => {
    await hover(admin, files);
    await says(admin.$("drop-frame"), /11 个文件/);
    await drop(admin, files);
    assert.equal(await admin.$("drop-frame").count(), 0);
    await says(admin.$("import-file").locator("h2"), "grids-1.geojson");
    await state("ready");
    await admin.$("import-go").click();
    await until("all are in", async () => (await admin.locator('[data-testid="import-in-hand"][data-state="done"]').count()) === 11, 60);
    const card = await owner.ask("district");
    assert.deepEqual(card.levels.map(({ grids }) => grids), [1, 9, 88, 995, 2640]);
    assert.deepEqual([card.heads, card.duty, card.venues, card.checkpoints], [3775, 95, 40, 12]);
    assert.equal((await standing()).length, 11);
    await admin.$("import-finish-all").click();
    await admin.$("level-5").waitFor();
    assert.equal(await admin.$("level-2").getAttribute("aria-checked"), "true", "the map shows what divides the district");
    await mapIdle(admin);
  });

  test("what holds nothing is said to, and no column is missed in it", async () => {
    await drop(admin, [{ name: "空.geojson", body: Buffer.from('{"type":"FeatureCollection","features":[]}') }]);
    await says(admin.$("import-file"), /空.geojson 里一行数据也没有/);
    assert.doesNotMatch(await admin.$("import-file").textContent(), /必填/);
    assert.ok(await admin.$("import-go").isDisabled());
    await close();
  });

  test("columns with odd headings are matched by hand", async () => {
    await drop(admin, [{ name: "值班.csv", body: ODD }]);
    await says(admin.$("import-field-code"), /必填/);
    await state("column");
    assert.ok(await admin.$("import-go").isDisabled());
    await choose("code", "辖区号");
    await choose("name", "谁");
    await state("faults");
    await says(admin.$("import-field-code"), /411602/);
  });

  test("faults are told by row, in the language of the page, and nothing of the file stays", async () => {
    const before = await heads();
    const faults = admin.$("import-faults");
    await says(faults, /第 3 行.*411699.*第 4 行.*411698/s);
    await admin.$("import-check").click();
    await admin.keyboard.press("l");
    await says(faults, /Row 3.*411699 is neither a grid/s);
    await admin.keyboard.press("l");
    assert.ok(await admin.$("import-go").isDisabled());
    assert.equal(await heads(), before);
  });

  test("faulty rows can be left out", async () => {
    const before = await heads();
    await admin.$("import-skip").click();
    await admin.$("import-go").click();
    await state("done");
    await says(admin.$("import-taken"), "1");
    await says(admin.$("import-left-out"), /第 3 行/);
    assert.equal(await heads(), before + 1);
  });

  test("rows left out come back as a spreadsheet, whose columns are known when it is dropped", async () => {
    const saving = admin.waitForEvent("download");
    await admin.$("import-mend-save").click();
    const saved = await saving;
    assert.equal(saved.suggestedFilename(), "值班-待改.xlsx");
    await says(admin.$("import-mend-saved"), /只补这些行/);
    const body = await readFile(await saved.path());
    await close();
    await drop(admin, [{ name: "值班-待改.xlsx", body }]);
    await says(admin.$("import-remembered"), /沿用上次导入“值班.csv”/);
    await state("faults");
    await says(admin.$("import-faults"), /第 2 行.*411699.*第 3 行.*411698/s);
    await admin.$("import-forget").click();
    await state("column");
    await close();
  });

  test("an import is taken back as a whole", async () => {
    const before = (await heads()) - 1;
    const line = admin.locator('[data-testid="import-line"][data-file="值班.csv"]');
    await line.locator('[data-testid="import-undo"]').click();
    await line.locator('[data-testid="import-undo-go"]').click();
    await until("the person is gone", async () => (await heads()) === before);
    await says(line, /已撤销/);
  });

  test("what others rest on is not taken back, and the list says why", async () => {
    const grids = admin.locator('[data-testid="import-line"][data-file="grids-5.geojson"]');
    await grids.scrollIntoViewIfNeeded();
    await grids.locator('[data-testid="import-undo"]').click();
    await says(grids.locator('[data-testid="import-undo-cannot"]'), /依附于这次导入/);
  });

  test("an answer that is lost on its way is had by trying again, and the file came in once", async () => {
    const line = "网格编码,岗位,姓名,电话\n411602,夜班,赵四,10000000004\n";
    const before = (await imports()).length;
    await drop(admin, [{ name: "夜班.csv", body: line }]);
    await state("ready");
    await admin.route("**/api/import?*", (route) => route.fetch().then(() => route.abort()), { times: 1 });
    await admin.$("import-go").click();
    await state("failed");
    await says(admin.$("failure"), /没有留下一半/);
    await admin.$("import-again").click();
    await state("done");
    assert.equal((await imports()).length, before + 1);
    await close();
  });

  test("a file in GBK is read as such, and it says so", async () => {
    await drop(admin, [{ name: "名册.csv", body: GBK }]);
    await state("ready");
    await says(admin.$("import-letters"), /GB18030/);
    await says(admin.$("import-notes"), /按 GBK 读/);
    await close();
    await drop(admin, [{ name: "名册.csv", body: Buffer.concat([Buffer.from("网格编码,姓名"), Buffer.from([0xff, 0x0a])]) }]);
    await state("unreadable");
    await says(admin.$("import-look-faults"), /不是 UTF-8/);
    await close();
  });

  test("a set that lies some hundred metres off from what is there is pointed out with how far, and not moved", async () => {
    const venues = JSON.parse(named("venues.geojson").body);
    for (const { geometry } of venues.features) {
      geometry.coordinates = [geometry.coordinates[0] + 0.004, geometry.coordinates[1] + 0.001];
    }
    await drop(admin, [{ name: "场所 新测.geojson", body: JSON.stringify(venues) }]);
    await state("ready");
    const told = await says(admin.$("import-notes"), /整体偏了约 \d+ 米（向东 \d+ 米，向北 \d+ 米），不像 GCJ-02，也不像 BD-09/);
    const [off, east, north] = told.match(/约 (\d+) 米（向东 (\d+) 米，向北 (\d+) 米/).slice(1).map(Number);
    // 0.004° of longitude there are 371 m, 0.001° of latitude 111 m.
    for (const [found, wanted] of [[off, 387], [east, 371], [north, 111]]) assert.ok(Math.abs(found - wanted) < 5, told);
    await close();
  });

  test("the list keeps of each file its datum, its length and its hash, which can be copied", async () => {
    const line = admin.locator('[data-testid="import-line"][data-file="夜班.csv"]');
    await line.scrollIntoViewIfNeeded();
    const body = "网格编码,岗位,姓名,电话\n411602,夜班,赵四,10000000004\n";
    const kept = (await imports()).find(({ file }) => file === "夜班.csv");
    assert.equal(kept.bytes, Buffer.byteLength(body));
    assert.match(kept.hash, /^[0-9a-f]{64}$/);
    await admin.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await line.locator('[data-testid="import-hash-copy"]').click();
    await says(line, /已复制/);
    assert.equal(await admin.evaluate(() => navigator.clipboard.readText()), kept.hash);
    await says(line.locator('[data-testid="import-original"]'), /\d+ B · BLAKE3 [0-9a-f]{12}…/);
    assert.match((await imports()).find(({ file }) => file === "grids-1.geojson").datum, /^EPSG:4\d+$/);
  });

  test("of several layers one is chosen by its name, and what a drawing is measured in is asked", async () => {
    await drop(admin, [{ name: "场所.kml", body: KML }]);
    await state("ready");
    await says(admin.$("import-check"), /读到 3/);
    await admin.$("import-layer").click();
    await admin.locator(".ant-select-item-option", { hasText: "七一路街" }).click();
    await says(admin.$("import-check"), /读到 1/);
    await close();
    await drop(admin, [{ name: "图纸.dxf", body: DXF }]);
    await state("column");
    await choose("code", "text");
    await state("faults");
    await says(admin.$("import-faults"), /没有说明坐标系/);
    await close();
  });

  test("pictures and empty files are turned away in plain words", async () => {
    await drop(admin, [{ name: "图.png", body: "x" }, { name: "空.csv", body: "" }]);
    const wrong = admin.$("import-wrong");
    await says(wrong.nth(0), /这是图片/);
    await says(wrong.nth(1), /这是空文件/);
    await admin.$("import-finish-all").click();
  });

  test("keys alone choose a file and bring it in", async () => {
    // Asked for early: on a busy machine the browser takes a moment until it hands the choosing of files over.
    const chooser = admin.waitForEvent("filechooser");
    await admin.keyboard.press("Escape");
    await admin.$("import-panel").waitFor({ state: "detached" });
    await admin.keyboard.press("i");
    await admin.locator("[data-testid=import-pick]:focus").waitFor();
    await admin.keyboard.press("Enter");
    const body = Buffer.from("网格编码,岗位,姓名,电话\n411602,早班,周五,10000000005\n");
    await (await chooser).setFiles([{ name: "早班.csv", mimeType: "text/csv", buffer: body }]);
    await state("ready");
    await admin.keyboard.press("Control+Enter");
    await state("done");
  });

  test("a seat that may not is told so, and what it drops is not even sent", async () => {
    const { code } = await owner.act({ type: "offer_seat", role: "commander", subtree: null });
    const commander = await person(browser, desk);
    const sent = [];
    commander.on("request", (request) => request.url().includes("/api/import") && sent.push(request.url()));
    await commander.goto(`${desk.address}/#seat=${code}`);
    await commander.$("grid-panel").waitFor();
    await hover(commander, [named("heads.csv")]);
    await says(commander.$("drop-frame"), /本席位不能导入/);
    await drop(commander, [named("heads.csv")]);
    await says(commander.$("failure"), /指挥长席位不能导入文件/);
    assert.deepEqual([sent, commander.faults], [[], []]);
  });
});
