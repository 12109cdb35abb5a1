// What the map shows of an order: for each grid of one level, how much of it has answered.

import type { BoardGrid } from '../bridge/wire/BoardGrid';
import type { LiveBoard } from './board';
import { answered } from './tally';

export type Fill = { answered: number; silent: boolean; refused: boolean };

/** Below this share a grid counts as silent. */
export const SILENT_BELOW = 0.45;
/** How long after issue everybody is given before silence shows, unless most have answered sooner. */
const PATIENCE = 180_000;

/** The level whose grids carry the fill: the shown one, or the nearest that the order has. */
export function fillLevel(board: LiveBoard, shown: number): number {
  const levels = new Set<number>();
  for (const grid of board.grids.values()) levels.add(grid.level);
  const sorted = [...levels].sort((a, b) => a - b);
  return sorted.filter((level) => level <= shown).at(-1) ?? sorted[0] ?? shown;
}

/** The fill of each grid of `level`. */
export function fills(board: LiveBoard, level: number, now: number): Map<string, Fill> {
  const isLate = now - Date.parse(board.card.order.issued) > PATIENCE;
  const mostAnswered = board.units.expected > 0 && answered(board.units) / board.units.expected >= SILENT_BELOW;
  const filled = new Map<string, Fill>();
  for (const grid of board.grids.values()) {
    if (grid.level === level) filled.set(grid.path, fillOf(grid, isLate || mostAnswered));
  }
  return filled;
}

function fillOf(grid: BoardGrid, silenceShows: boolean): Fill {
  const { tally } = grid;
  const share = tally.expected === 0 ? 0 : answered(tally) / tally.expected;
  const refused = tally.refused > 0 && tally.refused * 2 >= tally.expected;
  return { answered: share, silent: silenceShows && !refused && share < SILENT_BELOW, refused };
}
