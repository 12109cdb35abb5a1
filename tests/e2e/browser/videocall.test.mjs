// Pictures in live calls: both sides switch their cameras on and off, each sees the other's move, on hold nothing comes unless
// the centre watches on, a poor network gets small pictures, and who is no party gets nothing. Sound goes on through it all.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser, person, phone, says } from '../lib/browser.mjs';
import { estateBelow, gridNamed } from '../lib/district.mjs';
import { demonstration } from '../lib/house.mjs';
import { leaving } from '../lib/leaving.mjs';
import { getsPicture } from '../lib/looker.mjs';
import { isRed, seeRed, stirring } from '../lib/moving.mjs';
import { sit } from '../lib/operator.mjs';
import { hearing, keepPlayed, playedTone } from '../lib/tone.mjs';
import { until } from '../lib/until.mjs';

const DESK = '[data-testid="call-picture"][data-seen="shown"] canvas';
const PHONE = '[data-testid="call-seen"] canvas';
const LENT = { permissions: ['microphone', 'camera'] };

describe('pictures in live calls', () => {
  let desk, owner, operator, field, second, heads;
  const leave = leaving();

  const sat = async (browser, post) => {
    const page = await phone(browser, desk, LENT);
    await keepPlayed(page);
    const { code } = await owner.act({ type: 'offer_pairing', post });
    await page.goto(`${desk.address}/field#code=${code}`);
    await says(page.$('link'), '已连');
    await page.touchscreen.tap(5, 5);
    return page;
  };

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    const street = await gridNamed(owner, '荷花路街道');
    ({ heads } = await estateBelow(owner, street.grid.path, 3));
    const browser = await openBrowser(leave, { flags: hearing(leave) });
    operator = await person(browser, desk, LENT);
    await keepPlayed(operator);
    await seeRed(operator);
    await sit(operator, desk);
    field = await sat(browser, heads[0].id);
    second = await sat(browser, heads[1].id);
  });
  after(() => leave.all());

  const sounds = async (page) => {
    const { seconds } = await playedTone(page);
    await until('the sound goes on', async () => (await playedTone(page)).seconds > seconds + 0.5);
  };
  const width = (page, css) => page.evaluate((found) => document.querySelector(found)?.width ?? 0, css);

  test('the phone shows its camera and the desk sees it move; switched off it is gone with a word', async () => {
    await field.$('call-now').click();
    await operator.$('phone-waiting').waitFor();
    await operator.keyboard.press('F6');
    await says(operator.$('phone-own'), /通话中/);
    assert.equal(await operator.$('call-picture').count(), 0, 'nobody has switched a camera on');
    await field.$('call-camera').click();
    await stirring(operator, DESK);
    await Promise.all([sounds(operator), sounds(field)]);
    await field.$('call-camera').click();
    await says(operator.$('call-picture-words'), /对方关了摄像头/);
    await field.$('call-camera').click();
    await stirring(operator, DESK);
  });

  test('a key shows the operator, and the phone sees that move', async () => {
    await operator.keyboard.press('Shift+F10');
    await stirring(field, PHONE);
    assert.equal(await operator.$('own-picture').count(), 1, 'who is shown sees himself');
    const seen = [await isRed(field, PHONE), await isRed(operator, DESK)];
    assert.deepEqual(seen, [true, false], 'each sees what the other shows');
    await operator.keyboard.press('Shift+F10');
    await says(field.$('call-seen-words'), /指挥中心关了摄像头/);
    await operator.keyboard.press('Shift+F10');
    await stirring(field, PHONE);
  });

  test('low bandwidth makes both pictures small, and they move on', async () => {
    await until('the whole picture', async () => (await width(operator, DESK)) > 320);
    await field.$('call-thrifty').click();
    await until('the desk gets a small one', async () => (await width(operator, DESK)) === 320);
    await until('the phone gets a small one', async () => (await width(field, PHONE)) === 320);
    await Promise.all([stirring(operator, DESK), stirring(field, PHONE)]);
    await field.$('call-thrifty').click();
    await until('the whole picture again', async () => (await width(operator, DESK)) > 320);
  });

  test('it is made large by a key, and stands on the wall beside the cameras', async () => {
    const { height } = await operator.$('call-picture').boundingBox();
    await operator.keyboard.press('Shift+F3');
    await until('it is larger', async () => (await operator.$('call-picture').boundingBox()).height > height * 1.5);
    await stirring(operator, DESK);
    await operator.keyboard.press('Shift+F3');
    await operator.keyboard.press('Control+F3');
    await operator.$('eyes').locator('[data-testid="call-picture"]').waitFor();
    await stirring(operator, `[data-testid="eyes"] ${DESK}`);
    assert.equal(await operator.$('call-picture').count(), 1, 'it stands in one place');
    await operator.keyboard.press('Escape');
    await stirring(operator, DESK);
  });

  test('on hold neither sees anything; resumed both see again', async () => {
    await operator.keyboard.press('F7');
    await says(field.$('call-stage'), /保持中/);
    await until('no picture at the desk', async () => (await operator.locator(DESK).count()) === 0);
    await until('none on the phone', async () => (await field.locator(PHONE).count()) === 0);
    await operator.keyboard.press('F7');
    await Promise.all([stirring(operator, DESK), stirring(field, PHONE)]);
  });

  test('who is watched on hold is told so and seen, sees and hears nothing, and others are seen beside him', async () => {
    await operator.$('phone-hold-watching').click();
    await says(field.$('call-stage'), /指挥中心仍在看你的画面/);
    await stirring(operator, DESK);
    await until('none on the phone', async () => (await field.locator(PHONE).count()) === 0);
    const before = (await playedTone(field)).seconds;
    await second.$('call-now').click();
    await operator.$('phone-waiting').waitFor();
    await operator.keyboard.press('F6');
    await says(second.$('call-stage'), /通话中/);
    await second.$('call-camera').click();
    await until('two pictures', async () => (await operator.locator(DESK).count()) === 2);
    for (const nth of [0, 1]) await stirring(operator, DESK, nth);
    await until('nobody sees the operator', async () => (await operator.$('own-picture').count()) === 0);
    assert.equal(await second.locator(PHONE).count(), 0, 'he has not switched it on for this one');
    assert.ok((await playedTone(field)).seconds - before < 1, 'who waits hears nothing');
    await operator.keyboard.press('Control+F3');
    await until('both stand on the wall', async () => (await operator.$('eyes').locator(DESK).count()) === 2);
    await operator.keyboard.press('Escape');
  });

  test('a camera that is taken away says so, and the call goes on with sound', async () => {
    await second.evaluate(() => {
      const { srcObject } = document.querySelector('[data-testid="own-picture"]');
      for (const track of srcObject.getTracks()) track.dispatchEvent(new Event('ended'));
    });
    await says(second.$('call-blind'), /摄像头断开或被系统收回/);
    await until('its picture is gone', async () => (await operator.locator(DESK).count()) === 1);
    await sounds(second);
    await operator.keyboard.press('Shift+F6');
    await says(second.$('call-stage'), /通话已结束/);
  });

  test('a camera that is refused, and a browser without an encoder, say so', async () => {
    await second.$('call-close').click();
    await second.evaluate(() => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = (wish) =>
        wish.video ? Promise.reject(new DOMException('no', 'NotAllowedError')) : ask(wish);
    });
    await second.$('call-now').click();
    await operator.$('phone-waiting').waitFor();
    await operator.keyboard.press('F6');
    await second.$('call-camera').click();
    await says(second.$('call-blind'), /没有允许使用摄像头/);
    await second.evaluate(() => {
      delete globalThis.VideoEncoder;
    });
    await second.$('call-camera').click();
    await says(second.$('call-blind'), /不能发送画面/);
    await sounds(second);
  });

  test('who is no party gets no picture, whatever he asks for', async () => {
    const { calls } = await owner.ask('calls', {});
    const { id } = calls.find(({ stage }) => stage === 'watched');
    const get = (page, side, seconds = 3) => getsPicture(page, `call/${id}/${side}/picture`, seconds);
    assert.equal(await get(operator, 'post', 20), true, 'the one who watches does');
    assert.equal(await get(second, 'post'), false, 'a phone that is in another call');
    assert.equal(await get(field, 'centre'), false, 'the one who waits');
    assert.deepEqual([...operator.faults, ...field.faults, ...second.faults], []);
  });
});
