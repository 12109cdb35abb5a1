// A live call with pictures that goes from desk to desk: muted, held, handed over. Whoever has it sees and is seen, hears and is
// heard; who gave it away no longer is.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mapIdle, openBrowser, person, phone, says } from '../lib/browser.mjs';
import { estateBelow, gridNamed } from '../lib/district.mjs';
import { demonstration } from '../lib/house.mjs';
import { leaving } from '../lib/leaving.mjs';
import { isRed, seeRed, stirring } from '../lib/moving.mjs';
import { sit } from '../lib/operator.mjs';
import { hearing, keepPlayed, pairSounding, playedTone } from '../lib/tone.mjs';
import { until } from '../lib/until.mjs';

const DESK = '[data-testid="call-picture"][data-seen="shown"] canvas';
const PHONE = '[data-testid="call-seen"] canvas';
const LENT = { permissions: ['microphone', 'camera'] };

describe('a call with pictures from desk to desk', () => {
  let operator, second, field;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    const desk = await house.serve();
    const owner = await desk.owner();
    const street = await gridNamed(owner, '荷花路街道');
    const [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
    const browser = await openBrowser(leave, { flags: hearing(leave) });
    operator = await person(browser, desk, LENT);
    second = await person(browser, desk, LENT);
    for (const page of [operator, second]) {
      await keepPlayed(page);
      await seeRed(page);
    }
    await sit(operator, desk);
    const { code } = await owner.act({ type: 'offer_seat', role: 'operator', subtree: null });
    await second.goto(`${desk.address}/#seat=${code}`);
    await mapIdle(second);
    field = await phone(browser, desk, LENT);
    await keepPlayed(field);
    await pairSounding(field, desk, head.id);
  });
  after(() => leave.all());

  const forget = (page) => page.evaluate(() => void (globalThis.played.length = 0));
  /** Waits until a page has played a second from now on; how much of it is the tone. */
  const hears = async (page) => {
    await forget(page);
    await until('a second was played', async () => (await playedTone(page)).seconds > 1);
    return (await playedTone(page)).share;
  };

  test('who is muted is not heard, and goes on being seen', async () => {
    await field.$('call-now').click();
    await operator.$('phone-waiting').waitFor();
    await operator.keyboard.press('F6');
    await says(operator.$('phone-own'), /通话中/);
    await field.$('call-camera').click();
    await operator.keyboard.press('Shift+F10');
    await Promise.all([stirring(operator, DESK), stirring(field, PHONE)]);
    assert.ok((await hears(field)) > 0.6);
    await operator.keyboard.press('F10');
    await until('nothing of the tone is heard', async () => !((await hears(field)) > 0.1));
    await stirring(field, PHONE);
    assert.ok((await hears(operator)) > 0.6, 'who is muted hears');
    await operator.keyboard.press('F10');
    await until('the tone is heard again', async () => (await hears(field)) > 0.6);
  });

  test('held and gone on with by two presses within a moment, both see and hear again', async () => {
    await operator.keyboard.press('F7');
    await operator.keyboard.press('F7');
    await says(operator.$('phone-own'), /通话中/);
    await Promise.all([stirring(operator, DESK), stirring(field, PHONE)]);
    await until('both hear the tone', async () =>
      (await Promise.all([operator, field].map(hears))).every((share) => share > 0.6),
    );
  });

  test('handed over, the other desk sees the phone and is seen once it wants to be; the first sees and shows nothing', async () => {
    await operator.keyboard.press('Shift+F7');
    await operator.$('phone-desk').first().waitFor();
    await operator.$('phone-desk').last().press('Enter');
    await operator.$('phone-passing').waitFor();
    await stirring(operator, DESK);
    await second.$('phone-answer').click();
    await says(second.$('phone-own'), /通话中/);
    await stirring(second, DESK);
    assert.equal(await isRed(second, DESK), false, 'that is the phone’s camera');
    await until('the first is out', async () => (await operator.$('phone-own').count()) === 0);
    assert.deepEqual([await operator.locator(DESK).count(), await operator.$('own-picture').count()], [0, 0]);
    await says(field.$('call-seen-words'), /指挥中心关了摄像头/);
    await second.keyboard.press('Shift+F10');
    await until('the phone sees the second', async () => (await field.$('call-seen-words').count()) === 0);
    await stirring(field, PHONE);
    assert.equal(await isRed(field, PHONE), true);
    await until('both hear the tone', async () =>
      (await Promise.all([second, field].map(hears))).every((share) => share > 0.6),
    );
    const { seconds } = await playedTone(operator);
    await hears(second);
    assert.equal((await playedTone(operator)).seconds, seconds, 'who handed it over hears nothing more');
    await field.$('call-end').click();
    await says(second.$('phone-ended'), /通话已结束/);
    assert.deepEqual([...operator.faults, ...second.faults, ...field.faults], []);
  });
});
