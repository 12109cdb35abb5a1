// How many stand where: the same rule as the desk's own (`domain::receipt::tally`), so that a board can follow
// the news without asking again.

import type { Answering } from '../bridge/wire/Answering';
import type { Progress } from '../bridge/wire/Progress';
import type { Receipt } from '../bridge/wire/Receipt';
import type { Stamp } from '../bridge/wire/Stamp';
import type { Tally } from '../bridge/wire/Tally';

/** Of two answers from one grid the higher counts for it: a refusal counts only while nobody accepts. */
const RANK: Record<Progress, number> = { waiting: 0, delivered: 1, read: 2, refused: 3, accepted: 4, done: 5 };

/** A receipt's states, the furthest first. */
const FURTHEST = ['done', 'refused', 'accepted', 'read', 'delivered'] as const;

export function emptyTally(): Tally {
  return { expected: 0, waiting: 0, delivered: 0, read: 0, accepted: 0, refused: 0, done: 0 };
}

export function better(a: Progress, b: Progress): Progress {
  return RANK[b] > RANK[a] ? b : a;
}

/** Counts receipts by the order's own rule of who must answer. */
export function tally(answering: Answering, receipts: Iterable<{ grid: string; progress: Progress }>): Tally {
  const counted = emptyTally();
  const count = (progress: Progress): void => {
    counted.expected += 1;
    counted[progress] += 1;
  };
  if (answering === 'every_person') {
    for (const { progress } of receipts) count(progress);
    return counted;
  }
  const best = new Map<string, Progress>();
  for (const { grid, progress } of receipts) best.set(grid, better(best.get(grid) ?? 'waiting', progress));
  for (const progress of best.values()) count(progress);
  return counted;
}

/** Accepted or done: what fills the map. */
export function answered(tally: Tally): number {
  return tally.accepted + tally.done;
}

/** Nobody has said yes or no yet. */
export function unanswered(tally: Tally): number {
  return tally.waiting + tally.delivered + tally.read;
}

/** How many orders somebody should have answered by now. */
export function overdue(orders: readonly { deadline: string | null; tally: Tally }[], now: number): number {
  return orders.filter(
    ({ deadline, tally }) => deadline !== null && Date.parse(deadline) < now && unanswered(tally) > 0,
  ).length;
}

/** A receipt's furthest state. */
export function progressOf(receipt: Receipt): Progress {
  return FURTHEST.find((state) => receipt[state] !== null) ?? 'waiting';
}

/** Folds one mark in: the earliest stamp of a state stays. */
export function foldReceipt(receipt: Receipt, progress: Progress, stamp: Stamp): Receipt {
  if (progress === 'waiting') return receipt;
  const known = receipt[progress];
  if (known !== null && Date.parse(known.at) <= Date.parse(stamp.at)) return receipt;
  return { ...receipt, [progress]: stamp };
}
