// What an operator does at the desk's page, by keys and clicks.

import { mapIdle, says } from "./browser.mjs";

/** Opens the one-time link and waits for the map. */
export async function sit(page, desk) {
  await page.goto(desk.link);
  await mapIdle(page);
}

/** Finds a grid by what one would type and chooses the first hit, whose name must contain `name`. */
export async function find(page, typed, name) {
  await page.keyboard.press("Control+k");
  await page.$("search-input").fill(typed);
  await says(page.$("search-hit"), new RegExp(name));
  await page.keyboard.press("Enter");
  await says(page.$("grid-panel").locator("h2"), new RegExp(name));
}

/** With a grid selected: composes an order with `d`, up to the moment before it is sent. */
export async function compose(page, text) {
  await page.keyboard.press("d");
  await page.$("compose-text").fill(text);
  await page.$("compose-preview").waitFor();
}

/** The figures of the board by name: `expected`, `delivered`, `accepted` … */
export const figure = (page, name) => page.$(`board-${name}`);

/** A person's row on the board, opened grid by grid if need be. */
export async function personRow(page, post) {
  const row = page.locator(`[data-testid="board-person"][data-post="${post}"]`);
  for (let closed; (await row.count()) === 0; ) {
    closed = page.$("board-grid").locator('button[aria-expanded="false"][data-leaf="false"]').first();
    await closed.click();
  }
  return row;
}
