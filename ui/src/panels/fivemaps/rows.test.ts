import { describe, expect, it } from 'vitest';
import type { MeasureColumn } from '../../bridge/wire/MeasureColumn';
import type { MeasureTable } from '../../bridge/wire/MeasureTable';
import { csv } from './csv';
import { AS_GIVEN, isMissing, ordered } from './rows';

const residents: MeasureColumn = { measure: 'residents', kind: null, own: null, sum: 67, counted: 3, steps: [] };

function table(rows: [name: string, heads: number, residents: number | null][]): MeasureTable {
  return {
    scope: null,
    level: 5,
    level_name: '楼栋',
    grids: rows.length,
    total: rows.length,
    columns: [residents],
    rows: rows.map(([name, heads, value], at) => {
      const path = String(at);
      return { path, code: path, kind: '', name, heads, grids: 1, values: [value], survey: null };
    }),
    means: null,
    surveys: [],
    own_survey: null,
  };
}

const shown = table([
  ['10号楼', 1, 30],
  ['2号楼', 1, null],
  ['1号楼', 0, 7],
  ['3号楼', 1, 30],
]);
const names = (order: Partial<typeof AS_GIVEN>): string[] =>
  ordered(shown, { ...AS_GIVEN, ...order }).map((row) => row.name);

describe('the rows of the table', () => {
  it('are sorted by what people count, numbers in names among them', () => {
    expect(names({ by: 'name' })).toEqual(['1号楼', '2号楼', '3号楼', '10号楼']);
    expect(names({ by: 'heads' })).toEqual(['1号楼', '10号楼', '2号楼', '3号楼']);
  });

  it('stand last without a figure whichever way, and keep their order where they are equal', () => {
    expect(names({ by: 'residents' })).toEqual(['1号楼', '10号楼', '3号楼', '2号楼']);
    expect(names({ by: 'residents', isDown: true })).toEqual(['10号楼', '3号楼', '1号楼', '2号楼']);
  });

  it('begin with what is missing on request', () => {
    expect(names({ by: 'residents', missingFirst: true })).toEqual(['1号楼', '2号楼', '10号楼', '3号楼']);
  });
});

it('misses nothing that nobody counts', () => {
  const uncounted = { ...shown, columns: [{ ...residents, counted: 0 }] };
  expect(shown.rows.map((row) => isMissing(shown, row))).toEqual([false, true, true, false]);
  expect(uncounted.rows.map((row) => isMissing(uncounted, row))).toEqual([false, false, true, false]);
});

describe('the table as a file', () => {
  it('keeps every cell in its place, leaves out what has no figure and runs nothing', () => {
    const rows = [
      ['网格', '编码', '人口'],
      ['甲,"乙"', '411602001001001001', null],
      ['=1+1', '001', 0],
    ];
    expect(csv(rows)).toBe('网格,编码,人口\r\n"甲,""乙""",411602001001001001,\r\n\'=1+1,001,0\r\n');
  });
});
