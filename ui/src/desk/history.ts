// What an undo would take back and a redo bring back, from the last edits: a draft's revisions, or what was changed by
// hand in a place. Each undo is an edit of its own, and so is the undo of an undo; what they come to is one line of
// edits with a place in it.

import type { FactId } from '../bridge/wire/FactId';
import type { RevisionLine } from '../bridge/wire/RevisionLine';

/** An edit, or the undo of one. */
type Line = { fact: FactId; cause: { cause: string; fact?: FactId } };
/** A turn back or forth: the fact that is undone, and the edit that it is about. */
export type Turn<Edit = RevisionLine> = { fact: FactId; edit: Edit };
export type History<Edit = RevisionLine> = { undo: Turn<Edit> | null; redo: Turn<Edit> | null };

/** An edit with its undo, the undo of that, and so on. */
type Told<Edit> = {
  edit: Edit;
  /** The last revision of it. */
  last: FactId;
  /** When it was made, and when it was undone or brought back for the last time: places among all revisions. */
  made: number;
  turned: number;
  /** Whether it stands. */
  done: boolean;
};

const nameOf = ({ desk, seq }: FactId): string => `${desk}/${seq}`;

/** `lines` newest first, as cards have them. */
export function historyOf<Edit extends Line>(lines: readonly Edit[]): History<Edit> {
  const known = new Map(lines.map((line) => [nameOf(line.fact), line]));
  const edits = new Map<string, Told<Edit>>();
  for (const [at, line] of [...lines].reverse().entries()) {
    const edit = rootOf(line, known);
    if (!edit) continue;
    const before = edits.get(nameOf(edit.fact));
    edits.set(nameOf(edit.fact), { edit, last: line.fact, made: before?.made ?? at, turned: at, done: !before?.done });
  }
  const inOrder = [...edits.values()];
  const undo = inOrder.findLast(({ done }) => done);
  // What was done after an undo takes its place: there is no way back to both.
  const redo = inOrder.find(({ done, turned }) => !done && !inOrder.some(({ made }) => made > turned));
  const turn = (told: Told<Edit> | undefined): Turn<Edit> | null =>
    told ? { fact: told.last, edit: told.edit } : null;
  return { undo: turn(undo), redo: turn(redo) };
}

/** The edit that a line is about; null: it is too long ago to be in the list. */
function rootOf<Edit extends Line>(line: Edit, known: ReadonlyMap<string, Edit>): Edit | null {
  let at = line;
  while (at.cause.fact) {
    const before = known.get(nameOf(at.cause.fact));
    if (!before) return null;
    at = before;
  }
  return at;
}
