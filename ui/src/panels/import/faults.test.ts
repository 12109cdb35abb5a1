import { describe, expect, it } from 'vitest';
import type { Fault } from '../../bridge/wire/Fault';
import { linesOf } from './faults';

const fault = (row: number, code: string): Fault => ({ row, field: null, code, params: {}, message: code });
const some = (count: number, code: string): Fault[] => Array.from({ length: count }, (_, row) => fault(row, code));

describe('faults', () => {
  it('stand one by one while they are few', () => {
    const lines = linesOf([...some(3, 'a'), ...some(2, 'b')], new Set());
    expect(lines.map((line) => line.type)).toEqual(Array(5).fill('fault'));
  });

  it('are grouped by code when they are many, the largest group first', () => {
    const lines = linesOf([...some(5, 'a'), ...some(20, 'b'), fault(99, 'c')], new Set());
    expect(lines.map((line) => (line.type === 'group' ? [line.code, line.count] : line.fault.row))).toEqual([
      ['b', 20],
      ['a', 5],
      99,
    ]);
  });

  it('show the rows of an open group under it', () => {
    const lines = linesOf([...some(5, 'a'), ...some(20, 'b')], new Set(['a']));
    expect(lines.map((line) => line.type)).toEqual(['group', 'group', ...Array(5).fill('fault')]);
    expect(lines.at(-1)).toMatchObject({ isInGroup: true, fault: { row: 4 } });
  });
});
