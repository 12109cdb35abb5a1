// Whom to call: those who are silent, under the nearest head, the heads with most of them first.

import type { BoardHead } from '../../bridge/wire/BoardHead';
import type { BoardRow } from '../../bridge/wire/BoardRow';
import type { LiveBoard } from '../../desk/board';
import { isSilent } from '../../desk/silence';
import type { BoardLine } from './tree';

/** Those who are silent, by the post of the head over them; under an empty name those who have none. */
export function silentByHead(board: LiveBoard): { head: BoardHead | null; people: BoardRow[] }[] {
  const groups = new Map<string, BoardRow[]>();
  for (const row of board.rows) {
    if (!isSilent(board, row)) continue;
    const group = groups.get(row.head ?? '');
    if (group) group.push(row);
    else groups.set(row.head ?? '', [row]);
  }
  const heads = new Map(board.card.heads.map((head) => [head.post, head]));
  const listed = [...groups].map(([post, people]) => ({ head: heads.get(post) ?? null, people }));
  return listed.sort(
    (a, b) =>
      Number(a.head === null) - Number(b.head === null) ||
      b.people.length - a.people.length ||
      ((a.head?.grid ?? '') < (b.head?.grid ?? '') ? -1 : 1),
  );
}

/** The same as lines of the board. */
export function callLines(board: LiveBoard): BoardLine[] {
  return silentByHead(board).flatMap(({ head, people }): BoardLine[] => [
    { sort: 'head', key: `head ${head?.post ?? ''}`, head, silent: people.length },
    ...people.map((row): BoardLine => ({ sort: 'person', key: row.post, depth: 1, post: row.post })),
  ]);
}
