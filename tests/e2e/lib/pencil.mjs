// The mouse over a map that is being edited: where a place lies on the screen, and strokes from place to place.

import { mapIdle } from "./browser.mjs";
import { until } from "./until.mjs";

/** Where a place lies on the page, in pixels; longitude and latitude in degrees. The map is at rest. */
export async function onScreen(page, [longitude, latitude]) {
  const pencil = page.$("pencil");
  const box = await page.$("map").boundingBox();
  const [lng, lat, zoom] = (await pencil.getAttribute("data-camera")).split(",").map(Number);
  const [at, middle] = [world(longitude, latitude), world(lng, lat)];
  const scale = 512 * 2 ** zoom;
  return { x: box.x + box.width / 2 + (at.x - middle.x) * scale, y: box.y + box.height / 2 + (at.y - middle.y) * scale };
}

/** Turns the wheel over a place until the map is as near as `zoom` there, and not much nearer. */
export async function approach(page, place, zoom) {
  const camera = () => page.$("pencil").getAttribute("data-camera");
  const missing = async () => zoom - Number((await camera()).split(",")[2]);
  for (let left = await missing(); left > 0; left = await missing()) {
    const { x, y } = await onScreen(page, place);
    const before = await camera();
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, left > 2 ? -600 : -120);
    await until("the map to move", async () => (await camera()) !== before);
    await mapIdle(page);
  }
}

/** How near the map is when something so many degrees wide is so many pixels wide. */
export const zoomFor = (degrees, pixels) => Math.log2((pixels * 360) / (512 * degrees));

/** Clicks on places one after the other. */
export async function clickOn(page, ...places) {
  for (const place of places) {
    const { x, y } = await onScreen(page, place);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
  }
}

/** Drags from one place to another; with a key held, if one is named. */
export async function dragTo(page, from, to, { holding = null } = {}) {
  const [a, b] = [await onScreen(page, from), await onScreen(page, to)];
  await page.mouse.move(a.x, a.y);
  if (holding) await page.keyboard.down(holding);
  await page.mouse.down();
  await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2);
  await page.mouse.move(b.x, b.y);
  await page.mouse.up();
  if (holding) await page.keyboard.up(holding);
}

/** Chooses the grid that lies at a place. A second click would leave it again, so each has its time to be seen. */
export async function choose(page, place, path) {
  const chosen = page.locator(`[data-testid="edit-chosen"] [data-path="${path}"]`);
  await until(`${path} to be chosen`, async () => {
    await clickOn(page, place);
    return chosen.waitFor({ state: "attached", timeout: 3000 }).then(() => true);
  });
}

/** A lattice's position in degrees, to the seven places that it has. */
export const degrees = ([x, y]) => [x / 1e7, y / 1e7];

function world(longitude, latitude) {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}
