// A line or a ring while it is drawn: points that come and go one by one.

import type { Position } from '../../bridge/wire/Position';

export type Line = readonly Position[];

/** A ring needs as many corners, a line as many points. */
export const LEAST = { line: 2, ring: 3 } as const;
export type Kind = keyof typeof LEAST;

/** With one more point; the same one twice, as a double click gives it, is one. */
export function withPoint(line: Line, at: Position): Line {
  const last = line.at(-1);
  return last && last[0] === at[0] && last[1] === at[1] ? line : [...line, at];
}

export function withoutLast(line: Line): Line {
  return line.slice(0, -1);
}

/** Whether it could end here. */
export function isEnough(line: Line, kind: Kind): boolean {
  return line.length >= LEAST[kind];
}
