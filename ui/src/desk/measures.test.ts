import { describe, expect, it, vi } from 'vitest';
import type { MeasureColumn } from '../bridge/wire/MeasureColumn';
import type { MeasureTable } from '../bridge/wire/MeasureTable';
import { BLANK, coloursOf, columnOf, nameOf, partsOf, stepOf } from './measures';
import { paintedOf, paintingOf } from './painting';

vi.mock('../bridge/open', () => ({ bridge: {} }));

const { topOf } = await import('./five');

function column(change: Partial<MeasureColumn>): MeasureColumn {
  const steps = [
    { from: 0, to: 0, grids: 2 },
    { from: 3, to: 9, grids: 1 },
  ];
  return { measure: 'residents', kind: null, own: 12, sum: 9, counted: 3, steps, ...change };
}

function table(columns: MeasureColumn[], values: (number | null)[][]): MeasureTable {
  const row = { code: '1', kind: '', heads: 1, grids: 1, survey: null };
  return {
    scope: 'a',
    level: 2,
    level_name: '街道',
    grids: 1 + values.length,
    total: values.length,
    columns,
    rows: values.map((one, at) => ({ ...row, path: `a.${at}`, name: `${at}`, values: one })),
    means: null,
    surveys: [],
    own_survey: null,
  };
}

describe('a measure', () => {
  it('is read from its name as it was written, and anything else is the first measure', () => {
    expect(partsOf(nameOf({ measure: 'venues', kind: '农贸:批发' }))).toEqual({ measure: 'venues', kind: '农贸:批发' });
    expect(partsOf('vacant')).toEqual({ measure: 'vacant', kind: null });
    expect(partsOf('people:all')).toEqual({ measure: 'residents', kind: null });
  });

  it('has no column where no venue is of the kind', () => {
    const shown = table([column({ measure: 'venues' }), column({ measure: 'venues', kind: '医院' })], []);
    expect(columnOf(shown, 'venues:医院')?.at).toBe(1);
    expect(columnOf(shown, 'venues:学校')).toBeNull();
  });

  it('puts a grid without a figure into no class, and nought into the first', () => {
    expect([null, 0, 3, 9].map((value) => stepOf(column({}), value))).toEqual([BLANK, 0, 1, 1]);
  });

  it('has colours as far apart as there are classes, and others where heads are missing', () => {
    expect(coloursOf(column({}))).toEqual(['mapRamp1', 'mapRamp5']);
    expect(coloursOf(column({ measure: 'vacant' }))).toEqual(['mapRamp1', 'mapLack3']);
    expect(coloursOf(column({ measure: 'vacant', steps: [{ from: 0, to: 0, grids: 3 }] }))).toEqual(['mapRamp1']);
    expect(coloursOf(column({ steps: [] }))).toEqual([]);
    expect(coloursOf(column({ steps: [{ from: 4, to: 4, grids: 1 }] }))).toEqual(['mapRamp5']);
  });

  it('is painted with a class for each grid and a value where there is one', () => {
    const shown = paintingOf(table([column({})], [[null], [0], [9]]), 'residents', { level: 1, path: 'a' });
    expect([...shown.steps]).toEqual([
      ['a.0', BLANK],
      ['a.1', 0],
      ['a.2', 1],
    ]);
    expect([...shown.values]).toEqual([
      ['a.1', 0],
      ['a.2', 9],
      ['a', 4.5],
    ]);
  });

  it('gives a grid above the class of the mean of what lies in it, and a little is never drawn as nothing', () => {
    const shown = paintingOf(table([column({})], [[null], [0], [0], [1]]), 'residents', null);
    expect(shown.values.get('a')).toBeCloseTo(1 / 3);
    expect([...shown.above]).toEqual([['a', 1]]);
    expect(paintedOf(shown, 'a')).toEqual({ value: shown.values.get('a'), isMean: true });
    expect(paintedOf(shown, 'a.3')).toEqual({ value: 1, isMean: false });
    expect(paintedOf(shown, 'a.3.1')).toBeNull();
  });

  it('shows of a table that is cut short the means by the grids above, each grid that lies in one with its own', () => {
    const mean = { name: '', grids: 3, headless: 0 };
    const rows = [
      { ...mean, path: 'a.0', values: [9] },
      { ...mean, path: 'a.1', values: [0], grids: 1 },
      { ...mean, path: 'b.1', values: [null] },
    ];
    const cut = { ...table([column({})], [[9]]), level: 5, means: { level: 3, level_name: '社区', rows } };
    const shown = paintingOf(cut, 'residents', null);
    expect([shown.level, shown.of]).toEqual([3, 5]);
    expect([...shown.steps]).toEqual([
      ['a.0', 1],
      ['a.1', 0],
      ['b.1', BLANK],
    ]);
    expect(shown.values.get('a')).toBe(6.75);
    expect(paintedOf(shown, 'a.0.7')).toEqual({ value: 9, isMean: true });
    expect([...paintingOf(cut, 'residents', null, 1).steps]).toEqual([['a.0', 1]]);
  });
});

describe('the frame of a level', () => {
  const chain = [
    { path: 'a', level: 1 },
    { path: 'a.b', level: 2 },
    { path: 'a.b.c', level: 4 },
  ];

  it('is the deepest grid above it on the way to the one whose maps they are', () => {
    expect([1, 2, 3, 4, 5].map((level) => topOf(level, chain, null))).toEqual([null, 'a', 'a.b', 'a.b', 'a.b.c']);
  });

  it('is never a grid that the seat does not cover', () => {
    expect([1, 2, 3, 5].map((level) => topOf(level, chain, 'a.b'))).toEqual([null, null, 'a.b', 'a.b.c']);
    expect(topOf(3, [{ path: 'a.bc', level: 2 }], 'a.b')).toBeNull();
  });
});
