import { describe, expect, it } from 'vitest';
import type { ChannelPage } from '../bridge/wire/ChannelPage';
import type { MessageLine } from '../bridge/wire/MessageLine';
import { continued, holds, isQuiet, keptOf, minuteOfDay, NO_TALK, numberOf, renewed, unreadInAll } from './talk';

const said = (number: number, own = false): MessageLine => ({
  id: String(number),
  number,
  channel: '4',
  channel_name: '东街',
  span: 'here',
  people: 3,
  priority: 'normal',
  at: '2026-11-20T04:00:00Z',
  written: null,
  author: { post: 'P', person: '周明', title: '网格长', role: 'field' },
  own,
  words: `第 ${number} 条`,
  attachments: [],
  beside: null,
  called: [],
  calls_me: false,
  quotes: null,
  answers: 0,
  pinned: null,
  speech: null,
  heard: 0,
  withdrawn: null,
});

const page = (numbers: number[], more: boolean, read = 0): ChannelPage => ({
  channel: '4',
  name: '东街',
  level_name: '街道',
  people: 3,
  below: 9,
  may: { write: true, below: false, pin: false, withdraw: false },
  read,
  unread: 0,
  pinned: [],
  lines: numbers.map((number) => ({ what: 'message', message: said(number) })),
  more,
});

const numbers = (one: ChannelPage): number[] => one.lines.map(numberOf);

describe('the lines of a group', () => {
  it('grow at both ends without a gap and without a line twice', () => {
    const first = page([9, 8, 7], true);
    const older = continued(first, page([7, 6, 5], false));
    expect(numbers(older)).toEqual([9, 8, 7, 6, 5]);
    expect(older.more).toBe(false);
    expect(numbers(renewed(older, page([11, 10, 9], true)))).toEqual([11, 10, 9, 8, 7, 6, 5]);
  });

  it('are those of the desk alone where something may be missing between', () => {
    expect(numbers(renewed(page([3, 2, 1], false), page([30, 29], true)))).toEqual([30, 29]);
    expect(numbers(renewed(page([3, 2, 1], false), page([2, 1], false)))).toEqual([2, 1]);
  });

  it('are kept for when there is no network, the newest of my own group alone', () => {
    const many = page(
      Array.from({ length: 90 }, (_, index) => 90 - index),
      false,
    );
    const kept = keptOf({ ...NO_TALK, pages: { 4: many, 5: page([1], false) } }, 'P', '4');
    expect(kept.pages[4]?.lines.length).toBe(60);
    expect(kept.pages[4]?.more).toBe(true);
    expect(kept.pages[5]).toBeUndefined();
  });
});

describe('what is unread', () => {
  const line = { channel: '4', name: '', level: 2, level_name: '', own: true, unread: 3, called: 0, last: null };
  const list = { channels: [line], total: 1, quiet: null, offset_hours: 8 };

  it('is what the desk says until this phone has read on without it', () => {
    const talk = { ...NO_TALK, list, pages: { 4: page([9, 8, 7], false, 6) } };
    expect(unreadInAll(talk)).toBe(3);
    expect(unreadInAll({ ...talk, read: { 4: 8 } })).toBe(1);
    expect(unreadInAll({ ...talk, read: { 4: 9 } })).toBe(0);
  });

  it('is of groups below only what calls me', () => {
    const below = { ...line, channel: '4.1', own: false, unread: 5, called: 1 };
    expect(unreadInAll({ ...NO_TALK, list: { ...list, channels: [line, below] } })).toBe(4);
  });
});

describe('quiet hours', () => {
  const night = { quiet: { from: 1320, to: 420 }, offset_hours: 8 };
  const at = (clock: string): number => Date.parse(`2026-11-20T${clock}:00+08:00`);

  it('go over midnight, by the clock of the store', () => {
    expect(minuteOfDay(at('23:30'), 8)).toBe(1410);
    expect(holds(night.quiet, 1410) && holds(night.quiet, 10) && !holds(night.quiet, 420)).toBe(true);
    expect(isQuiet('normal', 'house', night, at('23:30'))).toBe(true);
    expect(isQuiet('urgent', 'house', night, at('06:59'))).toBe(true);
    expect(isQuiet('normal', 'house', night, at('12:00'))).toBe(false);
  });

  it('never hold what is critical, and a person may choose for himself', () => {
    expect(isQuiet('critical', 'house', night, at('03:00'))).toBe(false);
    expect(isQuiet('critical', 'critical', night, at('03:00'))).toBe(false);
    expect(isQuiet('normal', 'always', night, at('03:00'))).toBe(false);
    expect(isQuiet('normal', 'critical', null, at('12:00'))).toBe(true);
    expect(isQuiet('normal', 'house', null, at('03:00'))).toBe(false);
  });
});
