import { describe, expect, it } from 'vitest';
import type { Party } from '../../bridge/wire/Party';
import { calledAs, draftOf, UNSAID, whistleStepOf } from './whistle';

const one: Party = { who: 'unit', id: 'U1' };
const other: Party = { who: 'unit', id: 'U2' };

describe('a step on a whistle', () => {
  it('is said when nothing of it is missing', () => {
    expect(whistleStepOf('arrive', one, UNSAID)).toEqual({ step: 'arrive', party: one });
    expect(whistleStepOf('refuse', one, { ...UNSAID, words: ' ' })).toBeNull();
    expect(whistleStepOf('refuse', one, { ...UNSAID, words: ' 不归我 ' })).toEqual({
      step: 'refuse',
      party: one,
      reason: '不归我',
    });
    expect(whistleStepOf('end', null, UNSAID)).toBeNull();
  });

  it('rates without words, unless the mark is a bad one', () => {
    expect(whistleStepOf('rate_called', one, { ...UNSAID, mark: 'partly' })).toMatchObject({ of: 'called', words: '' });
    expect(whistleStepOf('rate_caller', one, { ...UNSAID, mark: 'unhappy' })).toBeNull();
    expect(whistleStepOf('rate_called', one, UNSAID)).toBeNull();
  });

  it('leaves out no half of what one takes on', () => {
    const minutes = { ...UNSAID, words: '先封后拆', present: [one], tasks: [{ party: one, words: '拆', until: '' }] };
    expect(whistleStepOf('note', null, minutes)).toBeNull();
    const whole = { ...minutes, tasks: [{ party: one, words: '拆', until: '2026-11-23T18:00' }] };
    expect(whistleStepOf('note', null, whole)).toMatchObject({
      minutes: { present: [one], undertakings: [{ party: one }] },
    });
  });
});

describe('a whistle', () => {
  it('calls somebody for something', () => {
    const blowing = { kind: 'daily' as const, words: ' 到现场 ', called: [{ party: one, minutes: null }] };
    expect(draftOf('I', { ...blowing, called: [] })).toBeNull();
    expect(draftOf('I', blowing)).toEqual({ incident: 'I', kind: 'daily', words: '到现场', called: [{ party: one }] });
  });

  it('keeps the minutes of whom it calls when another joins', () => {
    const before = [{ party: one, minutes: 45 }];
    expect(calledAs([one, other], before)).toEqual([
      { party: one, minutes: 45 },
      { party: other, minutes: null },
    ]);
  });
});
