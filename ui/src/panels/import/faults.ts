// Faults as they are listed: one by one while they are few, by code when there are many.

import type { Fault } from '../../bridge/wire/Fault';

export type FaultLine =
  | { type: 'group'; code: string; first: Fault; count: number; isOpen: boolean }
  | { type: 'fault'; fault: Fault; isInGroup: boolean };

/** From this many on they are grouped. */
const MANY = 12;

/** The lines of a list of faults; `open` names the groups that show their rows. */
export function linesOf(faults: readonly Fault[], open: ReadonlySet<string>): FaultLine[] {
  if (faults.length < MANY) return faults.map((fault) => ({ type: 'fault', fault, isInGroup: false }));
  const groups = new Map<string, Fault[]>();
  for (const fault of faults) {
    const same = groups.get(fault.code);
    if (same) same.push(fault);
    else groups.set(fault.code, [fault]);
  }
  // The largest first: whoever mends that one has mended most.
  const largest = [...groups].toSorted(([, a], [, b]) => b.length - a.length);
  return largest.flatMap(([code, same]): FaultLine[] => {
    const [first] = same;
    if (!first) return [];
    if (same.length === 1) return [{ type: 'fault', fault: first, isInGroup: false }];
    const isOpen = open.has(code);
    const rows = isOpen ? same.map((fault): FaultLine => ({ type: 'fault', fault, isInGroup: true })) : [];
    return [{ type: 'group', code, first, count: same.length, isOpen }, ...rows];
  });
}
