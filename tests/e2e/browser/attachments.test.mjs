// What an order carries and what an answer carries: a picture and a place go out with an order, a photo that was taken
// without a network comes back with the answer, and nobody sees in it where and when it was taken.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { openBrowser, person, phone } from "../lib/browser.mjs";
import { cable } from "../lib/cable.mjs";
import { recipients, row } from "../lib/district.mjs";
import { empty, ROOT } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { personRow, sit } from "../lib/operator.mjs";
import { heads, squares } from "../lib/small.mjs";
import { until } from "../lib/until.mjs";

describe("attachments", () => {
  let desk, owner, browser, page, wire, field;
  const leave = leaving();

  before(async () => {
    const house = await empty(leave);
    await squares(house, { levels: 2 });
    await heads(house, [["4116", "总网格长", "赵一", "10000000001"], ["41161", "网格长", "钱二", "10000000002"]]);
    desk = await house.serve();
    owner = await desk.owner();
    // A microphone that beeps, and nobody who has to allow it.
    const flags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
    browser = await openBrowser(leave, { flags });
    page = await person(browser, desk);
    wire = await cable(leave);
    field = await phone(browser, desk, { proxy: wire.proxy });
  });
  after(() => leave.all());

  /** A JPEG of so many pixels, as a canvas makes it, with a place in its EXIF. */
  async function photo(width, height) {
    const plain = await page.evaluate(
      async ([width, height]) => {
        const canvas = new OffscreenCanvas(width, height);
        const pen = canvas.getContext("2d");
        for (let at = 0; at < 40; at += 1) {
          pen.fillStyle = `hsl(${at * 9} 60% 50%)`;
          pen.fillRect((at * width) / 40, 0, width / 40, height);
        }
        const bytes = await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer();
        return [...new Uint8Array(bytes)];
      },
      [width, height],
    );
    const exif = Buffer.from("Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0 GPS 33.6148 N 114.6521 E", "latin1");
    const length = Buffer.from([(exif.length + 2) >> 8, (exif.length + 2) & 255]);
    return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, exif, Buffer.from(plain.slice(2))]);
  }

  test("an order goes out with a picture and a place, and comes back with a photo that was taken offline", async () => {
    await sit(page, desk);
    await page.keyboard.press("d");
    await page.$("compose-text").fill("清理井盖周围，完成后拍照");
    await page.$("attach-input").setInputFiles([
      { name: "井盖.jpg", mimeType: "image/jpeg", buffer: await photo(1200, 900) },
      { name: "说明.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture at all") },
    ]);
    await until("one taken, one refused", async () => {
      const states = await page.$("attach-row").evaluateAll((rows) => rows.map((one) => one.dataset.state));
      return states.join() === "kept,failed";
    });
    assert.match(await page.$("attach-row").nth(1).innerText(), /不是能附上的文件/);
    assert.equal(await page.$("compose-send").isDisabled(), true, "what was not taken is removed first");
    await page.$("attach-remove").nth(1).click();

    await page.$("attach-voice").click();
    await until("a second to be heard", async () => /[1-9]/.test(await page.$("attach-voice").innerText()));
    await page.$("attach-voice").click();
    await until("the voice note to be taken", async () => {
      const states = await page.$("attach-row").evaluateAll((rows) => rows.map((one) => one.dataset.state));
      return states.join() === "kept,kept";
    });

    await page.keyboard.press("Alt+p");
    const map = await page.$("map").boundingBox();
    await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
    await page.$("sketch-name").fill("集合点");
    await page.$("compose-holds").getByText("照片").click();
    await page.keyboard.press("Control+Enter");
    await page.$("board").waitFor();
    const id = await page.$("board").getAttribute("data-order");
    const { order } = await owner.ask("order", { id });
    assert.deepEqual(order.answer, { holds: "photo" });
    const [picture, voice, place] = order.attachments;
    assert.deepEqual([picture.file.name, voice.file.media], ["井盖.jpg", "webm"]);
    await page.$("attached-voice").evaluate((audio) => {
      audio.preload = "auto";
      audio.load();
    });
    await until("the voice note to be ready to play", () => page.$("attached-voice").evaluate((audio) => audio.readyState > 0));
    assert.deepEqual([place.sketch.name, place.sketch.shape.shape], ["集合点", "point"]);

    // By key: the picture opens as large as the screen, and Escape gives the panel back.
    await page.$("attached-picture").first().focus();
    await page.keyboard.press("Enter");
    await until("the picture to be drawn", () => page.$("viewer-picture").evaluate((image) => image.naturalWidth === 1200));
    await page.keyboard.press("Escape");
    await page.$("viewer").waitFor({ state: "detached" });
    await page.$("board").waitFor();

    const [post] = await recipients(owner, id);
    const { code } = await owner.act({ type: "offer_pairing", post });
    await field.goto(`${desk.address}/field#code=${code}`);
    const card = field.locator(`[data-testid="inbox-order"][data-order="${id}"]`);
    await card.click();
    const drawn = () => field.$("attached-picture").locator("img").evaluate((image) => image.naturalWidth);
    await until("the picture on the phone", async () => (await drawn()) === 1200);
    assert.match(await field.$("attached-place").innerText(), /集合点/);
    const kept = () =>
      field.evaluate(
        (hash) =>
          new Promise((resolve) => {
            const asked = indexedDB.open("wutu.field", 1);
            asked.onsuccess = () => {
              const found = asked.result.transaction("kept").objectStore("kept").getKey(hash);
              found.onsuccess = () => resolve(found.result === hash);
            };
          }),
        picture.file.hash,
      );
    await until("the picture to be kept for later", kept);
    await field.$("accept").click();
    await until("the answer to be there", async () => (await row(owner, id, post)).progress === "accepted");

    wire.cut();
    await field.locator(".link.lost").waitFor();
    await field.$("done").click();
    assert.equal(await field.$("sheet-send").isDisabled(), true, "the order asks for a photo");
    await field.$("photo-input").setInputFiles({ name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: await photo(4000, 3000) });
    await field.$("photo-thumb").waitFor();
    await field.$("sheet-send").click();
    await field.$("files-unsent").waitFor();
    assert.equal((await row(owner, id, post)).progress, "accepted");

    // Without a network nothing comes back when the page is loaded; what was said lies on the phone all the same.
    wire.mend();
    await field.reload();
    const answered = await until("the answer with its photo", async () => {
      const found = await row(owner, id, post);
      return found.progress === "done" && found;
    });
    const [sent] = answered.attachments;
    assert.deepEqual(sent.file.pixels, [1600, 1200], "it was shrunk on the phone");
    assert.equal(await field.evaluate(() => localStorage.getItem("wutu.field.pending")), "[]");

    const person = await personRow(page, post);
    await person.locator('[data-testid="attached-picture"] img').waitFor();
    await person.locator('[data-testid="attached-picture"]').click();
    await until("the photo on the board", () => page.$("viewer-picture").evaluate((image) => image.naturalWidth === 1600));
    const bytes = await page.evaluate(async (hash) => {
      const answer = await fetch(`/api/file/${hash}`);
      return String.fromCharCode(...new Uint8Array(await answer.arrayBuffer()).slice(0, 4000));
    }, picture.file.hash);
    assert.ok(bytes.startsWith("\xff\xd8") && !/Exif|GPS/.test(bytes), "what the camera wrote into it is gone");
    await page.keyboard.press("Escape");
    assert.deepEqual([page.faults, field.faults], [[], []]);
  });

  test("a screenshot is pasted into what is being written", async () => {
    await page.keyboard.press("d");
    await page.$("compose-text").waitFor();
    const dot = (await readFile(join(ROOT, "tests/fixtures/attachments/dot.png"))).toString("base64");
    await page.evaluate((text) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, dot);
    await until("it to be taken", async () => (await page.$("attach-row").getAttribute("data-state")) === "kept");
    assert.deepEqual(page.faults, []);
  });

  test("a template keeps what is attached and gives it to the order made of it", async () => {
    await page.$("compose-text").fill("检查井盖");
    await page.$("compose-keep").click();
    await page.$("keep-name").fill("查井盖");
    await page.$("keep-template").click();
    await page.$("keeping").waitFor({ state: "detached" });
    const { templates } = await owner.ask("saved");
    const [{ file }] = templates[0].template.attachments;

    await page.$("attach-remove").click();
    await page.$("compose-text").click();
    await page.keyboard.press("Alt+t");
    const open = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
    await open.locator(".ant-select-item-option", { hasText: "查井盖" }).waitFor();
    await page.keyboard.press("Enter");
    await until("the template's picture", async () => (await page.$("attach-row").getAttribute("data-state")) === "kept");
    await page.$("compose-preview").waitFor();
    await page.screenshot({ path: "shots/template-attachments.png" });
    await page.keyboard.press("Control+Enter");
    await page.$("board").waitFor();
    const id = await page.$("board").getAttribute("data-order");
    const { order } = await owner.ask("order", { id });
    assert.deepEqual([order.text, order.attachments[0].file.hash], ["检查井盖", file.hash]);
    assert.deepEqual(page.faults, []);
  });
});
