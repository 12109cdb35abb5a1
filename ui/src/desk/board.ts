// One order's board, kept level with the news. Counting again from nothing on every receipt would make
// 3,775 receipts a minute a burden; here a receipt costs its grid and the grids above.

import type { Board } from '../bridge/wire/Board';
import type { BoardGrid } from '../bridge/wire/BoardGrid';
import type { BoardRow } from '../bridge/wire/BoardRow';
import type { Progress } from '../bridge/wire/Progress';
import type { Tally } from '../bridge/wire/Tally';
import type { Told } from '../bridge/wire/Told';
import { better, foldReceipt, progressOf } from './tally';

export type LiveBoard = {
  readonly card: Board;
  readonly units: Tally;
  readonly people: Tally;
  readonly copies: Tally;
  readonly rows: BoardRow[];
  readonly grids: Map<string, BoardGrid>;
  /** Where in `rows` a grid's people are. */
  readonly byGrid: Map<string, number[]>;
  readonly byPost: Map<string, number>;
  /** How far each grid with recipients has got: its best answer. */
  readonly best: Map<string, Progress>;
};

/** A board as the desk told it, ready to follow the news. */
export function openBoard(card: Board): LiveBoard {
  const rows = card.rows.slice();
  const byGrid = new Map<string, number[]>();
  const byPost = new Map<string, number>();
  const best = new Map<string, Progress>();
  rows.forEach((row, index) => {
    byPost.set(row.post, index);
    const there = byGrid.get(row.grid);
    if (there) there.push(index);
    else byGrid.set(row.grid, [index]);
    if (row.part === 'recipient') best.set(row.grid, better(best.get(row.grid) ?? 'waiting', row.progress));
  });
  return {
    card,
    units: { ...card.units },
    people: { ...card.people },
    copies: { ...card.copies },
    rows,
    grids: new Map(card.grids.map((grid) => [grid.path, { ...grid, tally: { ...grid.tally } }])),
    byGrid,
    byPost,
    best,
  };
}

/** Applies one piece of news; says whether anything moved. */
export function applyTold(board: LiveBoard, told: Told): boolean {
  const { news } = told;
  if (news.type !== 'receipt_marked' || news.order !== board.card.order.id) return false;
  if (told.seq <= (board.card.vector[told.desk] ?? 0)) return false;
  const index = board.byPost.get(news.post);
  const row = index === undefined ? undefined : board.rows[index];
  if (index === undefined || row === undefined) return false;

  const receipt = foldReceipt(row.receipt, news.progress, { at: told.at, way: news.way });
  if (receipt === row.receipt) return false;
  const progress = progressOf(receipt);
  board.rows[index] = { ...row, receipt, progress };
  if (row.part === 'copy') {
    move(board.copies, row.progress, progress);
    return true;
  }
  move(board.people, row.progress, progress);
  if (board.card.order.answering === 'every_person') {
    move(board.units, row.progress, progress);
    forAbove(board, row.grid, (tally) => move(tally, row.progress, progress));
  } else {
    moveGrid(board, row.grid);
  }
  return true;
}

/** The grid's best answer may have changed; if so it moves in its own tally and in all above. */
function moveGrid(board: LiveBoard, grid: string): void {
  const before = board.best.get(grid) ?? 'waiting';
  let after: Progress = 'waiting';
  for (const index of board.byGrid.get(grid) ?? []) {
    const row = board.rows[index];
    if (row?.part === 'recipient') after = better(after, row.progress);
  }
  if (after === before) return;
  board.best.set(grid, after);
  move(board.units, before, after);
  forAbove(board, grid, (tally) => move(tally, before, after));
}

function move(tally: Tally, from: Progress, to: Progress): void {
  tally[from] -= 1;
  tally[to] += 1;
}

/** The grid itself and all above it that are on the board. */
function forAbove(board: LiveBoard, grid: string, change: (tally: Tally) => void): void {
  for (let path = grid; path !== ''; path = parentPath(path)) {
    const above = board.grids.get(path);
    if (above) change(above.tally);
  }
}

/** A path without its last code; empty at the top. */
export function parentPath(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? '' : path.slice(0, dot);
}
