// Our face beside bare pages of the same MapLibre and of deck.gl, for `make bench`.
// usage: node bench.mjs versions
//        node bench.mjs areas|points STORE KEYS ROUNDS GEOJSON WEST,SOUTH,EAST,NORTH
//                                                               samples as JSON on standard output
//
// `areas`: a blank map, and all grids in one source. `points`: all points in one source, and deck.gl's; there somebody
// looks for a place in our page as well; of areas somebody moves a corner of a draft. deck.gl lies in the folder DECK_GL,
// if there is one.
//
// Every sample has a browser of its own, so nothing is in any cache. Frames are those in which the page could draw
// while the map is dragged to and fro; memory is what all processes of the browser hold then, shared pages shared out,
// without those of the desk.

import { createReadStream, existsSync, readFileSync } from "node:fs";
import { cp, readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { DESK_SCREEN, mapIdle, openBrowser, person } from "./lib/browser.mjs";
import { empty, ROOT } from "./lib/house.mjs";
import { leaving } from "./lib/leaving.mjs";
import { approach, choose, degrees, dragTo, zoomFor } from "./lib/pencil.mjs";
import { until } from "./lib/until.mjs";

const MAPLIBRE = join(ROOT, "ui/node_modules/maplibre-gl");
const TYPES = { ".html": "text/html", ".mjs": "text/javascript", ".js": "text/javascript", ".css": "text/css", ".geojson": "application/json" };
const DRAGS = 6;
const STEPS_OF_A_DRAG = 30;
/** A page that draws a frame in seconds is not dragged to the end. */
const MOST_SECONDS = 20;
/** Until a map of hundreds of megabytes is there. */
const PATIENCE = 300;
/** And until all of a page is measured. */
const MOST_FOR_ALL = PATIENCE + 120;
/** Names that are looked for: every place has such in its name. */
const SOUGHT = ["东西", "南北", "中新", "安平", "福兴", "华盛", "永和", "长春", "江海"];
const DRAFT = "二〇三〇";
const EDITS = 6;
/** Pixels that the grids around a corner take, and how far it is dragged. */
const [WIDE, DRAGGED] = [400, 20];

const DECK = process.env.DECK_GL ? join(process.env.DECK_GL, "node_modules/deck.gl") : "";
const hasDeck = existsSync(join(DECK, "dist.min.js"));

const versionIn = (folder) => JSON.parse(readFileSync(join(folder, "package.json"))).version;
const [scene, ...rest] = process.argv.slice(2);
if (scene === "versions") {
  console.log(JSON.stringify({ maplibre: versionIn(MAPLIBRE), ...(hasDeck ? { "deck.gl": versionIn(DECK) } : {}) }));
} else {
  console.log(JSON.stringify(await measure(...rest)));
}

async function measure(store, keys, rounds, geojson, corners) {
  const leave = leaving();
  try {
    const house = await empty(leave);
    await cp(store, house.store);
    await cp(keys, join(house.data, "wutu/keys"), { recursive: true });
    const desk = await house.serve();
    const owner = await desk.owner();
    const [west, south, east, north] = corners.split(",").map(Number);
    const bare = await bareHost(leave, geojson, [[west, south], [east, north]]);
    const ours = async () => {
      const { code } = await owner.act({ type: "offer_seat", role: "admin", subtree: null });
      return `${desk.address}/#seat=${code}`;
    };
    const open = { ours };
    for (const page of bare.pages) open[page] = async () => `${bare.address}/${page}.html`;
    const names = Object.keys(open);
    const samples = [];
    for (let round = 0; round < Number(rounds); round += 1) {
      for (const turn of names.keys()) {
        const page = names[(round + turn) % names.length];
        // A bare page that fell over with so much would fall again.
        if (samples.some((known) => known.page === page && known.fell)) continue;
        process.stderr.write(`bench: ${page}, round ${round + 1}\n`);
        const one = sample(desk, await open[page](), page === "ours" ? owner : null);
        // That is a result, and ours may not.
        const fell = (error) => ({ fell: error.message.split("\n")[0] });
        samples.push({ page, ...(await (page === "ours" ? one : one.catch(fell))) });
      }
    }
    return samples;
  } finally {
    await leave.all();
  }
}

/** Of our page with what its owner may ask. */
async function sample(desk, address, owner) {
  const leave = leaving();
  try {
    const before = new Set(await descendants());
    const page = await person(await openBrowser(leave), desk);
    return await Promise.race([measured(page, address, owner, before), gone(page, leave)]);
  } finally {
    await leave.all();
  }
}

async function measured(page, address, owner, before) {
  const began = performance.now();
  await page.goto(address);
  await mapIdle(page, PATIENCE);
  const start = (performance.now() - began) / 1000;
  const frames = await framesWhileDragged(page);
  const memory = await held((await descendants()).filter((process) => !before.has(process)));
  const found = owner && scene === "points" ? await secondsToFind(page) : undefined;
  const edited = owner && scene === "areas" ? await secondsToRedraw(page, owner) : undefined;
  return { start, frames, memory, found, edited };
}

/** When a page is gone, or will never be through: a browser waits for ever for a page that answers no mouse. */
function gone(page, leave) {
  return new Promise((_, refuse) => {
    page.on("crash", () => refuse(new Error("the page crashed")));
    const late = setTimeout(() => refuse(new Error(`not through after ${MOST_FOR_ALL} s`)), MOST_FOR_ALL * 1000);
    leave(() => clearTimeout(late));
  });
}

/** From the last letter of a name until its first place stands in the list, one sample for each name. */
async function secondsToFind(page) {
  await page.keyboard.press("Control+k");
  const field = page.$("search-input");
  const took = [];
  for (const name of SOUGHT) {
    await field.fill("");
    await page.$("search-hit").first().waitFor({ state: "detached" });
    const began = performance.now();
    await field.fill(name);
    await page.$("search-hit").filter({ hasText: name }).first().waitFor();
    took.push((performance.now() - began) / 1000);
  }
  return took;
}

/**
 * A corner of a draft that is dragged to and fro: from its drop until the page says what that changes, and from when that
 * is confirmed until the map lies still with the new border.
 */
async function secondsToRedraw(page, owner) {
  const { scheme, levels, tops } = await owner.ask("district");
  const { schemes } = await owner.ask("schemes");
  if (schemes.every((card) => card.scheme.name !== DRAFT)) {
    await owner.act({ type: "draft_scheme", name: DRAFT, from: scheme.name });
  }
  const last = levels.at(-1).level;
  const { corner, sharing } = await sharedCorner(owner, tops[0].path, last);
  await page.keyboard.press(String(last));
  await page.keyboard.press("s");
  await page.locator(`[data-testid="scheme-line"][data-scheme="${DRAFT}"]`).click();
  await page.$("edit").waitFor();
  await page.keyboard.press("e");
  await page.$("edit-tools").waitFor();
  await mapIdle(page);
  const wide = sizeOf(sharing);
  await approach(page, degrees(corner), zoomFor(wide / 1e7, WIDE));
  await page.keyboard.press("Shift+r");
  const inside = middleOf(sharing[0]);
  await choose(page, degrees(inside), sharing[0].path);
  const far = (wide * DRAGGED) / WIDE / Math.hypot(inside[0] - corner[0], inside[1] - corner[1]);
  const aside = [0, 1].map((axis) => corner[axis] + (inside[axis] - corner[axis]) * far);
  const took = { tried: [], drawn: [] };
  for (let edit = 0; edit < EDITS; edit += 1) {
    const [from, to] = edit % 2 === 0 ? [corner, aside] : [aside, corner];
    await dragTo(page, degrees(from), degrees(to), { holding: "Alt" });
    const dropped = performance.now();
    await page.$("stroke-tried").waitFor();
    took.tried.push((performance.now() - dropped) / 1000);
    const isAnew = (answer) => answer.url().includes(`/tiles/grid-${last}/`) && answer.ok();
    const anew = page.waitForResponse(isAnew, { timeout: PATIENCE * 1000 });
    const confirmed = performance.now();
    await page.keyboard.press("Enter");
    await anew;
    await mapIdle(page, PATIENCE);
    took.drawn.push((performance.now() - confirmed) / 1000);
    await until("the edit to be done", async () => (await page.$("stroke-tried").count()) === 0);
  }
  return took;
}

/** A corner that most grids of the last level have among their siblings, and these. */
async function sharedCorner(owner, path, last) {
  const { grid, children } = await owner.ask("grid", { path });
  if (grid.level < last - 1) {
    for (const child of children) {
      const found = await sharedCorner(owner, child.path, last);
      if (found) return found;
    }
    return null;
  }
  const { grids } = await owner.ask("shapes", { scheme: DRAFT, paths: children.map((child) => child.path) });
  const shapes = grids.map(({ placed }) => placed);
  const having = ([x, y]) => shapes.filter((one) => cornersOf(one).some((at) => at[0] === x && at[1] === y));
  const [corner] = shapes.flatMap(cornersOf).sort((one, other) => having(other).length - having(one).length);
  return corner && having(corner).length > 1 ? { corner, sharing: having(corner) } : null;
}

/** On the lattice; the last is the first again. */
function cornersOf({ shape }) {
  return shape.flat(2);
}

function middleOf(grid) {
  const corners = cornersOf(grid).slice(1);
  return [0, 1].map((axis) => corners.reduce((sum, at) => sum + at[axis], 0) / corners.length);
}

/** The wider or higher side of some grids. */
function sizeOf(grids) {
  const all = [0, 1].map((axis) => grids.flatMap(cornersOf).map((at) => at[axis]));
  return Math.max(...all.map((side) => Math.max(...side) - Math.min(...side)));
}

/** Frames a second while the mouse drags the map to and fro. */
async function framesWhileDragged(page) {
  await page.evaluate(() => {
    window.frames_drawn = 0;
    const count = () => {
      window.frames_drawn += 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  const [x, y] = [DESK_SCREEN.width / 2, DESK_SCREEN.height / 2];
  const began = performance.now();
  const isLate = () => performance.now() - began > MOST_SECONDS * 1000;
  for (let drag = 0; drag < DRAGS && !isLate(); drag += 1) {
    const side = drag % 2 === 0 ? 1 : -1;
    await page.mouse.move(x - side * 200, y - side * 120);
    await page.mouse.down();
    for (let step = 1; step <= STEPS_OF_A_DRAG && !isLate(); step += 1) {
      const share = (2 * step) / STEPS_OF_A_DRAG - 1;
      await page.mouse.move(x + side * 200 * share, y + side * 120 * share);
    }
    await page.mouse.up();
  }
  const seconds = (performance.now() - began) / 1000;
  return (await page.evaluate(() => window.frames_drawn)) / seconds;
}

/** Pages with nothing but a map: without data, with all of it in one source, and deck.gl's over a blank one. */
async function bareHost(leave, geojson, bounds) {
  const html = (data, drawn = "", head = "") => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><link rel="stylesheet" href="/maplibre-gl.css">
<style>html, body, #map { margin: 0; height: 100% }</style>${head}</head><body><div id="map"></div><script type="module">
import { Map, setWorkerUrl } from "/maplibre-gl.mjs";
setWorkerUrl("/maplibre-gl-worker.mjs");
const style = { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#10151c" } }] };
${data}
const map = new Map({ container: "map", style, bounds: ${JSON.stringify(bounds)}, fitBoundsOptions: { padding: 36 }, fadeDuration: 0, attributionControl: false });
let isDrawn = true;
${drawn}
map.on("idle", () => { if (isDrawn && map.loaded()) document.documentElement.dataset.map = "idle"; });
</script></body></html>`;
  const source = `style.sources.all = { type: "geojson", data: "/data.geojson" };`;
  const areas = `${source}
style.layers.push({ id: "area", type: "fill", source: "all", paint: { "fill-color": "#3a6ea5", "fill-opacity": 0.1 } });
style.layers.push({ id: "border", type: "line", source: "all", paint: { "line-color": "#8fb8e0", "line-width": 1 } });`;
  const points = `${source}
style.layers.push({ id: "spot", type: "circle", source: "all", paint: { "circle-color": "#8fb8e0", "circle-radius": 2 } });`;
  // Its layer is drawn when the first frame with data is through.
  const deck = `
isDrawn = false;
map.once("load", async () => {
  const { features } = await (await fetch("/data.geojson")).json();
  const spots = new deck.ScatterplotLayer({
    id: "spot", data: features, getPosition: (one) => one.geometry.coordinates, getFillColor: [143, 184, 224],
    getRadius: 2, radiusUnits: "pixels",
  });
  map.addControl(new deck.MapboxOverlay({ interleaved: false, layers: [spots], onAfterRender: () => {
    if (!isDrawn && spots.isLoaded) { isDrawn = true; map.triggerRepaint(); }
  } }));
});`;
  const pages = { blank: html("") };
  if (scene === "areas") pages.areas = html(areas);
  if (scene === "points") pages.points = html(points);
  if (scene === "points" && hasDeck) pages.deck = html("", deck, '<script src="/deck.js"></script>');
  const server = createServer((asked, answer) => {
    const name = asked.url.slice(1);
    const page = pages[name.replace(/\.html$/, "")];
    const files = { "data.geojson": geojson, "deck.js": join(DECK, "dist.min.js") };
    const file = files[name] ?? join(MAPLIBRE, "dist", name);
    const isThere = page !== undefined || existsSync(file);
    answer.writeHead(isThere ? 200 : 404, { "content-type": TYPES[extname(name)] ?? "text/plain" });
    if (page === undefined && isThere) createReadStream(file).pipe(answer);
    else answer.end(page);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  leave(() => server.close());
  return { address: `http://127.0.0.1:${server.address().port}`, pages: Object.keys(pages) };
}

/** Every process that this one started, and those that they started. */
async function descendants() {
  const parents = new Map();
  for (const id of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
    parents.set(id, stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  }
  const isOurs = (id) => id !== undefined && (parents.get(id) === String(process.pid) || isOurs(parents.get(id)));
  return [...parents.keys()].filter(isOurs);
}

/** MB that some processes hold. */
async function held(processes) {
  let kib = 0;
  for (const id of processes) {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, "utf8").catch(() => "");
    kib += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return (kib * 1024) / 1e6;
}
