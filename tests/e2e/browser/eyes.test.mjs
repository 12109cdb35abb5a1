// Eyes on the venues: a reason, then the picture – the film that a camera shows is read back from what is drawn –, a
// camera that is gone and comes back, one that wants a password, one that nobody can play, and the log of it all.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { mapIdle, openBrowser, person, says } from "../lib/browser.mjs";
import { camera } from "../lib/camera.mjs";
import { files } from "../lib/files.mjs";
import { empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { sit } from "../lib/operator.mjs";
import { bring, squares } from "../lib/small.mjs";
import { until } from "../lib/until.mjs";

const LONG = "颍河西路与文昌大道交叉口东南角大型综合商业广场及地下停车场";

describe("eyes on the venues", () => {
  let browser, desk, owner, operator, good, locked, strange, packed;
  const leave = leaving();

  before(async () => {
    const home = await empty(leave);
    [good, locked, strange] = [
      await camera(),
      await camera({ login: { user: "admin", password: "geheim-7" } }),
      await camera({ codec: "WEIRD" }),
    ];
    packed = [await files({ login: { user: "admin", password: "geheim-8" } }), await files({ format: "mp4" })];
    leave(() => Promise.all([good, locked, strange, ...packed].map((one) => one.unplug().catch(() => {}))));
    await squares(home, { levels: 2 });
    const at = (id, name, x) =>
      `{"type":"Feature","properties":{"id":"${id}","name":"${name}","kind":"大型商超","state":"开放"},"geometry":{"type":"Point","coordinates":[${x},33.61]}}`;
    const venues = [at("V1", "万顺达", 114.61), at("V2", LONG, 114.62), at("V3", "五一广场", 114.63)];
    await bring(home, "venues.geojson", `{"type":"FeatureCollection","features":[${venues}]}`, ["venues"]);
    const rows = [
      `V1,正门,${good.address}`,
      `V2,一层中庭,${locked.address.replace("rtsp://", "rtsp://admin:geheim-7@")}`,
      `V3,后门,${strange.address}`,
      "V3,扶梯,https://cam.example.invalid/door/whep",
      `V3,前厅,${packed[0].address.replace("http://", "http://admin:geheim-8@")}`,
      `V3,西厅,${packed[1].address}`,
    ];
    await bring(home, "streams.csv", `场所编码,名称,地址\n${rows.join("\n")}\n`, ["streams"]);
    desk = await home.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave);
    operator = await person(browser, desk);
    await sit(operator, desk);
  });
  after(() => leave.all());

  const tile = (name) => operator.$("eye-tile").filter({ hasText: name });
  const state = (name) => tile(name).getAttribute("data-state");
  /** Where the white square begins in the picture that is drawn, in parts of its width; null where there is none. */
  const square = (name) =>
    tile(name)
      .locator("canvas")
      .evaluate((canvas) => {
        const { width, height } = canvas;
        const row = canvas.getContext("2d").getImageData(0, Math.round(height / 2), width, 1).data;
        for (let x = 0; x < width; x += 1) if (row[4 * x] > 200 && row[4 * x + 1] > 200) return x / width;
        return null;
      });

  test("a place's stream opens from its panel after a reason, and the film that it shows moves over the canvas", async () => {
    await operator.keyboard.press("Shift+H");
    await operator.$("eyes").waitFor();
    const line = operator.$("eye-line").filter({ hasText: "万顺达" });
    if ((await line.getAttribute("aria-pressed")) !== "true") await line.click();
    assert.equal(await operator.$("eyes-begin").isDisabled(), true, "no reason, no picture");
    assert.equal(good.knocks(), 0);
    await operator.$("eyes-reason-patrol").check();
    await operator.keyboard.press("Enter");
    await until("it is shown", async () => (await state("万顺达")) === "shown");
    const seen = new Set();
    await until("the square has passed on", async () => {
      const at = await square("万顺达");
      if (at !== null) seen.add(Math.round(at * 20));
      return seen.size >= 6;
    });
    const [log] = (await owner.ask("viewings", { limit: 5 })).viewings;
    assert.deepEqual([log.place, log.name, log.reason, log.ended], ["万顺达", "正门", "patrol", null]);
  });

  test("a camera that is pulled out says since when, and is found again by itself", async () => {
    const { port } = good;
    await good.unplug();
    await says(tile("万顺达"), /起无画面/);
    assert.equal(await state("万顺达"), "lost");
    const alarms = (await owner.ask("alarms")).alarms;
    assert.deepEqual(alarms.map((alarm) => [alarm.cause.cause, alarm.stream]), [["stream", "万顺达 正门"]]);
    good = await camera({ port });
    await until("it is back", async () => (await state("万顺达")) === "shown");
    const before = await square("万顺达");
    await until("it moves", async () => (await square("万顺达")) !== before);
    assert.deepEqual((await owner.ask("alarms")).alarms, []);
  });

  test("whoever looks away lets go of the camera, and the log says until when and when the last picture came", async () => {
    await operator.keyboard.press("Escape");
    await until("the look has ended", async () => (await owner.ask("viewings", { limit: 5 })).viewings[0].ended !== null);
    const [log] = (await owner.ask("viewings", { limit: 5 })).viewings;
    assert.ok(Date.parse(log.ended) - Date.parse(log.last) < 1000, `${log.last} to ${log.ended}`);
    await until("nobody is at the camera", async () => good.lookers() === 0);
  });

  test("a round goes through all of a kind: one reason, each look logged, and each that cannot be seen says why", async () => {
    await operator.keyboard.press("Shift+H");
    await operator.$("eyes-all").click();
    await operator.$("eyes-reason-other").check();
    assert.equal(await operator.$("eyes-begin").isDisabled(), true, "another reason needs words");
    await operator.$("eyes-words").fill("节前检查");
    await operator.keyboard.press("Enter");
    for (const name of ["万顺达", LONG, "前厅", "西厅"]) {
      await until(`${name} is shown`, async () => (await state(name)) === "shown");
    }
    // Packets and files beside each other, each with the same film.
    for (const name of [LONG, "前厅", "西厅"]) {
      const seen = new Set();
      await until(`the square of ${name} has passed on`, async () => {
        const at = await square(name);
        if (at !== null) seen.add(Math.round(at * 20));
        return seen.size >= 5;
      });
    }
    await says(tile("后门"), /WEIRD|weird/);
    assert.equal(await tile("扶梯").count(), 0, "what is not played is not offered");
    assert.notEqual(await square(LONG), null);
    await operator.keyboard.press("1");
    await says(operator.$("eyes-page"), "1 / 5");
    assert.equal(await operator.$("eye-tile").count(), 1);
    await operator.keyboard.press("ArrowRight");
    await says(operator.$("eyes-page"), "2 / 5");
    await operator.$("eyes-log").click();
    await until("the round is listed", async () => (await operator.$("eye-log-line").count()) >= 6);
    await says(operator.$("eye-log-line").first(), /其他 · 节前检查/);
  });

  test("the round prints with its times, and with what was not seen and why; the print is in the ledger", async () => {
    await operator.$("eyes-log").click();
    await operator.$("eyes-print").waitFor();
    const printing = operator.waitForEvent("download");
    await operator.keyboard.press("p");
    const file = await printing;
    assert.match(file.suggestedFilename(), /视频巡查记录 大型商超\.pdf$/);
    const { stdout } = await promisify(execFile)("pdftotext", ["-layout", await file.path(), "-"]);
    const told = stdout.replace(/\s+/g, " ");
    assert.match(told, /理由：其他 · 节前检查/);
    assert.match(told, /大型商超：可看 5 路，已看 5 路/);
    assert.match(told, /\d{2}:\d{2}:\d{2} 起无画面/);
    assert.match(told, /WEIRD|weird/);
    assert.match(told, /本记录不含图像/);
    await says(operator.$("eyes-said"), /视频巡查记录/);
  });

  test("whose seat is taken away while he looks sees nothing more, and his look has ended", async () => {
    const { code } = await owner.act({ type: "offer_seat", role: "operator", subtree: null });
    const other = await person(browser, desk);
    await other.goto(`${desk.address}/#seat=${code}`);
    await mapIdle(other);
    await operator.keyboard.press("Escape");
    await until("nobody is at the camera", async () => good.lookers() === 0);
    await until("nor at those with files", async () => packed.every((one) => one.lookers() === 0));
    await other.keyboard.press("Shift+H");
    // The alarm of the camera that nobody can play stands above the choice, and over none of it.
    await other.$("alarm-bar").waitFor();
    for (const part of ["eyes-kind", "eyes-all"]) await other.$(part).click({ trial: true });
    await other.$("eye-line").first().click({ trial: true });
    await other.$("eye-line").filter({ hasText: "万顺达" }).click();
    await other.$("eyes-reason-crowd").check();
    await other.keyboard.press("Enter");
    const seen = other.$("eye-tile").filter({ hasText: "万顺达" });
    await until("it is shown", async () => (await seen.getAttribute("data-state")) === "shown");
    const { devices } = await owner.ask("devices");
    const seat = devices.findLast(({ grant, revoked }) => grant.role === "operator" && revoked === null);
    await owner.act({ type: "revoke_device", device: seat.id });
    await until("the camera is let go of", async () => good.lookers() === 0);
    const [log] = (await owner.ask("viewings", { limit: 1 })).viewings;
    assert.deepEqual([log.reason, log.by.role, log.ended === null], ["crowd", "operator", false]);
    await until("no picture is shown", async () => (await seen.count()) === 0 || (await seen.getAttribute("data-state")) !== "shown");
  });

  test("no password stands in what anybody is told", async () => {
    const told = JSON.stringify([await owner.ask("streams"), await owner.ask("amendments", { limit: 9 }), await owner.ask("imports")]);
    assert.ok(!told.includes("geheim"));
    assert.deepEqual(operator.faults, []);
  });
});
