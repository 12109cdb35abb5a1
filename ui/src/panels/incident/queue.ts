// What waits for somebody at the desk, in the order in which it is decided. It is gone through from where one is, so
// that nothing is skipped and nothing comes twice when others come in or go in between.

import type { IncidentLine } from '../../bridge/wire/IncidentLine';
import type { IncidentState } from '../../bridge/wire/IncidentState';

/** What is waited for, the first first: to be accepted, given out, checked, followed up. */
const TURNS: readonly (readonly IncidentState[])[] = [
  ['reported', 'reopened'],
  ['accepted', 'returned'],
  ['disposed'],
  ['verified'],
];
/** A request that nobody has answered. */
const ASKED = TURNS.length;

/** In which states something may wait for the desk. */
export const WAITING: IncidentState[] = TURNS.flat();
/** In which states something may have been asked for. */
export const ASKING: IncidentState[] = ['disposing', 'on_site'];

const WEIGHTS = { critical: 0, urgent: 1, normal: 2 } as const;

/** Where a line stands: by what is waited for, then how urgent, then who waits longest. */
type Key = [turn: number, weight: number, arrived: number, id: string];

function keyOf({ state, asked, urgency, arrived, id }: IncidentLine): Key | null {
  const turn = asked !== null ? ASKED : TURNS.findIndex((states) => states.includes(state));
  return turn < 0 ? null : [turn, WEIGHTS[urgency], Date.parse(arrived), id];
}

function compare(one: Key, other: Key): number {
  for (const at of [0, 1, 2] as const) if (one[at] !== other[at]) return one[at] - other[at];
  return one[3] < other[3] ? -1 : one[3] > other[3] ? 1 : 0;
}

/** Those that wait, in their order. */
export function queueOf(lines: readonly IncidentLine[]): IncidentLine[] {
  const keyed = lines.flatMap((line) => {
    const key = keyOf(line);
    return key ? [{ line, key }] : [];
  });
  return keyed.sort((one, other) => compare(one.key, other.key)).map(({ line }) => line);
}

/** The one after (`by` 1) or before (−1) the place at which `from` stood when it was opened; round at the end. */
export function stepFrom(queue: readonly IncidentLine[], from: IncidentLine | null, by: 1 | -1): IncidentLine | null {
  const others = queue.filter(({ id }) => id !== from?.id);
  const ends = by === 1 ? others[0] : others.at(-1);
  const stood = from && keyOf(from);
  if (!stood) return ends ?? null;
  const isBeyond = (line: IncidentLine): boolean => {
    const key = keyOf(line);
    return key !== null && Math.sign(compare(key, stood)) === by;
  };
  return (by === 1 ? others.find(isBeyond) : others.findLast(isBeyond)) ?? ends ?? null;
}
