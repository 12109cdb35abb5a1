// What sixteen cameras on a wall cost, beside ffplay with the same cameras, printed: `scripts/on-screen.sh node
// tests/e2e/wall.mjs FILM.h264 RATE`. A film for it:
// `ffmpeg -f lavfi -i testsrc2=size=1280x720:rate=25 -t 10 -c:v libx264 -g 50 -bf 0 -b:v 2M -x264-params aud=1 FILM.h264`

import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { openBrowser, person } from "./lib/browser.mjs";
import { camera } from "./lib/camera.mjs";
import { empty } from "./lib/house.mjs";
import { leaving } from "./lib/leaving.mjs";
import { sit } from "./lib/operator.mjs";
import { bring, squares } from "./lib/small.mjs";
import { until } from "./lib/until.mjs";

const CAMERAS = 16;
const SECONDS = 20;
const SCREEN = { width: 1920, height: 1080 };
/** Ticks of a processor in a second, as /proc counts. */
const TICKS = Number(execFileSync("getconf", ["CLK_TCK"]));

const [film, rate] = process.argv.slice(2);
const leave = leaving();
try {
  const cameras = await Promise.all(Array.from({ length: CAMERAS }, () => camera({ film, rate: Number(rate) })));
  leave(() => Promise.all(cameras.map((one) => one.unplug())));
  const house = await empty(leave);
  await squares(house, { levels: 2 });
  const venue = (id) =>
    `{"type":"Feature","properties":{"id":"${id}","name":"场所 ${id}","kind":"大型商超","state":"开放"},"geometry":{"type":"Point","coordinates":[114.61,33.61]}}`;
  const ids = cameras.map((_, nth) => `V${nth + 1}`);
  await bring(house, "venues.geojson", `{"type":"FeatureCollection","features":[${ids.map(venue)}]}`, ["venues"]);
  const rows = cameras.map(({ address }, nth) => `${ids[nth]},正门,${address}`);
  await bring(house, "streams.csv", `场所编码,名称,地址\n${rows.join("\n")}\n`, ["streams"]);
  const desk = await house.serve();
  const browser = await openBrowser(leave);
  const page = await person(browser, desk, { viewport: SCREEN });
  await sit(page, desk);
  await page.keyboard.press("Shift+H");
  await page.$("eyes").waitFor();
  for (const line of await page.$("eye-line").all()) {
    if ((await line.getAttribute("aria-pressed")) !== "true") await line.click();
  }
  await page.$("eyes-reason-patrol").check();
  await page.$("eyes-begin").click();
  const shown = page.locator('[data-testid="eye-tile"][data-state="shown"]');
  await until("all are shown", async () => (await shown.count()) === CAMERAS, 60);
  await page.evaluate(() => {
    globalThis.drawn = 0;
    const { drawImage } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.drawImage = function (...args) {
      globalThis.drawn += 1;
      return drawImage.apply(this, args);
    };
  });
  const isBrowser = ({ name }) => name.startsWith("chrom");
  const [face, ours] = await cost([() => below(process.pid).filter(isBrowser), () => below(desk.pid)]);
  const drawn = await page.evaluate(() => globalThis.drawn);
  console.log(`the wall: desk ${ours}; browser ${face}; ${(drawn / SECONDS).toFixed(0)} pictures a second drawn`);
  await page.context().close();
  await desk.stop();

  const players = cameras.map(({ address }) =>
    spawn("ffplay", ["-loglevel", "quiet", "-noborder", "-an", "-x", "480", "-y", "270", "-rtsp_transport", "tcp", address], {
      stdio: "ignore",
    }),
  );
  leave(() => players.forEach((player) => player.kill()));
  await until("all are played", () => cameras.every((one) => one.lookers() === 1), 30);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const [theirs] = await cost([() => players.flatMap(({ pid }) => below(pid))]);
  console.log(`${CAMERAS} times ffplay: ${theirs}`);
} finally {
  await leave.all();
}

/** A process and all that it began. */
function below(pid) {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,comm="], { encoding: "utf8" }).trim().split("\n");
  const all = rows.map((row) => row.trim().split(/\s+/)).map(([own, parent, ...name]) => ({ own: +own, parent: +parent, name: name.join(" ") }));
  const found = all.filter(({ own }) => own === pid);
  for (const one of found) found.push(...all.filter(({ parent }) => parent === one.own));
  return found;
}

/** Of the processor and of memory, while some seconds go by. */
async function cost(groups) {
  const used = (group) => group().reduce((sum, { own }) => sum + ticks(own), 0);
  const before = groups.map(used);
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  return groups.map((group, nth) => {
    const share = (used(group) - before[nth]) / TICKS / SECONDS;
    const memory = group().reduce((sum, { own }) => sum + kilobytes(own), 0) / 1024;
    return `${(share * 100).toFixed(0)} % of a core, ${memory.toFixed(0)} MB`;
  });
}

function ticks(pid) {
  const told = read(`/proc/${pid}/stat`).split(") ").at(-1).split(" ");
  return told.length > 12 ? Number(told[11]) + Number(told[12]) : 0;
}

/** What is its own, and its share of what it has with others. */
function kilobytes(pid) {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
