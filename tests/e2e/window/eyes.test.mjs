// The real window looks at a camera: the film that it shows is read back from what the window has drawn.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { camera } from "../lib/camera.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { bring, squares } from "../lib/small.mjs";
import { until } from "../lib/until.mjs";
import { ENTER, openWindow, SHIFT } from "./window.mjs";

const atTheEnd = leaving();
const ofTheWindow = leaving();
let window;

before(async () => {
  const house = await empty(atTheEnd);
  const film = await camera();
  atTheEnd(() => film.unplug());
  await squares(house, { levels: 2 });
  const venue =
    '{"type":"Feature","properties":{"id":"V1","name":"万顺达","kind":"大型商超","state":"开放"},"geometry":{"type":"Point","coordinates":[114.61,33.61]}}';
  await bring(house, "venues.geojson", `{"type":"FeatureCollection","features":[${venue}]}`, ["venues"]);
  await bring(house, "streams.csv", `场所编码,名称,地址\nV1,正门,${film.address}\n`, ["streams"]);
  window = await openWindow(ofTheWindow, house.store, { XDG_DATA_HOME: house.data });
  await window.mapIdle(60);
});
after(async () => {
  await ofTheWindow.all();
  await atTheEnd.all();
});

/** Where the white square begins, in parts of the picture's width; null where there is none. */
const SQUARE = `
  const canvas = document.querySelector("[data-testid=eye-tile] canvas");
  const { width, height } = canvas;
  const row = canvas.getContext("2d").getImageData(0, Math.round(height / 2), width, 1).data;
  for (let x = 0; x < width; x += 1) if (row[4 * x] > 200 && row[4 * x + 1] > 200) return x / width;
  return null;`;

test("a camera opens in the window after a reason, and its square moves", { timeout: 120_000 }, async () => {
  await window.press("H", SHIFT);
  await window.sees("[data-testid=eye-line]");
  await window.runOn("[data-testid=eye-line]", "if (element.ariaPressed !== 'true') element.click(); return true");
  await window.click("[data-testid=eyes-reason-patrol]");
  await window.press(ENTER);
  await window.sees("[data-testid=eye-tile][data-state=shown]");
  const first = await until("the square is there", () => window.run(SQUARE));
  const second = await until("it has moved", async () => {
    const now = await window.run(SQUARE);
    return now !== null && Math.abs(now - first) > 0.05 && now;
  });
  await window.shot("window-looks");
  assert.notEqual(first, second);
});
