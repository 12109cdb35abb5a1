import { describe, expect, it } from 'vitest';
import type { ComparedGrid } from '../bridge/wire/ComparedGrid';
import type { Comparison } from '../bridge/wire/Comparison';
import { changesOf, paintingOfWays, tallied, WAYS } from './changes';

const grid = (path: string, level: number, change: Partial<ComparedGrid> = {}): ComparedGrid => ({
  path,
  code: path,
  level,
  name: path,
  was_at: null,
  was_called: null,
  kept: null,
  bounds: null,
  ...change,
});
const list = (...grids: ComparedGrid[]) => ({ total: grids.length, grids });
const nobody = { posts: 0, venues: 0, checkpoints: 0, units: 0, partners: 0, assets: 0, devices: 0 };
const comparison: Comparison = {
  from: 'a',
  to: 'b',
  levels: [],
  unchanged: 0,
  added: list(grid('1.9', 2), grid('1.2.9', 3)),
  moved: list(grid('1.3', 2, { was_at: '2.3' })),
  renamed: list(grid('1.3', 2, { was_at: '2.3' }), grid('1.4', 2)),
  reshaped: list(grid('1.3', 2, { was_at: '2.3' }), grid('1.5', 2)),
  described: list(),
  gone: [{ path: '1.6', code: '6', level: 2, name: '6', bounds: null, parts: [], heir: null, carries: nobody }],
  moving: nobody,
  homeless: nobody,
  obstacle: null,
};

describe('how two divisions differ on the map', () => {
  it('is told of the level that is shown, where each grid stood and where it stands', () => {
    const { before, after } = changesOf(comparison, 2);
    expect(Object.fromEntries(after)).toEqual({ '1.9': 'added', '1.3': 'moved', '1.4': 'renamed', '1.5': 'reshaped' });
    expect(Object.fromEntries(before)).toEqual({ '1.6': 'gone', '2.3': 'moved', '1.4': 'renamed', '1.5': 'reshaped' });
  });

  it('counts every grid once', () => {
    expect(tallied(changesOf(comparison, 2))).toEqual([
      ['added', 1],
      ['gone', 1],
      ['moved', 1],
      ['reshaped', 1],
      ['renamed', 1],
    ]);
  });

  it('colours a grid above by the first of the ways of what lies in it', () => {
    const { after } = changesOf(comparison, 2);
    expect([...paintingOfWays(2, after).above]).toEqual([['1', WAYS.indexOf('added')]]);
  });
});
