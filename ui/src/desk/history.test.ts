import { describe, expect, it } from 'vitest';
import type { RevisionLine } from '../bridge/wire/RevisionLine';
import { historyOf } from './history';

const fact = (seq: number) => ({ desk: 'a', seq });
const line = (seq: number, undoes: number | null = null): RevisionLine => ({
  fact: fact(seq),
  cause: undoes === null ? { cause: 'edited' } : { cause: 'undone', fact: fact(undoes) },
  grids: 1,
  names: [],
  by: { role: 'admin', subtree: null, person: 'x', door: { way: 'terminal' } } as unknown as RevisionLine['by'],
  at: '2026-11-21T00:00:00Z',
  undone: null,
});
/** Newest first, as they come. */
const turns = (...lines: RevisionLine[]) => {
  const { undo, redo } = historyOf(lines.reverse());
  return { undo: undo?.fact.seq ?? null, redo: redo?.fact.seq ?? null };
};

describe('undo and redo', () => {
  it('has nothing to take back before anything was done', () => {
    expect(turns()).toEqual({ undo: null, redo: null });
  });

  it('goes back edit by edit, and forth again', () => {
    expect(turns(line(1), line(2))).toEqual({ undo: 2, redo: null });
    expect(turns(line(1), line(2), line(3, 2))).toEqual({ undo: 1, redo: 3 });
    expect(turns(line(1), line(2), line(3, 2), line(4, 1))).toEqual({ undo: null, redo: 4 });
    expect(turns(line(1), line(2), line(3, 2), line(4, 1), line(5, 4))).toEqual({ undo: 5, redo: 3 });
  });

  it('forgets what was undone when something else is done', () => {
    expect(turns(line(1), line(2, 1), line(3))).toEqual({ undo: 3, redo: null });
    expect(turns(line(1), line(2, 1), line(3), line(4, 3))).toEqual({ undo: null, redo: 4 });
  });

  it('does not speak of what is too long ago', () => {
    expect(turns(line(8, 1))).toEqual({ undo: null, redo: null });
  });
});
