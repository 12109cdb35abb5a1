// How long frames take without a GPU, printed: `node tests/e2e/frames.mjs`. The map is dragged and zoomed, then an
// order's receipts come in a flood, beside a page where nothing happens, each with the map drawn in full and lightly.
// Milliseconds between two frames.

import { mapIdle, openBrowser, person } from "./lib/browser.mjs";
import { recipients } from "./lib/district.mjs";
import { demonstration } from "./lib/house.mjs";
import { leaving } from "./lib/leaving.mjs";

const SCREEN = { width: 1920, height: 1080 };
const RECEIPTS = 3775;
const FLOOD_SECONDS = 60;
const STILL_SECONDS = 10;
const DRAGS = 12;

const leave = leaving();
try {
  const house = await demonstration(leave);
  const desk = await house.serve();
  const owner = await desk.owner();
  const browser = await openBrowser(leave);
  const { tops } = await owner.ask("district");
  for (const profile of process.argv.length > 2 ? process.argv.slice(2) : ["full", "light"]) {
    const page = await person(browser, desk, { viewport: SCREEN });
    await page.addInitScript((chosen) => localStorage.setItem("wutu.map", chosen), profile);
    const { code } = await owner.act({ type: "offer_seat", role: "admin", subtree: null });
    await page.goto(`${desk.address}/#seat=${code}`);
    await mapIdle(page);
    await page.keyboard.press("4");
    await mapIdle(page);
    console.log(`${profile}, dragged and zoomed: ${await frames(page, () => travel(page))}`);

    const { order } = await owner.issue(tops[0].path, "全员点名", { kind: "roll_call", answering: "every_person" });
    await page.keyboard.press("0");
    await page.$("view-dispatch").click();
    await page.locator(`[data-testid="orders-row"][data-order="${order}"]`).click();
    await page.$("board").waitFor();
    await page.keyboard.press("4");
    await mapIdle(page);
    console.log(`${profile}, nothing happens: ${await frames(page, () => page.waitForTimeout(STILL_SECONDS * 1000))}`);
    const posts = (await recipients(owner, order)).slice(0, RECEIPTS);
    console.log(`${profile}, ${posts.length} receipts in ${FLOOD_SECONDS} s: ${await frames(page, () => flood(owner, order, posts))}`);
    await page.context().close();
  }
} finally {
  await leave.all();
}

/** The times between the frames that are painted while `work` is done. */
async function frames(page, work) {
  await page.evaluate(() => {
    window.stamps = [];
    const mine = window.stamps;
    const note = (now) => {
      mine.push(now);
      if (mine === window.stamps) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await work();
  const stamps = await page.evaluate(() => window.stamps);
  const gaps = stamps.slice(1).map((stamp, at) => stamp - stamps[at]).sort((a, b) => a - b);
  const at = (share) => Math.round(gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * share))]);
  return `${gaps.length} frames, median ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)}`;
}

async function travel(page) {
  const { x, y, width, height } = await page.$("map").boundingBox();
  const [left, middle, right] = [0.3, 0.5, 0.7].map((share) => x + width * share);
  const line = y + height * 0.5;
  for (let drag = 0; drag < DRAGS; drag += 1) {
    const isThere = drag % 2 === 0;
    await page.mouse.move(isThere ? right : left, line);
    await page.mouse.down();
    await page.mouse.move(isThere ? left : right, line + 40, { steps: 20 });
    await page.mouse.up();
    await page.mouse.move(middle, line);
    await page.mouse.wheel(0, isThere ? -240 : 240);
    await page.waitForTimeout(300);
  }
}

/** Receipts at an even pace; each post answers once. */
async function flood(owner, order, posts) {
  const begin = Date.now();
  const under = [];
  for (const [at, post] of posts.entries()) {
    const early = begin + (at / posts.length) * FLOOD_SECONDS * 1000 - Date.now();
    if (early > 0) await new Promise((due) => setTimeout(due, early));
    under.push(owner.act({ type: "mark_receipt", order, post, mark: { mark: "accepted" }, way: "phone" }));
  }
  await Promise.all(under);
}
