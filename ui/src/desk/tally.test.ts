import { describe, expect, it } from 'vitest';
import type { Progress } from '../bridge/wire/Progress';
import { answered, better, foldReceipt, overdue, progressOf, tally, unanswered } from './tally';

const nothing = { delivered: null, read: null, accepted: null, refused: null, done: null };
const rows = (...pairs: [string, Progress][]) => pairs.map(([grid, progress]) => ({ grid, progress }));

describe('tally', () => {
  it('counts each person once when every person answers', () => {
    const counted = tally('every_person', rows(['a', 'accepted'], ['a', 'waiting'], ['b', 'done']));
    expect(counted).toEqual({ expected: 3, waiting: 1, delivered: 0, read: 0, accepted: 1, refused: 0, done: 1 });
    expect(answered(counted)).toBe(2);
    expect(unanswered(counted)).toBe(1);
  });

  it('counts each grid by its best answer when one of each grid is enough', () => {
    const counted = tally('one_per_grid', rows(['a', 'accepted'], ['a', 'waiting'], ['b', 'read'], ['b', 'delivered']));
    expect(counted).toEqual({ expected: 2, waiting: 0, delivered: 0, read: 1, accepted: 1, refused: 0, done: 0 });
  });

  it('lets a refusal count for a grid only while nobody accepts', () => {
    expect(better('refused', 'read')).toBe('refused');
    expect(better('refused', 'accepted')).toBe('accepted');
    expect(better('done', 'refused')).toBe('done');
  });
});

it('calls an order overdue once its time is over and somebody is silent', () => {
  const deadline = '2026-11-21T00:10:00Z';
  const silent = tally('every_person', rows(['a', 'accepted'], ['b', 'read']));
  const whole = tally('every_person', rows(['a', 'accepted'], ['b', 'refused']));
  const orders = [
    { deadline, tally: silent },
    { deadline, tally: whole },
    { deadline: null, tally: silent },
  ];
  expect(overdue(orders, Date.parse(deadline))).toBe(0);
  expect(overdue(orders, Date.parse(deadline) + 1)).toBe(1);
});

describe('a receipt', () => {
  it('stands at its furthest state', () => {
    const stamp = { at: '2026-11-21T00:00:00Z', way: 'device' as const };
    expect(progressOf(nothing)).toBe('waiting');
    expect(progressOf({ ...nothing, read: stamp, delivered: stamp })).toBe('read');
    expect(progressOf({ ...nothing, accepted: stamp, refused: stamp })).toBe('refused');
    expect(progressOf({ ...nothing, done: stamp, refused: stamp })).toBe('done');
  });

  it('keeps the earliest stamp of a state, whatever the order of the marks', () => {
    const early = { at: '2026-11-21T00:00:00.5Z', way: 'device' as const };
    const late = { at: '2026-11-21T00:00:01Z', way: 'phone' as const };
    const one = foldReceipt(foldReceipt(nothing, 'accepted', early), 'accepted', late);
    const other = foldReceipt(foldReceipt(nothing, 'accepted', late), 'accepted', early);
    expect(one).toEqual(other);
    expect(one.accepted).toEqual(early);
    expect(foldReceipt(one, 'accepted', late)).toBe(one);
  });
});
