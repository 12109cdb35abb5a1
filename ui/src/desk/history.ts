// What an undo would take back and a redo bring back, from a draft's last revisions. Each undo is a revision of its
// own, and so is the undo of an undo; what they come to is one line of edits with a place in it.

import type { FactId } from '../bridge/wire/FactId';
import type { RevisionLine } from '../bridge/wire/RevisionLine';

/** A turn back or forth: the fact that is undone, and the edit that it is about. */
export type Turn = { fact: FactId; edit: RevisionLine };
export type History = { undo: Turn | null; redo: Turn | null };

/** An edit with its undo, the undo of that, and so on. */
type Told = {
  edit: RevisionLine;
  /** The last revision of it. */
  last: FactId;
  /** When it was made, and when it was undone or brought back for the last time: places among all revisions. */
  made: number;
  turned: number;
  /** Whether it stands. */
  done: boolean;
};

const nameOf = ({ desk, seq }: FactId): string => `${desk}/${seq}`;

/** `revisions` newest first, as a scheme's card has them. */
export function historyOf(revisions: readonly RevisionLine[]): History {
  const known = new Map(revisions.map((line) => [nameOf(line.fact), line]));
  const edits = new Map<string, Told>();
  for (const [at, line] of [...revisions].reverse().entries()) {
    const edit = rootOf(line, known);
    if (!edit) continue;
    const before = edits.get(nameOf(edit.fact));
    edits.set(nameOf(edit.fact), { edit, last: line.fact, made: before?.made ?? at, turned: at, done: !before?.done });
  }
  const inOrder = [...edits.values()];
  const undo = inOrder.findLast(({ done }) => done);
  // What was done after an undo takes its place: there is no way back to both.
  const redo = inOrder.find(({ done, turned }) => !done && !inOrder.some(({ made }) => made > turned));
  const turn = (told: Told | undefined): Turn | null => (told ? { fact: told.last, edit: told.edit } : null);
  return { undo: turn(undo), redo: turn(redo) };
}

/** The edit that a revision is about; null: it is too long ago to be in the list. */
function rootOf(line: RevisionLine, known: ReadonlyMap<string, RevisionLine>): RevisionLine | null {
  let at = line;
  while (at.cause.cause === 'undone') {
    const before = known.get(nameOf(at.cause.fact));
    if (!before) return null;
    at = before;
  }
  return at;
}
