// Basemaps at the page: dropped, chosen, seen on the canvas, kept, taken away; 天地图 with a key of the user's own.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { inflateSync } from "node:zlib";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { drop } from "../lib/drop.mjs";
import { empty, ROOT } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";
import { squares } from "../lib/small.mjs";
import { until } from "../lib/until.mjs";

const KEY = "0123456789abcdef0123456789abcdef";
const fixture = (name) => readFile(join(ROOT, "tests/fixtures/basemaps", name));

describe("a basemap", () => {
  let house, desk, owner, browser, operator, photo, city;
  const leave = leaving();

  before(async () => {
    [photo, city] = await Promise.all(["photo.pmtiles", "city.mbtiles"].map(fixture));
    house = await empty(leave);
    await squares(house, { levels: 2 });
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    operator = await person(browser, desk);
    await sit(operator, desk);
  });
  after(() => leave.all());
  afterEach(() => assert.deepEqual(operator.faults.splice(0), []));

  const picker = () => operator.$("basemap-picker");
  const open = async () => {
    if ((await picker().count()) === 0) await operator.$("basemap").click();
    await picker().waitFor();
  };
  const chosen = (id) => operator.locator(`[data-testid="${id}"][aria-checked="true"]`).waitFor();
  /** The share of the map's pixels that are redder than anything of ours. */
  const red = async () => share(await operator.locator("canvas.maplibregl-canvas").screenshot(), isRed);

  test("is dropped, looked through, shown at once and seen on the canvas", async () => {
    assert.ok((await red()) < 0.02, "our own ground is not red");
    await drop(operator, [{ name: "航拍.pmtiles", body: photo }]);
    await chosen("basemap-file");
    await says(operator.$("attribution"), "周口测绘");
    await until("the picture on the canvas", async () => (await red()) > 0.3);
    const { basemaps } = await owner.ask("basemaps");
    assert.deepEqual(basemaps.map(({ basemap }) => [basemap.name, basemap.kind, basemap.file]), [["航拍 2026", "png", "航拍.pmtiles"]]);
  });

  test("that is no basemap is refused in words and leaves nothing", async () => {
    await drop(operator, [{ name: "坏的.pmtiles", body: photo.subarray(0, photo.length - 5) }]);
    const line = operator.locator('[data-testid="basemap-coming"][data-file="坏的.pmtiles"]');
    await says(line, /不完整/);
    await line.locator('[data-testid="basemap-let-go"]').click();
    await line.waitFor({ state: "detached" });
    assert.equal((await owner.ask("basemaps")).basemaps.length, 1);
  });

  test("stays chosen when the page is read again", async () => {
    await operator.reload();
    await mapIdle(operator);
    await says(operator.$("attribution"), "周口测绘");
    await until("the picture on the canvas", async () => (await red()) > 0.3);
  });

  test("of vector tiles is chosen from a file, drawn in our own colours under the grids", async () => {
    await open();
    await operator.$("basemap-input").setInputFiles({ name: "周口.mbtiles", mimeType: "application/octet-stream", buffer: city });
    await operator.locator('[data-testid="basemap-file"][data-name="Protomaps 周口"][aria-checked="true"]').waitFor();
    await until("the picture to be gone", async () => (await red()) < 0.02);
    await mapIdle(operator);
    assert.equal(await operator.$("read-out").count(), 1);
  });

  test("gives way to our own ground, to nothing, and by its key", async () => {
    await open();
    await operator.$("basemap-own").click();
    await chosen("basemap-own");
    assert.equal(await operator.$("attribution").count(), 0);
    await operator.keyboard.press("Escape");
    await picker().waitFor({ state: "detached" });
    await operator.keyboard.press("u");
    await picker().waitFor();
    await operator.$("basemap-none").click();
    await chosen("basemap-none");
  });

  test("may be usual for whoever has not chosen, and everybody learns that it went", async () => {
    await open();
    await operator.locator('[data-testid="basemap-file"][data-name="航拍 2026"]').click();
    await operator.$("basemap-usual").click();
    await operator.$("basemap-usual").waitFor({ state: "detached" });
    const { code } = await owner.act({ type: "offer_seat", role: "auditor", subtree: null });
    const auditor = await person(browser, desk);
    await auditor.goto(`${desk.address}/#seat=${code}`);
    await mapIdle(auditor);
    await says(auditor.$("attribution"), "周口测绘");
    await auditor.$("basemap").click();
    assert.equal(await auditor.$("basemap-pick").count(), 0, "an auditor changes nothing");
    const line = operator.locator('[data-testid="basemap-file"][data-name="航拍 2026"]').locator("..");
    await line.locator('[data-testid="basemap-remove"]').click();
    await line.locator('[data-testid="basemap-remove-yes"]').click();
    await line.waitFor({ state: "detached" });
    await chosen("basemap-own");
    await auditor.$("attribution").waitFor({ state: "detached" });
    await until("the canvas to be ours again", async () => (await red()) < 0.02);
    await auditor.context().close();
  });

  test("of 天地图 is off until a key is entered, asked by the desk alone, and says what is wrong", async () => {
    const asked = [];
    let answer = (response) => response.end(pictureIn(photo));
    const sky = createServer((request, response) => {
      asked.push(request.url);
      answer(response);
    });
    await new Promise((done) => sky.listen(0, "127.0.0.1", done));
    leave(() => new Promise((done) => sky.close(done)));
    const address = `http://127.0.0.1:${sky.address().port}`;
    await open();
    assert.equal(await operator.$("basemap-tianditu_vector").isDisabled(), true);
    await operator.$("tianditu-open").click();
    await operator.$("tianditu-key").fill(KEY);
    await operator.$("tianditu-address").fill(address);
    await operator.$("tianditu-go").click();
    await operator.$("tianditu-form").waitFor({ state: "detached" });
    assert.equal(asked.length, 0, "nobody asks before somebody looks");
    await operator.$("basemap-tianditu_vector").click();
    await says(operator.$("attribution"), /天地图 · 审图号：GS（2024）0568号/);
    await until("the picture on the canvas", async () => (await red()) > 0.3);
    assert.ok(asked.every((url) => url.includes(`tk=${KEY}`) && /^\/(vec|cva)_w\/wmts\?/.test(url)), asked[0]);
    assert.doesNotMatch(JSON.stringify(await owner.ask("basemaps")), new RegExp(KEY));

    answer = (response) => response.writeHead(403).end(JSON.stringify({ msg: "非法Key", resolve: "重新申请", code: 1 }));
    await operator.$("basemap-tianditu_imagery").click();
    await says(operator.$("tianditu-trouble"), /不接受这个密钥（非法Key）/);
    await says(operator.$("attribution"), /不接受这个密钥/);

    await operator.$("tianditu-open").click();
    await operator.$("tianditu-off").click();
    await operator.$("tianditu-form").waitFor({ state: "detached" });
    await chosen("basemap-own");
    assert.equal(await operator.$("basemap-tianditu_vector").isDisabled(), true);
  });
});

/** The one picture of the photo's archive. */
function pictureIn(archive) {
  const [from, to] = [Buffer.from("\x89PNG", "latin1"), Buffer.from("IEND")].map((sign) => archive.indexOf(sign));
  return archive.subarray(from, to + 8);
}

function isRed(red, green, blue) {
  return red > 90 && red > green * 1.8 && red > blue * 1.8;
}

/** The share of a screenshot's pixels for which `is` holds. */
function share(png, is) {
  const { width, height, pixels, step } = decoded(png);
  let count = 0;
  for (let at = 0; at < pixels.length; at += step) if (is(pixels[at], pixels[at + 1], pixels[at + 2])) count += 1;
  return count / (width * height);
}

/** A PNG as browsers write them: eight bits, no interlacing. */
function decoded(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const step = png[25] === 6 ? 4 : 3;
  const parts = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * step;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const left = x >= step ? pixels[y * stride + x - step] : 0;
      const up = y > 0 ? pixels[(y - 1) * stride + x] : 0;
      const corner = x >= step && y > 0 ? pixels[(y - 1) * stride + x - step] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      pixels[y * stride + x] = raw[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return { width, height, pixels, step };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value));
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
