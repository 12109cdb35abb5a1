import { describe, expect, test, vi } from 'vitest';
import type { Board } from '../../bridge/wire/Board';
import type { BoardHead } from '../../bridge/wire/BoardHead';
import type { BoardRow } from '../../bridge/wire/BoardRow';
import type { CallEntry } from '../../bridge/wire/CallEntry';
import type { Progress } from '../../bridge/wire/Progress';
import type { Stamp } from '../../bridge/wire/Stamp';

vi.mock('../../bridge/open', () => ({ bridge: {} }));

const { openBoard } = await import('../../desk/board');
const { standingOf } = await import('../../desk/silence');
const { emptyTally } = await import('../../desk/tally');
const { callLines, silentByHead } = await import('./callList');
const { eventsOf } = await import('./events');
const { counted } = await import('./filter');
const { minutesIn, minutesSaid } = await import('./minutes');
const { linesOf, pathsOf } = await import('./tree');

const DESK_SEAT = { role: 'admin', subtree: null, post: null, door: { way: 'window' } } as const;
const at = (seconds: number): string => new Date(Date.parse('2026-11-20T14:40:00Z') + seconds * 1000).toISOString();

function head(post: string, grid: string): BoardHead {
  return { post, grid, grid_name: grid, title: '网格长', person: post, phone: '10000000000' };
}

function row(post: string, grid: string, progress: Progress, over: string | null, reachable = true): BoardRow {
  const stamp: Stamp = { at: at(70), way: 'device' };
  const receipt = { delivered: null, read: null, accepted: null, refused: null, done: null };
  return {
    post,
    grid,
    progress,
    reachable,
    send: null,
    head: over,
    part: 'recipient',
    role: 'head',
    title: '',
    person: post,
    phone: '',
    words: null,
    value: null,
    attachments: [],
    receipt: progress === 'waiting' ? receipt : { ...receipt, [progress]: stamp },
  };
}

function board(change: Partial<Board> = {}): Board {
  const rows = [
    row('A', '1.1.1', 'accepted', 'H1'),
    row('B', '1.1.1', 'waiting', 'H1'),
    row('C', '1.1.2', 'waiting', 'H1', false),
    row('D', '1.2.1', 'read', 'H2'),
    row('E', '1.2.2', 'delivered', 'H2'),
    row('F', '1.3', 'waiting', null),
  ];
  const grids = ['1', '1.1', '1.1.1', '1.1.2', '1.2', '1.2.1', '1.2.2', '1.3'];
  return {
    order: {
      id: '7',
      number: 'ZL-20261120-A014',
      text: 'x',
      kind: 'check',
      priority: 'urgent',
      target: { subtree: '1', levels: [], roles: [], having: null },
      deadline: null,
      answering: 'one_per_grid',
      scheme: 's',
      issued: at(0),
      by: DESK_SEAT,
      ladder: [3],
    },
    end: null,
    scope_name: 'x',
    units: emptyTally(),
    people: { ...emptyTally(), expected: rows.length },
    copies: emptyTally(),
    rows,
    figures: { holds: 'none' },
    grids: grids.map((path) => ({ path, name: path, level: 1, tally: emptyTally() })),
    silent_grids: [],
    ladder: { rungs: [] },
    heads: [head('H1', '1.1'), head('H2', '1.2')],
    calls: [],
    papers: [],
    vector: {},
    ...change,
  };
}

describe('whom to call', () => {
  test('are the silent under their heads, those with most first, those without a head last', () => {
    const groups = silentByHead(openBoard(board())).map(({ head, people }) => [
      head?.post ?? null,
      people.map(({ post }) => post),
    ]);
    // B is silent, and A has answered for the grid.
    expect(groups).toEqual([
      ['H2', ['D', 'E']],
      ['H1', ['C']],
      [null, ['F']],
    ]);
    expect(callLines(openBoard(board())).map(({ sort }) => sort)).toEqual([
      'head',
      'person',
      'person',
      'head',
      'person',
      'head',
      'person',
    ]);
  });

  test('a page that is not open is told from a person without a phone and from an order that is not read', () => {
    expect(standingOf({ progress: 'waiting', reachable: true })).toBe('notOpen');
    expect(standingOf({ progress: 'waiting', reachable: false })).toBe('noDevice');
    expect(standingOf({ progress: 'delivered', reachable: false })).toBe('delivered');
    const counts = counted(openBoard(board()));
    expect(counts).toMatchObject({ all: 6, silent: 4, notOpen: 2, noDevice: 1, delivered: 1, read: 1, accepted: 1 });
  });

  test('a filter leaves the grids on the way to whom it lets through', () => {
    const live = openBoard(board());
    const paths = pathsOf(live, 'noDevice');
    expect([...paths].sort()).toEqual(['1', '1.1', '1.1.2']);
    expect(linesOf(live, paths, 'noDevice').map(({ key }) => key)).toEqual(['1', '1.1', '1.1.2', 'C']);
  });
});

describe('what happened', () => {
  test('stands minute by minute, the newest first', () => {
    const call: CallEntry = {
      post: 'C',
      to: 'H1',
      means: 'phone',
      outcome: 'not_reached',
      words: null,
      by: DESK_SEAT,
      at: at(200),
    };
    const silent = { units: 4, people: 4 };
    const rung = { number: 1, due: at(180), reached: { at: at(180), late: false, silent } };
    const events = eventsOf(openBoard(board({ calls: [call], ladder: { rungs: [rung] } })));
    expect(events.map(({ sort }) => sort)).toEqual(['call', 'rung', 'answers', 'issued']);
    expect(events[2]).toMatchObject({ answers: { accepted: 1, read: 1, delivered: 1 } });
  });
});

describe('a ladder as a person writes it', () => {
  test('is read with any comma, and grows', () => {
    expect(minutesIn('3, 5、15')).toEqual([3, 5, 15]);
    expect(minutesIn(' ')).toEqual([]);
    expect(minutesIn('0')).toEqual([0]);
    for (const wrong of ['5, 3', '3, 3', '三', '3.5', '-1']) expect(minutesIn(wrong)).toBeNull();
    expect(minutesSaid([3, 5, 15])).toBe('3, 5, 15');
  });
});
