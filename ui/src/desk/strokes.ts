// What a person has drawn so far on a draft's grids, and the edit that it amounts to. Pure: no desk, no map.

import type { CornerMove } from '../bridge/wire/CornerMove';
import type { Edit } from '../bridge/wire/Edit';
import type { GridRow } from '../bridge/wire/GridRow';
import type { Position } from '../bridge/wire/Position';
import type { Taker } from '../bridge/wire/Taker';

export type Tool = 'select' | 'corners' | 'border' | 'split' | 'merge' | 'draw' | 'remove' | 'parent' | 'describe';

/** All tools, in the order of the toolbar. */
export const TOOLS: readonly Tool[] = [
  'select',
  'corners',
  'border',
  'split',
  'merge',
  'draw',
  'remove',
  'parent',
  'describe',
];

/** What a new grid is to be called. */
export type Fresh = { code: string; name: string; kind: string; take: boolean };

/** What was drawn with the tool in hand, and not yet done. */
export type Strokes = {
  tool: Tool;
  /** The grids that were chosen; when grids are merged, the first one stays. */
  chosen: readonly string[];
  moves: readonly CornerMove[];
  /** A new corner on an edge. */
  added: { edge: [Position, Position]; at: Position } | null;
  /** Corners that go. */
  gone: readonly Position[];
  /** A line or a ring that was finished. */
  line: readonly Position[] | null;
  /** Who gets the ground of a grid that goes. */
  taker: Taker;
  /** The new parent. */
  parent: string | null;
  fresh: Fresh;
  /** What the form says of the chosen grid. */
  row: GridRow | null;
};

export const NOBODY: Fresh = { code: '', name: '', kind: '', take: false };

export const UNTOUCHED: Omit<Strokes, 'tool' | 'chosen'> = {
  moves: [],
  added: null,
  gone: [],
  line: null,
  taker: { taker: 'neighbour' },
  parent: null,
  fresh: NOBODY,
  row: null,
};

/** The edit that the strokes amount to; null: something is still missing. */
export function editOf(strokes: Strokes, level: number): Edit | null {
  const { tool, chosen, line, fresh } = strokes;
  const path = chosen[0];
  switch (tool) {
    case 'corners':
      return ofCorners(strokes);
    case 'border':
      return path && line ? { type: 'redraw', path, line: [...line] } : null;
    case 'split':
      return path && line ? { type: 'split', path, line: [...line], code: fresh.code, name: fresh.name } : null;
    case 'merge':
      return path && chosen.length > 1 ? { type: 'merge', paths: [...chosen], into: path } : null;
    case 'draw':
      return line && (level === 1 || strokes.parent !== null)
        ? { type: 'draw', parent: strokes.parent, level, outline: [[...line]], ...fresh }
        : null;
    case 'remove':
      return path ? { type: 'remove', path, to: strokes.taker } : null;
    case 'parent':
      return path && strokes.parent !== null ? { type: 'move_to_parent', path, parent: strokes.parent } : null;
    case 'describe':
      return path && strokes.row ? { type: 'describe', path, row: strokes.row } : null;
    default:
      return null;
  }
}

function ofCorners({ moves, added, gone }: Strokes): Edit | null {
  if (added) return { type: 'add_corner', ...added };
  if (gone.length > 0) return { type: 'remove_corners', corners: [...gone] };
  return moves.length > 0 ? { type: 'move_corners', moves: [...moves] } : null;
}

/** Whether corners of one kind wait to be done: another kind has to wait until they are. */
export function isPending({ moves, added, gone, line }: Strokes): boolean {
  return moves.length > 0 || added !== null || gone.length > 0 || line !== null;
}

/** With one more move: a corner that moved already moves on, and one that is back where it was did not move. */
export function withMove(moves: readonly CornerMove[], from: Position, to: Position): CornerMove[] {
  const before = moves.find((move) => isSame(move.to, from));
  const others = moves.filter((move) => move !== before);
  const origin = before?.from ?? from;
  return isSame(origin, to) ? others : [...others, { from: origin, to }];
}

/** One stroke back; null: there is none. */
export function stepped(strokes: Strokes): Strokes | null {
  if (strokes.added) return { ...strokes, added: null };
  if (strokes.gone.length > 0) return { ...strokes, gone: [] };
  if (strokes.moves.length > 0) return { ...strokes, moves: strokes.moves.slice(0, -1) };
  if (strokes.line) return { ...strokes, line: null, fresh: NOBODY };
  if (strokes.row) return { ...strokes, row: null };
  if (strokes.parent !== null) return { ...strokes, parent: null };
  if (strokes.tool === 'merge' && strokes.chosen.length > 1) return { ...strokes, chosen: strokes.chosen.slice(0, -1) };
  return null;
}

/** Chosen grids after a click on one: merging gathers them, all else takes one. */
export function picked({ tool, chosen }: Strokes, path: string): string[] {
  if (tool !== 'merge') return [path];
  return chosen.includes(path) ? chosen.filter((one) => one !== path) : [...chosen, path];
}

/** Where a grid's parent stands; null at the top. */
export function above(path: string): string | null {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? null : path.slice(0, dot);
}

/** A code that none of these has: the largest number among them and one more, as long as they are. */
export function freeCode(paths: readonly string[], parent: string | null): string {
  const codes = paths.filter((path) => above(path) === parent).map((path) => path.slice(path.lastIndexOf('.') + 1));
  const numbers = codes.filter((code) => /^\d{1,15}$/.test(code));
  const last = numbers.sort((a, b) => a.length - b.length || a.localeCompare(b)).at(-1);
  if (last !== undefined) return String(Number(last) + 1).padStart(last.length, '0');
  const longest = [...codes].sort().at(-1);
  return longest === undefined ? '1' : `${longest}-2`;
}

function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
