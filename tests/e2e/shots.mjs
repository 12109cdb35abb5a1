// Pictures of the demonstration district, into shots/, which git ignores. `make shots`; names as arguments take
// only those whose name contains one of them: `node tests/e2e/shots.mjs dispatch-1366`.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { mapIdle, openBrowser, person, phone } from "./lib/browser.mjs";
import { gridNamed, recipients } from "./lib/district.mjs";
import { drop, hover } from "./lib/drop.mjs";
import { demonstration, ROOT } from "./lib/house.mjs";
import { leaving } from "./lib/leaving.mjs";
import { compose } from "./lib/operator.mjs";

const SHOTS = join(ROOT, "shots");
const SCREENS = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
const TEXT = "22:40 起有强降雨，请逐栋检查地下室水泵能否启动、沙袋挡水板是否到位，有积水立即抽排并回报深度。";
/** Of everybody who must answer; the rest has read it, has it, or has no device. */
const ACCEPTED = 0.85;
const READ = 0.9;
const DELIVERED = 0.93;
const REFUSED = 0.985;
/** Every so many posts, those who don't answer lie side by side: the eye shall find a silent grid. */
const CLUSTER = 6;

const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.some((part) => name.includes(part));
const size = ({ width, height }) => `${width}x${height}`;

const leave = leaving();
try {
  await mkdir(SHOTS, { recursive: true });
  const house = await demonstration(leave);
  const desk = await house.serve();
  const owner = await desk.owner();
  const browser = await openBrowser(leave);

  // A page for each screen: a map that is resized keeps the view of its old size.
  const operators = [];
  for (const screen of SCREENS) {
    const page = Object.assign(await person(browser, desk, { viewport: screen }), { screen });
    const { code } = await owner.act({ type: "offer_seat", role: "admin", subtree: null });
    await page.goto(`${desk.address}/#seat=${code}`);
    await shoot(page, "situation");
    operators.push(page);
  }
  const order = await halfAnswered(owner);
  const street = await gridNamed(owner, "荷花路街道");
  for (const page of operators) {
    await command(page, order, street);
    await fiveMaps(page, street);
    await importing(page);
    await page.context().close();
  }

  for (const colorScheme of ["dark", "light"]) await fieldPages(browser, desk, owner, order, colorScheme);
} finally {
  await leave.all();
}

/** A4: an order to every building with a basement, most of them accepted. */
async function halfAnswered(owner) {
  const { tops } = await owner.ask("district");
  const change = { having: "有地下室", kind: "command", deadline: new Date(Date.now() + 15 * 60_000).toISOString() };
  const { order } = await owner.issue(tops[0].path, TEXT, change);
  const posts = await recipients(owner, order);
  for (const [at, post] of posts.entries()) {
    const share = shuffled(at, posts.length) / posts.length;
    if (isSilent(share)) continue;
    const one = await owner.pairPhone(post);
    await one.mark(order, post, { mark: "delivered" });
    if (share >= READ && share < DELIVERED) continue;
    await one.mark(order, post, { mark: "read" });
    if (share < ACCEPTED) await one.mark(order, post, { mark: "accepted" });
    if (share >= REFUSED) await one.mark(order, post, { mark: "refused", reason: "人不在岗" });
  }
  return order;
}

function isSilent(share) {
  return share >= DELIVERED && share < REFUSED;
}

/** The same places in another order, in clusters: silence is not spread evenly. */
function shuffled(at, count) {
  const clusters = Math.ceil(count / CLUSTER);
  const cluster = (Math.floor(at / CLUSTER) * 23 + 11) % clusters;
  return Math.min(count - 1, cluster * CLUSTER + (at % CLUSTER));
}

async function command(page, order, street) {
  await page.$("view-dispatch").click();
  await page.locator(`[data-testid="orders-row"][data-order="${order}"]`).click();
  await page.$("board").waitFor();
  await page.keyboard.press("3");
  await page.$("sheet-timeline").click();
  await shoot(page, "dispatch");

  await page.$("view-situation").click();
  await page.keyboard.press("Control+k");
  await page.$("search-input").fill("hhl");
  await page.$("search-hit").first().waitFor();
  await shoot(page, "search");
  await page.keyboard.press("Enter");
  await page.locator(`[data-testid="grid-panel"][data-path="${street.grid.path}"]`).waitFor();
  await shoot(page, "grid");
  await compose(page, TEXT);
  await shoot(page, "compose");
}

/** The five maps of the district, then of a street with one of its estates chosen. */
async function fiveMaps(page, street) {
  await page.keyboard.press("Escape");
  await page.$("view-fivemaps").click();
  await page.keyboard.press("0");
  await page.$("five-maps").locator("h2", { hasText: "川汇区" }).waitFor();
  await page.keyboard.press("3");
  await page.$("ramp-step").first().waitFor();
  await shoot(page, "fivemaps");
  await page.keyboard.press("2");
  await page.locator(`[data-testid="grid-row"][data-path="${street.grid.path}"]`).dblclick();
  await page.$("five-maps").locator("h2", { hasText: street.grid.name }).waitFor();
  await page.keyboard.press("4");
  await page.$("grid-row").nth(2).click();
  await shoot(page, "fivemaps-street");
  await page.$("view-situation").click();
}

/** A file that hovers, and what is wrong with it when it is let go. */
async function importing(page) {
  const row = (_, at) => `${at % 4 === 0 ? 411699 : 411602},值班员,周${at},1000000${1000 + at}`;
  const files = [{ name: "值班名册.csv", body: ["网格编码,岗位,姓名,电话", ...Array.from({ length: 60 }, row)].join("\n") }];
  await hover(page, files);
  await shoot(page, "drop");
  await drop(page, files);
  await page.$("import-faults").waitFor();
  await page.$("fault-group").first().click();
  await shoot(page, "import");
  await page.$("import-put-away").click();
  await page.$("imports").waitFor();
  await shoot(page, "imports");
}

async function shoot(page, name) {
  const full = `${name}-${size(page.screen)}`;
  if (!isWanted(full)) return;
  await mapIdle(page);
  await page.screenshot({ path: join(SHOTS, `${full}.png`) });
  console.log(`shots/${full}.png`);
}

async function fieldPages(browser, desk, owner, order, colorScheme) {
  const posts = await recipients(owner, order);
  const post = posts.find((_, at) => isSilent(shuffled(at, posts.length) / posts.length));
  const page = await phone(browser, desk, { colorScheme, deviceScaleFactor: 2 });
  const shoot = async (name) => {
    const full = `field-${name}-${colorScheme}-390x844`;
    if (!isWanted(full)) return;
    await page.screenshot({ path: join(SHOTS, `${full}.png`) });
    console.log(`shots/${full}.png`);
  };
  await page.goto(`${desk.address}/field`);
  await page.$("pair-code").waitFor();
  await shoot("pairing");
  const { code } = await owner.act({ type: "offer_pairing", post });
  await page.$("pair-code").fill(code);
  await page.$("pair-go").click();
  await page.locator(`[data-testid="inbox-order"][data-order="${order}"]`).waitFor();
  await shoot("inbox");
  await page.locator(`[data-testid="inbox-order"][data-order="${order}"]`).click();
  await page.$("order-text").waitFor();
  await shoot("order");
  await page.context().close();
}
