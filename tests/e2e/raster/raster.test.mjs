// maplibre-rs draws grids from our own tiles, and the gallery shows its pictures while they are of the district as it
// is. In the slow lane, and only where `make raster` was run: it brings 372 packages.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { inflateSync } from "node:zlib";
import { uuid7 } from "../lib/client.mjs";
import { gridNamed } from "../lib/district.mjs";
import { demonstration, ROOT } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";

const RASTER = process.env.WUTU_RASTER ?? join(ROOT, "crates/raster/target/debug/wutu-raster");
const skip = existsSync(RASTER) ? false : `${RASTER} is not built: make raster`;
/** The colours of `crates/raster/src/mvt.rs`. */
const [OWN, BORDER, BELOW, ROAD] = ["d3e6ea", "0d5f70", "5d7f93", "b9b2a6"];

const run = promisify(execFile);
const leave = leaving();
let house, desk, owner, token, thumbs;

before(async () => {
  if (skip) return;
  house = await demonstration(leave);
  desk = await house.serve();
  owner = await desk.owner();
  token = await desk.ownersToken();
  thumbs = `${house.store}.thumbs`;
});
after(() => leave.all());

const draw = (...words) => run(RASTER, [house.store, ...words], { timeout: 300_000 });

test("a district and its streets are drawn in our colours, each as a picture of its own", { timeout: 300_000, skip }, async () => {
  await draw("--down-to", "2");
  const files = (await readdir(thumbs)).sort();
  assert.equal(files.length, 11, "one district, nine streets, their list");
  const { revision } = JSON.parse(await readFile(join(thumbs, "thumbs.json"), "utf8"));
  assert.equal(revision, (await owner.ask("district")).revision);
  const seen = new Set();
  for (const file of files.filter((name) => name.endsWith(".png"))) {
    const bytes = await readFile(join(thumbs, file));
    const { width, height, colours } = pixels(bytes);
    assert.ok(Math.max(width, height) >= 256 && Math.max(width, height) <= 514, `${file}: ${width} × ${height}`);
    for (const colour of [OWN, BORDER, BELOW, ROAD]) assert.ok(colours.get(colour) > 20, `${file} has no ${colour}`);
    assert.ok(colours.get(OWN) > colours.get(BORDER), `${file}: more grid than border`);
    seen.add(bytes.toString("base64"));
  }
  assert.equal(seen.size, 10, "no two are alike");
});

test("the gallery's pictures are these while the district is as it was, and the press's own afterwards", { timeout: 120_000, skip }, async () => {
  const { grid } = await gridNamed(owner, "荷花路街道");
  const shown = async () => {
    const address = `${desk.address}/api/thumb?grid=${grid.path}`;
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const drawn = await readFile(join(thumbs, `${grid.path}.png`));
  assert.ok(drawn.equals(await shown()));
  const place = { type: "Feature", properties: { 编号: "R1", 名称: "新站" }, geometry: { type: "Point", coordinates: [114.65, 33.62] } };
  const query = new URLSearchParams({ kind: "venues", file: "venues.geojson", command_id: uuid7() });
  const imported = await fetch(`${desk.address}/api/import?${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ type: "FeatureCollection", features: [place] }),
  });
  assert.equal(imported.status, 200, await imported.text());
  assert.ok(!drawn.equals(await shown()), "a picture of another revision is none of this one");
});

test("what is not there is said in words, and leaves no picture", { timeout: 60_000, skip }, async () => {
  const out = join(house.folder, "none");
  await assert.rejects(draw("--grid", "411602.9", "--out", out), /no grid 411602\.9|411602\.9/);
  assert.deepEqual(await readdir(out).catch(() => []), []);
  await assert.rejects(run(RASTER, [join(house.folder, "nowhere.gpkg")]), /nobody has .*nowhere\.gpkg open/);
});

test("it speaks to the desk on this machine and to nobody else", { timeout: 120_000, skip: skip || untraceable() }, async () => {
  const log = join(house.folder, "connects");
  await run("strace", ["-f", "-qq", "-e", "trace=connect,sendto", "-o", log, RASTER, house.store, "--down-to", "1"]);
  const lines = (await readFile(log, "utf8")).split("\n").filter((line) => /AF_INET/.test(line));
  assert.ok(lines.length > 3);
  assert.deepEqual(lines.filter((line) => !line.includes('inet_addr("127.0.0.1")')), []);
});

function untraceable() {
  try {
    execFileSync("strace", ["-V"], { stdio: "ignore" });
    return false;
  } catch {
    return "strace is not installed";
  }
}

/** Width, height, and how many dots have each colour: of an RGB picture of eight bits, as ours are. */
function pixels(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  assert.deepEqual([png[24], png[25], png[28]], [8, 2, 0], "eight bits, RGB, not interlaced");
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * 3;
  const colours = new Map();
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    const row = Buffer.from(raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)));
    for (let x = 0; x < stride; x += 1) {
      const [left, up, corner] = [x < 3 ? 0 : row[x - 3], above[x], x < 3 ? 0 : above[x - 3]];
      row[x] += [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    }
    for (let x = 0; x < stride; x += 3) {
      const colour = row.toString("hex", x, x + 3);
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    above = row;
  }
  return { width, height, colours };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
