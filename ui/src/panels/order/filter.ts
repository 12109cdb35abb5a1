// Which of an order's people are shown.

import type { BoardRow } from '../../bridge/wire/BoardRow';
import type { LiveBoard } from '../../desk/board';
import { isSilent, type Standing, standingOf } from '../../desk/silence';

export type Filter = 'all' | 'silent' | Standing;

/** In the order in which an answer grows. */
export const FILTERS: readonly Filter[] = [
  'all',
  'silent',
  'noDevice',
  'notOpen',
  'delivered',
  'read',
  'accepted',
  'done',
  'refused',
];

export function fits(board: LiveBoard, row: BoardRow, filter: Filter): boolean {
  if (row.part !== 'recipient') return false;
  if (filter === 'all') return true;
  return filter === 'silent' ? isSilent(board, row) : standingOf(row) === filter;
}

/** How many people each filter shows. */
export function counted(board: LiveBoard): Record<Filter, number> {
  const counts = Object.fromEntries(FILTERS.map((filter) => [filter, 0])) as Record<Filter, number>;
  for (const row of board.rows) {
    if (row.part !== 'recipient') continue;
    counts.all += 1;
    counts[standingOf(row)] += 1;
    if (isSilent(board, row)) counts.silent += 1;
  }
  return counts;
}
