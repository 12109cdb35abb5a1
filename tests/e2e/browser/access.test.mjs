// Every screen, in both themes and both languages: nothing on it keeps somebody out.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { findings } from "../lib/axe.mjs";
import { mapIdle, openBrowser, person, phone, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed } from "../lib/district.mjs";
import { demonstration, empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { compose, find } from "../lib/operator.mjs";

/** Judged at rest: a colour on its way to another is neither. */
const AT_REST = { reducedMotion: "reduce" };
const LOOKS = ["dark", "light"].flatMap((theme) => ["zh-CN", "en"].map((locale) => ({ theme, locale })));

describe("every screen is open to everybody", () => {
  let house, desk, owner, browser, estate, head, order, venue, checkpoint;
  const leave = leaving();

  before(async () => {
    house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    const street = await gridNamed(owner, "荷花路街道");
    const found = await estateBelow(owner, street.grid.path, 3);
    estate = found.card.grid;
    head = found.card.heads[0].post;
    const { places } = await owner.ask("places");
    venue = places.find(({ noun }) => noun === "venue");
    checkpoint = places.find(({ noun }) => noun === "checkpoint");
    const deadline = new Date(Date.now() + 15 * 60_000).toISOString();
    ({ order } = await owner.issue(street.grid.path, "检查地下室水泵", { kind: "command", deadline }));
    for (const [words, urgency] of [["井盖缺失", "urgent"], ["路灯不亮", "normal"]]) {
      const spot = { at: "grid", path: estate.path };
      const report = { kind: "facility", urgency, words, spot, attachments: [], seen: new Date().toISOString() };
      const { incident } = await owner.act({ type: "make_report", report });
      if (urgency === "urgent") await owner.act({ type: "handle_incident", incident, step: { step: "accept" }, seen: "reported" });
    }
    const [accepting, refusing] = found.heads.map(({ id }) => id);
    await (await owner.pairPhone(accepting)).mark(order, accepting, { mark: "accepted" });
    await (await owner.pairPhone(refusing)).mark(order, refusing, { mark: "refused", reason: "人不在岗" });
  });
  after(() => leave.all());

  test("what keeps somebody out is found", async () => {
    const page = await person(browser, desk);
    await page.goto(`${desk.address}/`);
    await page.$("seat-page").waitFor();
    await page.evaluate(() => {
      const faint = document.createElement("p");
      faint.textContent = "看不清";
      faint.style.color = "var(--line)";
      document.querySelector("main").append(document.createElement("button"), faint);
    });
    const found = (await findings(page)).map((finding) => finding.split(":")[0]);
    assert.deepEqual(found.sort(), ["button-name", "color-contrast"]);
    await page.context().close();
  });

  for (const { theme, locale } of LOOKS) {
    test(`the operator's screens, ${theme}, ${locale}`, async () => {
      const page = await person(browser, desk, { locale, ...AT_REST });
      const look = async (where) => found.push(...(await findings(page, where)));
      const found = [];
      await page.goto(`${desk.address}/`);
      await page.$("seat-page").waitFor();
      if (theme === "light") await page.$("theme").click();
      await look("seat");

      const { code } = await owner.act({ type: "offer_seat", role: "admin", subtree: null });
      await page.$("seat-code").fill(code);
      await page.$("seat-take").click();
      await mapIdle(page);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
      await look("situation");

      await page.keyboard.press("Control+k");
      await page.$("search-input").fill("hhl");
      await page.$("search-hit").first().waitFor();
      await look("search");
      await page.keyboard.press("Escape");

      await page.keyboard.press("Shift+?");
      await page.$("key-sheet").waitFor();
      await look("keys");
      await page.keyboard.press("Escape");

      for (const { noun, name } of [venue, checkpoint]) {
        await page.keyboard.press("Control+k");
        await page.$("search-input").fill(name);
        await page.$("search-hit").filter({ hasText: name }).first().click();
        await page.$(`${noun}-panel`).waitFor();
        await look(noun);
      }
      await page.$("legend-places").click();
      await page.$("heat-toggle").click();
      await page.$("heat-told").waitFor();
      await look("legend");

      await find(page, estate.code, estate.name);
      await page.$(`pair-${head.id}`).click();
      await page.$("pair-code").waitFor();
      await look("grid, pairing");
      await compose(page, "检查沙袋");
      await look("compose");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");

      await page.$("view-dispatch").click();
      await page.locator(`[data-testid="orders-row"][data-order="${order}"]`).click();
      await page.$("board").waitFor();
      await page.keyboard.press("j");
      await page.keyboard.press("r");
      await page.$("log-form").waitFor();
      await mapIdle(page);
      await look("dispatch");
      await page.$("sheet-timeline").click();
      await look("timeline");

      await page.keyboard.press("F3");
      await page.$("incidents-row").last().click();
      await page.$("incident-rest").click();
      await page.$("incident-clock").first().click();
      await look("incidents");
      await page.$("incident-deed-assign").click();
      await page.$("incident-words").waitFor();
      await look("assigning an incident");
      await page.keyboard.press("Alt+i");
      await page.$("register-words").waitFor();
      await look("registering an incident");
      await page.$("register").locator("footer button").first().click();
      await page.keyboard.press("Alt+j");
      await page.$("incident").waitFor();
      await look("deciding incidents one by one");
      await page.$("triage-leave").click();

      await page.$("view-incidents").click();
      await page.$("incident-board-row").first().click();
      await page.$("incident").waitFor();
      await look("the board of incidents");

      await page.$("view-fivemaps").click();
      await page.keyboard.press("0");
      await says(page.$("five-maps").locator("h2"), /川汇区/);
      await page.$("figure-venues").click();
      await page.$("grid-row").first().click();
      await page.$("ramp-step").first().waitFor();
      await mapIdle(page);
      await look("five maps, venues");
      await page.$("figure-vacant").click();
      await page.keyboard.press("5");
      await page.keyboard.press("q");
      await says(page.$("missing-first"), /1/);
      await look("five maps, no head");

      const { faults } = page;
      await page.context().close();
      assert.deepEqual([...found, ...faults], []);
    });

    test(`the phone's screens, ${theme}, ${locale}`, async () => {
      const page = await phone(browser, desk, { locale, colorScheme: theme, ...AT_REST });
      const look = async (where) => found.push(...(await findings(page, where)));
      const found = [];
      await page.goto(`${desk.address}/field`);
      await page.$("pair-code").fill("ABCD-2345");
      await page.$("pair-go").click();
      await page.$("pair-failure").waitFor();
      await look("pairing");

      const recipient = (await owner.ask("order", { id: order })).rows.find(
        ({ part, progress }) => part === "recipient" && progress === "waiting",
      );
      const { code } = await owner.act({ type: "offer_pairing", post: recipient.post });
      await page.$("pair-code").fill(code);
      await page.$("pair-go").click();
      const card = page.locator(`[data-testid="inbox-order"][data-order="${order}"]`);
      await card.waitFor();
      await look("inbox");
      await card.click();
      await page.$("accept").waitFor();
      await look("order");
      await page.$("refuse").click();
      await page.$("sheet-words").fill("人不在岗");
      await look("sheet");

      const { faults } = page;
      await page.context().close();
      assert.deepEqual([...found, ...faults], []);
    });

    test(`an empty store, ${theme}, ${locale}`, async () => {
      const aside = leaving();
      try {
        const house = await empty(aside);
        await house.wutu(["new", house.store, "--name", "空区"]);
        const desk = await house.serve();
        const page = await person(browser, desk, { locale, ...AT_REST });
        await page.goto(desk.link);
        await page.$("empty-store").waitFor();
        if (theme === "light") await page.$("theme").click();
        await says(page.$("theme"), /./);
        const found = await findings(page, "empty store");
        await page.context().close();
        assert.deepEqual([...found, ...page.faults], []);
      } finally {
        await aside.all();
      }
    });
  }
});
