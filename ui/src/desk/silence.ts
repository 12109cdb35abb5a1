// Who is silent about an order: the same rule as the desk's own (`domain::ladder::silent`).

import type { BoardRow } from '../bridge/wire/BoardRow';
import type { Progress } from '../bridge/wire/Progress';
import type { LiveBoard } from './board';

/** Whether the person still has to answer. */
export function isOpen(progress: Progress): boolean {
  return progress === 'waiting' || progress === 'delivered' || progress === 'read';
}

/** Whether the ladder calls this person: nobody else of the grid has answered where one does for all. */
export function isSilent(board: LiveBoard, row: BoardRow): boolean {
  if (row.part !== 'recipient' || !isOpen(row.progress)) return false;
  return board.card.order.answering === 'every_person' || isOpen(board.best.get(row.grid) ?? 'waiting');
}

/** Where somebody stands, told apart by what can be done about it. */
export type Standing = 'noDevice' | 'notOpen' | 'delivered' | 'read' | 'accepted' | 'refused' | 'done';

/** Nobody can read an order without a device, and on a device only once its page is open. */
export function standingOf({ progress, reachable }: Pick<BoardRow, 'progress' | 'reachable'>): Standing {
  if (progress !== 'waiting') return progress;
  return reachable ? 'notOpen' : 'noDevice';
}
