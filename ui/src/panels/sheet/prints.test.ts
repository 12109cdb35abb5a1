import { describe, expect, it } from 'vitest';
import type { PrintLine } from '../../bridge/wire/PrintLine';
import type { SheetWish } from '../../bridge/wire/SheetWish';
import { ordered, sheetsOf } from './prints';

const usual: Omit<SheetWish, 'grid'> = {
  measure: 'population',
  paper: 'A4',
  orientation: 'portrait',
  format: 'pdf',
  language: 'zh',
  page: 1,
};

function printed(seq: number, grid: string, name: string | null, more: Partial<SheetWish> = {}): PrintLine {
  return {
    fact: { desk: 'd', seq },
    at: `2026-11-20T04:00:${String(seq).padStart(2, '0')}Z`,
    by: { role: 'admin', subtree: null, post: null, door: { way: 'window' } },
    print: { wish: { ...usual, grid, ...more }, pages: 1, content: 'c', hash: 'h', scheme: null },
    grid: name === null ? null : { code: grid, name, level: 2 },
  };
}

// Newest first, as the desk tells them.
const prints = [
  printed(5, '1.3', '中州街'),
  printed(4, '1.2', '陈州街', { paper: 'A3' }),
  printed(3, '1.2', '陈州街'),
  printed(2, '1.10', null),
  printed(1, '1.2', '陈州街'),
];

describe('the gallery', () => {
  it('shows each sheet once, with its last print and how often it was made', () => {
    const sheets = sheetsOf(prints);
    expect(sheets.map(({ last, times }) => [last.fact.seq, times])).toEqual([
      [5, 1],
      [4, 1],
      [3, 2],
      [2, 1],
    ]);
  });

  it('is in the order that was chosen, and newest first within it', () => {
    const sheets = sheetsOf(prints);
    const seqs = (by: Parameters<typeof ordered>[1]): number[] => ordered(sheets, by).map(({ last }) => last.fact.seq);
    expect(seqs('newest')).toEqual([5, 4, 3, 2]);
    expect(seqs('times')).toEqual([3, 5, 4, 2]);
    expect(seqs('code')).toEqual([4, 3, 5, 2]);
    expect(seqs('name').slice(0, 1)).toEqual([2]);
  });
});
