// The first start on a machine: nothing was ever opened, so the window asks what the machine is for, and goes on as that.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";
import { answer, unanswerable } from "./dialog.mjs";
import { openWith } from "./window.mjs";

let house, data, machine;
const atTheEnd = leaving();
const ofTheWindow = leaving();

before(async () => {
  house = await empty(atTheEnd);
});
after(async () => {
  await ofTheWindow.all();
  await atTheEnd.all();
});

test("a laptop in the field goes on to the page that names its centre", { timeout: 60_000 }, async () => {
  await open("laptop");
  await machine.sees("[data-testid=first]");
  await machine.shot("first");
  // The window goes with the press: its driver may hear no answer.
  await machine.click("[data-testid=first-field]").catch(() => {});
  await goesOnAs("--field");
  await ofTheWindow.all();
});

test("a centre founds its store, and is there again the next time", { timeout: 120_000, skip: unanswerable() ?? false }, async () => {
  await open("centre");
  await machine.click("[data-testid=first-new]");
  await answer("指挥中心：新建本区的库", join(house.folder, "mine"));
  await goesOnAs(`--desk ${join(house.folder, "mine.gpkg")}`);
  await until("the store to be remembered", async () => (await readFile(join(data, "wutu/desk.json"), "utf8")).includes("mine.gpkg"));
  await ofTheWindow.all();
  await open("centre");
  await machine.sees("[data-testid=empty-store]");
});

async function open(name) {
  data = join(house.folder, name);
  machine = await openWith(ofTheWindow, [], { XDG_DATA_HOME: data });
}

/** Until a program of this machine has been started with those words. */
function goesOnAs(words) {
  return until(`a window with ${words}`, async () => {
    for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
      const read = (what) => readFile(`/proc/${pid}/${what}`, "utf8").catch(() => "");
      const [said, around] = [await read("cmdline"), await read("environ")];
      if (said.replaceAll("\0", " ").includes(`wutu-desktop ${words}`) && around.includes(data)) return true;
    }
    return false;
  });
}
