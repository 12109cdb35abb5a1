// Our face beside a bare MapLibre page of the same version, for `make bench`.
// usage: node bench.mjs versions
//        node bench.mjs ROUNDS GEOJSON WEST,SOUTH,EAST,NORTH    samples as JSON on standard output
//
// Every sample has a browser of its own, so nothing is in any cache. Frames are those in which the page could draw
// while the map is dragged to and fro; memory is what all processes of the browser hold then, shared pages shared out.

import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { DESK_SCREEN, mapIdle, openBrowser, person } from "./lib/browser.mjs";
import { demonstration, ROOT } from "./lib/house.mjs";
import { leaving } from "./lib/leaving.mjs";

const MAPLIBRE = join(ROOT, "ui/node_modules/maplibre-gl");
const TYPES = { ".html": "text/html", ".mjs": "text/javascript", ".css": "text/css", ".geojson": "application/json" };
const DRAGS = 6;
const STEPS_OF_A_DRAG = 30;

const { version } = JSON.parse(readFileSync(join(MAPLIBRE, "package.json")));
const [first, geojson, corners] = process.argv.slice(2);
if (first === "versions") console.log(JSON.stringify({ maplibre: version }));
else console.log(JSON.stringify(await measure(Number(first), geojson, corners.split(",").map(Number))));

async function measure(rounds, geojson, [west, south, east, north]) {
  const leave = leaving();
  try {
    const house = await demonstration(leave);
    const desk = await house.serve();
    const owner = await desk.owner();
    const bare = await bareHost(leave, geojson, [[west, south], [east, north]]);
    const open = {
      ours: async () => {
        const { code } = await owner.act({ type: "offer_seat", role: "admin", subtree: null });
        return `${desk.address}/#seat=${code}`;
      },
      blank: async () => `${bare}/blank.html`,
      district: async () => `${bare}/district.html`,
    };
    const names = Object.keys(open);
    const samples = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const turn of names.keys()) {
        const page = names[(round + turn) % names.length];
        samples.push({ page, ...(await sample(desk, await open[page]())) });
      }
    }
    return samples;
  } finally {
    await leave.all();
  }
}

async function sample(desk, address) {
  const leave = leaving();
  try {
    const before = new Set(await descendants());
    const page = await person(await openBrowser(leave), desk);
    const began = performance.now();
    await page.goto(address);
    await mapIdle(page);
    const start = (performance.now() - began) / 1000;
    const frames = await framesWhileDragged(page);
    const memory = await held((await descendants()).filter((process) => !before.has(process)));
    return { start, frames, memory };
  } finally {
    await leave.all();
  }
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
  for (let drag = 0; drag < DRAGS; drag += 1) {
    const side = drag % 2 === 0 ? 1 : -1;
    await page.mouse.move(x - side * 200, y - side * 120);
    await page.mouse.down();
    await page.mouse.move(x + side * 200, y + side * 120, { steps: STEPS_OF_A_DRAG });
    await page.mouse.up();
  }
  const seconds = (performance.now() - began) / 1000;
  return (await page.evaluate(() => window.frames_drawn)) / seconds;
}

/** Pages with nothing but a map: one layer without data, and the whole district in one source. */
async function bareHost(leave, geojson, bounds) {
  const html = (data) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><link rel="stylesheet" href="/maplibre-gl.css">
<style>html, body, #map { margin: 0; height: 100% }</style></head><body><div id="map"></div><script type="module">
import { Map, setWorkerUrl } from "/maplibre-gl.mjs";
setWorkerUrl("/maplibre-gl-worker.mjs");
const style = { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#10151c" } }] };
${data}
const map = new Map({ container: "map", style, bounds: ${JSON.stringify(bounds)}, fitBoundsOptions: { padding: 36 }, fadeDuration: 0, attributionControl: false });
map.on("idle", () => { if (map.loaded()) document.documentElement.dataset.map = "idle"; });
</script></body></html>`;
  const district = `
style.sources.grid = { type: "geojson", data: "/district.geojson" };
style.layers.push({ id: "area", type: "fill", source: "grid", paint: { "fill-color": "#3a6ea5", "fill-opacity": 0.1 } });
style.layers.push({ id: "border", type: "line", source: "grid", paint: { "line-color": "#8fb8e0", "line-width": 1 } });`;
  const pages = { "/blank.html": html(""), "/district.html": html(district) };
  const server = createServer(async (asked, answer) => {
    const file = asked.url === "/district.geojson" ? geojson : join(MAPLIBRE, "dist", asked.url);
    const body = pages[asked.url] ?? (await readFile(file).catch(() => null));
    answer.writeHead(body === null ? 404 : 200, { "content-type": TYPES[extname(asked.url)] ?? "text/plain" }).end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  leave(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
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
