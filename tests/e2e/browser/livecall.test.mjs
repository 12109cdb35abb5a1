// Live calls: the field calls the centre, both hear the tone of the other's microphone, on hold nobody hears anything, a call
// is handed over and ended, and one that nobody takes is called back.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mapIdle, openBrowser, person, says } from '../lib/browser.mjs';
import { estateBelow, gridNamed } from '../lib/district.mjs';
import { demonstration } from '../lib/house.mjs';
import { leaving } from '../lib/leaving.mjs';
import { sit } from '../lib/operator.mjs';
import { hearing, keepPlayed, playedTone, sounding } from '../lib/tone.mjs';
import { until } from '../lib/until.mjs';

describe('live calls', () => {
  let desk, owner, operator, second, field, head;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    const street = await gridNamed(owner, '荷花路街道');
    [head] = (await estateBelow(owner, street.grid.path, 3)).heads;
    const browser = await openBrowser(leave, { flags: hearing(leave) });
    operator = await person(browser, desk, { permissions: ['microphone'] });
    second = await person(browser, desk, { permissions: ['microphone'] });
    await keepPlayed(operator);
    await sit(operator, desk);
    await keepPlayed(second);
    const { code } = await owner.act({ type: 'offer_seat', role: 'operator', subtree: null });
    await second.goto(`${desk.address}/#seat=${code}`);
    await mapIdle(second);
    field = await sounding(browser, desk, head.id);
  });
  after(() => leave.all());

  const settled = async (page) => {
    const { seconds } = await playedTone(page);
    return seconds;
  };
  const hearsMore = async (page, seconds = 1) => {
    const before = await settled(page);
    await until('more was played', async () => (await settled(page)) > before + seconds);
  };

  test('a press rings at the desks; a key takes it, the map goes there, and both hear each other', async () => {
    await field.$('call-now').click();
    await says(field.$('call-stage'), /正在呼叫/);
    await says(operator.$('phone-waiting'), new RegExp(head.person));
    await says(second.$('phone-waiting'), new RegExp(head.person));
    await operator.keyboard.press('F6');
    await says(operator.$('phone-own'), /通话中/);
    await operator.$('call-panel').waitFor();
    await says(operator.$('caller'), new RegExp(head.person));
    await says(field.$('call-stage'), /通话中/);
    await until('nothing waits at the other desk', async () => (await second.$('phone-waiting').count()) === 0);
    await until('the desk heard a second', async () => (await playedTone(operator)).seconds > 1);
    await until('the phone heard a second', async () => (await playedTone(field)).seconds > 1);
    for (const page of [operator, field]) {
      const { share } = await playedTone(page);
      assert.ok(share > 0.6, `the tone is ${share} of what was played`);
    }
    assert.equal((await playedTone(second)).seconds, 0, 'who is no party hears nothing');
  });

  test('on hold neither hears anything, and afterwards both hear again', async () => {
    await operator.keyboard.press('F7');
    await says(field.$('call-stage'), /保持中/);
    await says(operator.$('phone-own'), /保持中/);
    // What was under way has sounded out; from then on nothing comes.
    const lastPlayed = (page) =>
      page.evaluate(() => performance.timeOrigin + performance.now() - globalThis.played.at(-1).at);
    await until('nothing was played for a second', async () =>
      (await Promise.all([operator, field].map(lastPlayed))).every((ago) => ago > 1000),
    );
    await operator.keyboard.press('F7');
    await says(field.$('call-stage'), /通话中/);
    await Promise.all([hearsMore(operator), hearsMore(field)]);
  });

  test('it is handed over and stays until the other desk takes it', async () => {
    await operator.keyboard.press('Shift+F7');
    await operator.$('phone-desk').first().waitFor();
    await operator.$('phone-desk').last().press('Enter');
    await operator.$('phone-passing').waitFor();
    await says(operator.$('phone-own'), /通话中/);
    await second.$('phone-answer').click();
    await says(second.$('phone-own'), /通话中/);
    await until('the first desk is out', async () => (await operator.$('phone-own').count()) === 0);
    await Promise.all([hearsMore(second), hearsMore(field)]);
    const before = await settled(operator);
    await hearsMore(second);
    assert.equal(await settled(operator), before, 'who handed it over hears nothing more');
  });

  test('it ends, what was said is written down, and one key makes the order', async () => {
    await field.$('call-end').click();
    await says(field.$('call-stage'), /通话已结束/);
    await says(second.$('phone-ended'), /通话已结束/);
    await second.$('call-words').fill('地下室进水');
    await second.$('call-instruction').fill('立即封闭地下室');
    await second.keyboard.press('F4');
    await second.$('compose-text').waitFor();
    assert.equal(await second.$('compose-text').inputValue(), '立即封闭地下室');
    const { entries } = await owner.ask('journal', { wish: { headings: ['call'] }, from: 0, limit: 5 });
    assert.deepEqual(
      entries.map(({ what }) => what.what),
      ['call_taken', 'call_ended'],
    );
    assert.ok(entries[1].what.answered !== null && entries[1].what.end === 'hung_up');
    await field.$('call-close').click();
  });

  test('who gives up is missed, and is called back from the list', async () => {
    await field.$('call-now').click();
    await operator.$('phone-waiting').waitFor();
    await field.$('call-end').click();
    await says(field.$('call-stage'), /未接来电/);
    await operator.keyboard.press('F2');
    await says(operator.$('missed-line'), new RegExp(head.person));
    await operator.$('missed-ring').click();
    await says(field.$('call-stage'), /指挥中心来电/);
    await field.$('call-accept').click();
    await says(operator.$('phone-own'), /通话中/);
    await Promise.all([hearsMore(operator), hearsMore(field)]);
  });

  test('who looks at cameras is called all the same: it rings over the wall, and a key takes it', async () => {
    await operator.keyboard.press('Shift+F6');
    await says(field.$('call-stage'), /通话已结束/);
    await field.$('call-close').click();
    await operator.evaluate(() => document.activeElement.blur());
    await operator.keyboard.press('Shift+H');
    await operator.$('eyes').waitFor();
    await field.$('call-now').click();
    // Nothing lies over the button.
    await operator.$('phone-answer').click({ trial: true });
    await operator.keyboard.press('F6');
    await says(operator.$('phone-own'), /通话中/);
    await operator.$('phone-mute').click({ trial: true });
    await operator.keyboard.press('Escape');
    await says(operator.$('caller'), new RegExp(head.person));
    await Promise.all([hearsMore(operator), hearsMore(field)]);
  });

  test('a page that is gone in the middle is out of the call within seconds', async () => {
    await field.close();
    await operator.$('phone-ended').filter({ hasText: '线路中断' }).waitFor();
    assert.deepEqual([...operator.faults, ...second.faults, ...field.faults], []);
  });
});
