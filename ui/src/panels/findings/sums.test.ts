import { describe, expect, it } from 'vitest';
import type { FindingCount } from '../../bridge/wire/FindingCount';
import { kindsOf, sumOf } from './sums';

const counts: FindingCount[] = [
  { kind: 'gap', level: 3, open: 2, accepted: 1 },
  { kind: 'gap', level: 5, open: 40_000, accepted: 0 },
  { kind: 'no_head', level: 5, open: 0, accepted: 7 },
];

describe('the sums over a check', () => {
  it('count what is open and what is done, all levels together', () => {
    const all = { open: 40_002, accepted: 8, listed: 40_010 };
    expect(sumOf(counts, 0)).toEqual({ ...all, mended: 0, found: 40_010, done: 8 });
    expect(sumOf(counts, 5)).toEqual({ ...all, mended: 5, found: 40_015, done: 13 });
    expect(sumOf([], 0)).toEqual({ listed: 0, found: 0, open: 0, accepted: 0, mended: 0, done: 0 });
  });

  it('tell of each kind how many fit the other filters', () => {
    const all = { kinds: [], level: null, state: null };
    expect(kindsOf(counts, all)).toEqual([
      { kind: 'gap', count: 40_003 },
      { kind: 'no_head', count: 7 },
    ]);
    expect(kindsOf(counts, { ...all, level: 3 })).toEqual([{ kind: 'gap', count: 3 }]);
    expect(kindsOf(counts, { ...all, state: 'accepted' })).toEqual([
      { kind: 'gap', count: 1 },
      { kind: 'no_head', count: 7 },
    ]);
  });

  it('keep a chosen kind that has none left, so that it can be let go', () => {
    expect(kindsOf(counts, { kinds: ['no_head'], level: 3, state: null })).toEqual([
      { kind: 'gap', count: 3 },
      { kind: 'no_head', count: 0 },
    ]);
  });
});
