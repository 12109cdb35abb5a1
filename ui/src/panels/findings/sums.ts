// Sums of the exact counts that every answer of the check brings, whatever page it holds.

import type { FindingCount } from '../../bridge/wire/FindingCount';
import type { FindingKind } from '../../bridge/wire/FindingKind';
import type { FindingState } from '../../bridge/wire/FindingState';

/** `listed`: what the list can show; `found`: that, and what was mended since. */
export type Sum = { listed: number; found: number; open: number; accepted: number; mended: number; done: number };

export function sumOf(counts: readonly FindingCount[], mended: number): Sum {
  const open = counts.reduce((sum, count) => sum + count.open, 0);
  const accepted = counts.reduce((sum, count) => sum + count.accepted, 0);
  const [listed, done] = [open + accepted, accepted + mended];
  return { listed, found: open + done, open, accepted, mended, done };
}

type Narrowed = { kinds: readonly FindingKind[]; level: number | null; state: FindingState | null };

/** The kinds that occur, with how many fit the other filters; a chosen one stays, though it has none. */
export function kindsOf(counts: readonly FindingCount[], { kinds, level, state }: Narrowed) {
  const sums = new Map<FindingKind, number>();
  for (const count of counts) {
    const fits = level === null || count.level === level;
    const value = state === null ? count.open + count.accepted : count[state];
    sums.set(count.kind, (sums.get(count.kind) ?? 0) + (fits ? value : 0));
  }
  return [...sums]
    .map(([kind, count]) => ({ kind, count }))
    .filter(({ kind, count }) => count > 0 || kinds.includes(kind));
}
