import { describe, expect, it } from 'vitest';
import type { Answering } from '../bridge/wire/Answering';
import type { Board } from '../bridge/wire/Board';
import type { BoardRow } from '../bridge/wire/BoardRow';
import type { Progress } from '../bridge/wire/Progress';
import type { Told } from '../bridge/wire/Told';
import { applyTold, openBoard, parentPath } from './board';
import { fillLevel, fills } from './fill';
import { tally } from './tally';

const DESK = '01920000-0000-7000-8000-000000000000';
const ORDER = '01920000-0000-7000-8000-00000000000f';
const MARKS: Progress[] = ['delivered', 'read', 'accepted', 'refused', 'done'];

/** Two streets of three buildings each; the first building of each has two people, one head reads a copy. */
function board(answering: Answering): Board {
  const people = ['1.1.1', '1.1.1', '1.1.2', '1.1.3', '1.2.1', '1.2.1', '1.2.2', '1.2.3'];
  const rows = people.map((grid, index): BoardRow => row(`P${index}`, grid, 'recipient'));
  const paths = ['1', '1.1', '1.2', ...new Set(people)];
  const within = (top: string) => rows.filter(({ grid }) => grid === top || grid.startsWith(`${top}.`));
  const copy = row('C', '1.1', 'copy');
  return {
    order: {
      id: ORDER,
      number: 'ZL-20261121-A001',
      text: 'x',
      kind: 'command',
      priority: 'normal',
      target: { subtree: '1', levels: [], roles: [], having: null },
      deadline: null,
      answering,
      scheme: 's',
      issued: '2026-11-21T00:00:00Z',
      by: { role: 'admin', subtree: null, post: null, door: { way: 'window' } },
      ladder: [],
    },
    end: null,
    ladder: { rungs: [] },
    heads: [],
    calls: [],
    papers: [],
    scope_name: 'x',
    units: tally(answering, rows),
    people: tally('every_person', rows),
    copies: tally('every_person', [copy]),
    rows: [...rows, copy],
    grids: paths.map((path) => ({
      path,
      name: path,
      level: path.split('.').length,
      tally: tally(answering, within(path)),
    })),
    silent_grids: [],
    figures: { holds: 'none' },
    vector: { [DESK]: 10 },
  };
}

function row(post: string, grid: string, part: 'recipient' | 'copy'): BoardRow {
  const receipt = { delivered: null, read: null, accepted: null, refused: null, done: null };
  const who = {
    post,
    title: '',
    role: 'head' as const,
    person: post,
    phone: '',
    words: null,
    reachable: true,
    send: null,
    head: null,
    value: null,
    attachments: [],
  };
  return { ...who, grid, part, progress: 'waiting', receipt };
}

function told(seq: number, post: string, progress: Progress, order = ORDER): Told {
  const at = new Date(Date.UTC(2026, 10, 21) + seq * 1000).toISOString();
  return { desk: DESK, seq, at, news: { type: 'receipt_marked', order, post, progress, way: 'device' } };
}

/** The same numbers on every run. */
function chance(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % most;
  };
}

describe('a board that follows the news', () => {
  it.each(['every_person', 'one_per_grid'] as const)('agrees with counting anew, %s', (answering) => {
    const next = chance(7);
    const live = openBoard(board(answering));
    for (let seq = 11; seq < 400; seq += 1) {
      applyTold(live, told(seq, `P${next(8)}`, MARKS[next(seq < 200 ? 3 : 5)] ?? 'read'));
      const recipients = live.rows.filter(({ part }) => part === 'recipient');
      expect(live.units).toEqual(tally(answering, recipients));
      expect(live.people).toEqual(tally('every_person', recipients));
      for (const grid of live.grids.values()) {
        const within = recipients.filter((one) => one.grid === grid.path || one.grid.startsWith(`${grid.path}.`));
        expect(grid.tally).toEqual(tally(answering, within));
      }
    }
  });

  it('takes no news that its answer has seen already', () => {
    const live = openBoard(board('every_person'));
    expect(applyTold(live, told(10, 'P0', 'accepted'))).toBe(false);
    expect(live.units.accepted).toBe(0);
    expect(applyTold(live, told(11, 'P0', 'accepted'))).toBe(true);
    expect(live.units.accepted).toBe(1);
  });

  it('is not moved by the same news twice, by other orders, or by people it does not know', () => {
    const live = openBoard(board('every_person'));
    expect(applyTold(live, told(11, 'P0', 'accepted'))).toBe(true);
    expect(applyTold(live, told(11, 'P0', 'accepted'))).toBe(false);
    expect(applyTold(live, told(12, 'P1', 'accepted', DESK))).toBe(false);
    expect(applyTold(live, told(13, 'nobody', 'accepted'))).toBe(false);
  });

  it('counts a copy with the copies only', () => {
    const live = openBoard(board('one_per_grid'));
    applyTold(live, told(11, 'C', 'read'));
    expect(live.copies.read).toBe(1);
    expect(live.units.read).toBe(0);
    expect(live.grids.get('1.1')?.tally.read).toBe(0);
  });

  it('leaves the answer as it was told', () => {
    const card = board('one_per_grid');
    applyTold(openBoard(card), told(11, 'P0', 'done'));
    expect(card.units.done).toBe(0);
    expect(card.rows[0]?.progress).toBe('waiting');
  });
});

describe('the fill of the map', () => {
  it('lies on the shown level, or on the nearest above that the order has', () => {
    const live = openBoard(board('one_per_grid'));
    expect([1, 2, 3, 5].map((level) => fillLevel(live, level))).toEqual([1, 2, 3, 3]);
  });

  it('shows silence once most have answered or time has passed, and a refusal by itself', () => {
    const live = openBoard(board('one_per_grid'));
    const issued = Date.parse('2026-11-21T00:00:00Z');
    expect(fills(live, 3, issued + 1000).get('1.1.2')).toEqual({ answered: 0, silent: false, refused: false });
    expect(fills(live, 3, issued + 181_000).get('1.1.2')?.silent).toBe(true);
    applyTold(live, told(11, 'P2', 'refused'));
    expect(fills(live, 3, issued + 181_000).get('1.1.2')).toEqual({ answered: 0, silent: false, refused: true });
    ['P0', 'P3', 'P4'].forEach((post, index) => {
      applyTold(live, told(12 + index, post, 'accepted'));
    });
    expect(fills(live, 2, issued + 1000).get('1.1')?.answered).toBeCloseTo(2 / 3);
    expect(fills(live, 3, issued + 1000).get('1.2.2')?.silent).toBe(true);
  });
});

it('knows the path above', () => {
  expect(parentPath('1.2.3')).toBe('1.2');
  expect(parentPath('1')).toBe('');
});
