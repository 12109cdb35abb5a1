import type { Receipt } from '../../bridge/wire/Receipt';
import type { LiveBoard } from '../../desk/board';

export type SeriesState = 'delivered' | 'read' | 'accepted';
export type Series = { state: SeriesState; points: { at: number; count: number }[] };

/** Cumulative: who has accepted has read, who has read has it. */
const REACHED: Record<SeriesState, (keyof Receipt)[]> = {
  delivered: ['delivered', 'read', 'accepted', 'refused', 'done'],
  read: ['read', 'accepted', 'refused', 'done'],
  accepted: ['accepted', 'done'],
};
/** More points than this can't be told apart on a screen. */
const MOST_POINTS = 400;

/** For each state, how many had reached it by when: people, or grids by their first answer. */
export function countsOverTime(board: LiveBoard): Series[] {
  const issued = Date.parse(board.card.order.issued);
  const byGrid = board.card.order.answering === 'one_per_grid';
  return (Object.keys(REACHED) as SeriesState[]).map((state) => {
    const first = new Map<string, number>();
    for (const row of board.rows) {
      if (row.part !== 'recipient') continue;
      const at = earliest(row.receipt, REACHED[state]);
      const key = byGrid ? row.grid : row.post;
      if (at !== null) first.set(key, Math.min(at, first.get(key) ?? at));
    }
    const times = [...first.values()].sort((a, b) => a - b);
    const points = times.map((at, index) => ({ at: Math.max(at, issued), count: index + 1 }));
    return { state, points: thin([{ at: issued, count: 0 }, ...points]) };
  });
}

function earliest(receipt: Receipt, states: (keyof Receipt)[]): number | null {
  let found: number | null = null;
  for (const state of states) {
    const stamp = receipt[state];
    if (stamp) found = Math.min(Date.parse(stamp.at), found ?? Number.POSITIVE_INFINITY);
  }
  return found;
}

function thin<T>(points: T[]): T[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  return step <= 1 ? points : points.filter((_, index) => index % step === 0 || index === points.length - 1);
}
