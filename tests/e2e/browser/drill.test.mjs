// A drill: a store for practice, synthetic people in a process of their own, and screens that nobody takes for real.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { mapIdle, openBrowser, person, phone, says } from "../lib/browser.mjs";
import { uuid7 } from "../lib/client.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration, empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { compose, figure, find } from "../lib/operator.mjs";

const PEOPLE = 40;

describe("a drill", () => {
  let house, desk, owner, browser, operator;
  const leave = leaving();

  before(async () => {
    house = await empty(leave);
    await house.wutu(["demo", house.store, "--drill"]);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    operator = await person(browser, desk);
    await operator.goto(desk.link);
    await mapIdle(operator);
  });
  after(() => leave.all());

  test("synthetic people answer an order that an operator sends", async () => {
    const { ended } = house.begin(["drill", house.store, "--people", String(PEOPLE), "--profile", "rush", "--seconds", "15"]);
    await says(operator.$("live-reachable"), new RegExp(`^${PEOPLE}\\b`), 60);
    const top = (await owner.ask("district")).tops[0];
    await find(operator, top.code, top.name);
    await compose(operator, "演练：即刻报到");
    await operator.keyboard.press("Control+Enter");
    await operator.$("board").waitFor();
    await says(figure(operator, "accepted"), /^[1-9]/);
    const figures = JSON.parse((await ended).out);
    const [order] = figures.orders;
    assert.equal(order.people, PEOPLE);
    const accepted = order.reached.find(({ progress }) => progress === "accepted");
    assert.equal(accepted.people, PEOPLE);
    assert.deepEqual([figures.refused, figures.lost], [0, 0]);
  });

  test("every screen says that it is practice, and no other does", async () => {
    await operator.$("drill").waitFor();
    await operator.screenshot({ path: "shots/drill.png" });
    const street = await gridNamed(owner, "荷花路街道");
    const { heads } = await estateBelow(owner, street.grid.path, 1);
    const { code } = await owner.act({ type: "offer_pairing", post: heads[0].id });
    const field = await phone(browser, desk);
    await field.goto(`${desk.address}/field#code=${code}`);
    await field.$("my-grid").waitFor();
    await says(field.$("drill"), "演练 · 不是真实指令");
    await field.screenshot({ path: "shots/drill-phone.png" });
  });

  test("what is printed in a drill says so across its pages", async () => {
    const wish = { scope: null, from: null, to: null, watch: null, headings: [], roles: [], text: "" };
    const data = { command_id: uuid7(), wish, language: "zh" };
    const answer = await operator.request.post(`${desk.address}/api/journal`, { data });
    const file = join(house.folder, "journal.pdf");
    await writeFile(file, await answer.body());
    const { stdout } = await promisify(execFile)("pdftotext", ["-layout", file, "-"]);
    assert.match(stdout, /演练 · 管理员/);
  });

  test("a store in service has no synthetic people, and a store that nobody serves none either", async () => {
    const real = await demonstration(leave);
    const refused = async () => JSON.stringify(await real.wutu(["drill", real.store, "--seconds", "1"], { expect: 1 }));
    assert.match(await refused(), /drill\.not_served/);
    const open = await real.serve();
    assert.match(await refused(), /drill\.in_service/);
    const page = await person(browser, open);
    await page.goto(open.link);
    await mapIdle(page);
    assert.equal(await page.$("drill").count(), 0);
  });
});
