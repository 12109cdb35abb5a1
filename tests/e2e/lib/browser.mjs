// Debian's Chromium, driven by playwright-core: an operator's screen and phones.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { PATIENCE } from "./until.mjs";

const PROGRAMS = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];

const FLAGS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // No GPU: WebGL in software.
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

export const DESK_SCREEN = { width: 1366, height: 768 };
export const PHONE_SCREEN = { width: 390, height: 844 };

/** `flags` and `env` beside the usual ones: other names for this machine, a home with certificates of its own. */
export async function openBrowser(leave, { flags = [], env = {} } = {}) {
  const options = { executablePath: program(), args: [...FLAGS, ...flags], env: { ...process.env, ...env } };
  const browser = await chromium.launch(options);
  leave(() => browser.close());
  return browser;
}

function program() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error("no Chromium is installed: scripts/bootstrap.sh test");
  return found;
}

/** A browser of its own: cookies, storage, connection. What goes wrong in its pages is kept in `faults`. */
export async function person(browser, desk, options = {}) {
  const context = await browser.newContext({ locale: "zh-CN", viewport: DESK_SCREEN, colorScheme: "dark", ...options });
  context.setDefaultTimeout(PATIENCE * 1000);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.stack ?? String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|Uncaught/.test(message.text())) faults.push(message.text());
  });
  context.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    const isOurs = ["data:", "blob:"].includes(protocol) || origin === desk.address;
    if (!isOurs) faults.push(`a request to ${request.url()}`);
  });
  return Object.assign(page, { faults, $: (id) => page.locator(`[data-testid="${id}"]`) });
}

export function phone(browser, desk, options = {}) {
  return person(browser, desk, { viewport: PHONE_SCREEN, hasTouch: true, isMobile: true, ...options });
}

/** Waits until the map has drawn all it has. */
export function mapIdle(page, seconds = 90) {
  return page.waitForFunction(() => document.documentElement.dataset.map === "idle", null, { timeout: seconds * 1000 });
}

/** Waits until an element's text is what is expected; `text` is a string or a pattern. */
export async function says(locator, text, seconds = PATIENCE) {
  const fits = text instanceof RegExp ? (words) => text.test(words) : (words) => words.trim() === text;
  const end = Date.now() + seconds * 1000;
  let last = "nothing";
  while (Date.now() < end) {
    last = await locator.first().textContent({ timeout: Math.max(1, end - Date.now()) });
    if (fits(last ?? "")) return last;
    await locator.page().waitForTimeout(20);
  }
  throw new Error(`waited ${seconds} s for ${locator} to say ${text}; it says ${JSON.stringify(last)}`);
}
