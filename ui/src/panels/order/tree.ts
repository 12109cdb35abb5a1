// The board's rows: grids as a tree, the silent first, with their people inside.

import type { BoardGrid } from '../../bridge/wire/BoardGrid';
import type { BoardHead } from '../../bridge/wire/BoardHead';
import type { BoardRow } from '../../bridge/wire/BoardRow';
import { type LiveBoard, parentPath } from '../../desk/board';
import { isOpen } from '../../desk/silence';
import { unanswered } from '../../desk/tally';
import { type Filter, fits } from './filter';

export type BoardLine =
  | { sort: 'grid'; key: string; depth: number; grid: BoardGrid; isOpen: boolean; opens: boolean }
  | { sort: 'head'; key: string; head: BoardHead | null; silent: number }
  | { sort: 'person'; key: string; depth: number; post: string }
  | { sort: 'copies'; key: string; isOpen: boolean };

/** Among the opened paths, the list of those who read a copy; no path has a space. */
export const COPIES = ' copies';

/** Which grids lie right below which, on this board. */
export function childrenOf(board: LiveBoard): Map<string, BoardGrid[]> {
  const below = new Map<string, BoardGrid[]>();
  for (const grid of board.grids.values()) {
    let above = parentPath(grid.path);
    while (above !== '' && !board.grids.has(above)) above = parentPath(above);
    const siblings = below.get(above);
    if (siblings) siblings.push(grid);
    else below.set(above, [grid]);
  }
  return below;
}

/** The lines to show: opened grids with what is in them; of people, those that the filter lets through. */
export function linesOf(board: LiveBoard, opened: ReadonlySet<string>, filter: Filter): BoardLine[] {
  const below = childrenOf(board);
  const kept = filter === 'all' ? null : pathsOf(board, filter);
  const lines: BoardLine[] = [];
  const add = (above: string, depth: number): void => {
    for (const grid of silentFirst(below.get(above) ?? [])) {
      if (kept && !kept.has(grid.path)) continue;
      const people = peopleOf(board, grid.path).filter((row) => fits(board, row, filter));
      const opens = people.length > 0 || below.has(grid.path);
      const isOpen = opens && opened.has(grid.path);
      lines.push({ sort: 'grid', key: grid.path, depth, grid, isOpen, opens });
      if (!isOpen) continue;
      for (const row of people) lines.push({ sort: 'person', key: row.post, depth: depth + 1, post: row.post });
      add(grid.path, depth + 1);
    }
  };
  add('', 0);
  if (filter === 'all' && board.copies.expected > 0) {
    const isOpen = opened.has(COPIES);
    lines.push({ sort: 'copies', key: COPIES, isOpen });
    for (const row of isOpen ? board.rows : []) {
      if (row.part === 'copy') lines.push({ sort: 'person', key: row.post, depth: 1, post: row.post });
    }
  }
  return lines;
}

/** The grids on the way to those whom a filter lets through. */
export function pathsOf(board: LiveBoard, filter: Filter): Set<string> {
  const paths = new Set<string>();
  for (const row of board.rows) {
    if (!fits(board, row, filter)) continue;
    for (let path = row.grid; path !== '' && !paths.has(path); path = parentPath(path)) paths.add(path);
  }
  return paths;
}

/** What is open at first: from the top down to where the tree branches. */
export function openedAtFirst(board: LiveBoard): Set<string> {
  const below = childrenOf(board);
  const opened = new Set<string>();
  let here = below.get('') ?? [];
  while (here.length === 1 && here[0]) {
    opened.add(here[0].path);
    here = below.get(here[0].path) ?? [];
  }
  return opened;
}

/** The first person who is still silent, in `within` or anywhere, and the grids to open on the way there. */
export function firstSilent(board: LiveBoard, within: string | null): { post: string; paths: string[] } | null {
  const below = childrenOf(board);
  const look = (grids: BoardGrid[], paths: string[]): { post: string; paths: string[] } | null => {
    for (const grid of silentFirst(grids)) {
      const way = [...paths, grid.path];
      const silent = peopleOf(board, grid.path).find(({ progress }) => isOpen(progress));
      const found = silent ? { post: silent.post, paths: way } : look(below.get(grid.path) ?? [], way);
      if (found) return found;
    }
    return null;
  };
  const top = within === null ? undefined : board.grids.get(within);
  if (!top || within === null) return look(below.get('') ?? [], []);
  const above: string[] = [];
  for (let path = parentPath(within); path !== ''; path = parentPath(path)) above.unshift(path);
  return look([top], above);
}

/** A grid's recipients. */
function peopleOf(board: LiveBoard, path: string): BoardRow[] {
  const rows = (board.byGrid.get(path) ?? []).flatMap((index) => board.rows[index] ?? []);
  return rows.filter((row) => row.part === 'recipient');
}

function silentFirst(grids: BoardGrid[]): BoardGrid[] {
  const silence = ({ tally }: BoardGrid): number => (tally.expected === 0 ? 0 : unanswered(tally) / tally.expected);
  return [...grids].sort(
    (a, b) => silence(b) - silence(a) || b.tally.refused - a.tally.refused || (a.path < b.path ? -1 : 1),
  );
}
