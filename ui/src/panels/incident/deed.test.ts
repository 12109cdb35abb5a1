import { describe, expect, it } from 'vitest';
import { keyOfParty, NOTHING, nextDeeds, partyOfKey, stepOf } from './deed';

describe('what is said with a deed', () => {
  const said = { ...NOTHING, words: ' 不归我们管 ' };

  it('is a step once nothing is missing', () => {
    const unit = { who: 'unit', id: 'U1' } as const;
    expect(stepOf('accept', NOTHING)).toEqual({ step: 'accept' });
    expect(stepOf('decline', NOTHING)).toBeNull();
    expect(stepOf('decline', said)).toEqual({ step: 'decline', reason: '不归我们管' });
    expect(stepOf('assign', said)).toBeNull();
    expect(stepOf('assign', { ...said, party: unit })).toMatchObject({ lead: unit, assisting: [] });
    expect(stepOf('return', { ...said, party: unit })).toBeNull();
    expect(stepOf('return', { ...said, party: unit, basis: '清单 12 条' })).toMatchObject({ proposed: unit });
    expect(stepOf('ask', said)).toBeNull();
    expect(stepOf('follow_up', said)).toBeNull();
    expect(stepOf('merge', said)).toBeNull();
    expect(stepOf('merge', { ...NOTHING, into: 'I2' })).toEqual({ step: 'merge', into: 'I2' });
  });

  it('names who has looked only where somebody is named', () => {
    expect(stepOf('pass', said)).toEqual({ step: 'pass', words: '不归我们管' });
    expect(stepOf('fail', { ...said, witness: 'P2' })).toEqual({ step: 'fail', reason: '不归我们管', witness: 'P2' });
  });

  it('knows a party again by its key', () => {
    const grid = { who: 'grid', id: '411602.411602001' } as const;
    expect(partyOfKey(keyOfParty(grid))).toEqual(grid);
    expect(partyOfKey('unit/a/b')).toEqual({ who: 'unit', id: 'a/b' });
  });
});

describe('what comes next', () => {
  it('is the first of its state that may be done', () => {
    expect(nextDeeds('reported', () => true)[0]).toBe('accept');
    expect(nextDeeds('verified', () => true)[0]).toBe('close');
    expect(nextDeeds('verified', (deed) => deed !== 'close')[0]).toBe('follow_up');
    expect(nextDeeds('on_site', (deed) => deed !== 'grant' && deed !== 'deny')[0]).toBe('dispose');
    expect(nextDeeds('void', () => true)).toEqual([]);
  });
});
