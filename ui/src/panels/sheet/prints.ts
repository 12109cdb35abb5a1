// Prints as a gallery shows them: equal sheets once, with their last print.

import type { PrintLine } from '../../bridge/wire/PrintLine';
import type { SheetWish } from '../../bridge/wire/SheetWish';

/** A sheet that was printed, however often. */
export type PrintedSheet = { key: string; last: PrintLine; times: number };

export type By = 'newest' | 'code' | 'name' | 'times';
export const BY: readonly By[] = ['newest', 'code', 'name', 'times'];

/** What makes two prints the same sheet: all of the wish. */
export function keyOf({ grid, measure, paper, orientation, format, language, page }: SheetWish): string {
  return [grid, measure, paper, orientation, format, language, page].join(' ');
}

/** Each sheet once; `prints` are the newest first. */
export function sheetsOf(prints: readonly PrintLine[]): PrintedSheet[] {
  const sheets = new Map<string, PrintedSheet>();
  for (const print of prints) {
    const key = keyOf(print.print.wish);
    const known = sheets.get(key);
    if (known) known.times += 1;
    else sheets.set(key, { key, last: print, times: 1 });
  }
  return [...sheets.values()];
}

/** In an order of the person's choice; what is equal in it stays newest first. */
export function ordered(sheets: readonly PrintedSheet[], by: By): PrintedSheet[] {
  const rows = [...sheets];
  if (by === 'times') return rows.sort((a, b) => b.times - a.times);
  if (by === 'code') return rows.sort((a, b) => compare(a.last.print.wish.grid, b.last.print.wish.grid));
  if (by === 'name') return rows.sort((a, b) => compare(nameOf(a.last), nameOf(b.last)));
  return rows;
}

/** The grid's name; its path where the scheme in force has it no more. */
export function nameOf({ grid, print }: PrintLine): string {
  return grid?.name ?? print.wish.grid;
}

const compare = new Intl.Collator('zh-CN', { numeric: true }).compare;
