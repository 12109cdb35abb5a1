import { describe, expect, it } from 'vitest';
import { beside, spotOf } from './board';

const columns = [[{ id: 'a' }, { id: 'b' }, { id: 'c' }], [], [{ id: 'd' }]];

describe('the board of open incidents', () => {
  it('knows where a case stands', () => {
    expect(spotOf(columns, 'c')).toEqual({ column: 0, row: 2 });
    expect(spotOf(columns, 'd')).toEqual({ column: 2, row: 0 });
    expect(spotOf(columns, 'gone')).toBeNull();
    expect(spotOf(columns, null)).toBeNull();
  });
  it('begins with the first case, wherever the columns before it are empty', () => {
    expect(beside(columns, null, 1, 0)).toEqual({ column: 0, row: 0 });
    expect(beside([[], [{ id: 'x' }]], null, -1, 0)).toEqual({ column: 1, row: 0 });
  });
  it('goes down and up within a column and no further', () => {
    expect(beside(columns, { column: 0, row: 1 }, 1, 0)).toEqual({ column: 0, row: 2 });
    expect(beside(columns, { column: 0, row: 2 }, 1, 0)).toEqual({ column: 0, row: 2 });
    expect(beside(columns, { column: 0, row: 0 }, -1, 0)).toEqual({ column: 0, row: 0 });
  });
  it('passes over columns without any, and stays at the edge', () => {
    expect(beside(columns, { column: 0, row: 2 }, 0, 1)).toEqual({ column: 2, row: 0 });
    expect(beside(columns, { column: 2, row: 0 }, 0, -1)).toEqual({ column: 0, row: 0 });
    expect(beside(columns, { column: 2, row: 0 }, 0, 1)).toEqual({ column: 2, row: 0 });
    expect(beside(columns, { column: 0, row: 1 }, 0, -1)).toEqual({ column: 0, row: 1 });
  });
});
