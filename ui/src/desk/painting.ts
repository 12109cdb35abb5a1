// What the map shows of a measure: the class of each grid of one level. Told from React, followed by the map outside it.

import type { MeasureTable } from '../bridge/wire/MeasureTable';
import type { Way } from './changes';
import { type Colour, coloursOf, columnOf, nameOf, partsOf, stepOf } from './measures';

export type Painting = {
  level: number;
  /** The class of each grid; `BLANK` where there is no figure. */
  steps: ReadonlyMap<string, number>;
  colours: readonly Colour[];
  /** The figure of each grid that has one. */
  values: ReadonlyMap<string, number>;
  /** The measure's name, as `measures.nameOf` gives it. */
  figure: string;
  /** Of a comparison: how each grid that is coloured differs. */
  ways?: ReadonlyMap<string, Way>;
  /** The grid in whose frame it is. */
  frame: { level: number; path: string } | null;
};

let painting: Painting | null = null;
const listeners = new Set<() => void>();

export function paintingNow(): Painting | null {
  return painting;
}

/** Shows another painting; null: the map shows what it shows in other views. */
export function showPainting(next: Painting | null): void {
  if (painting === next) return;
  painting = next;
  for (const listener of listeners) listener();
}

/**
 * A table's grids in the classes of one measure, or in one class alone. Of a kind of venue that occurs nowhere there is
 * nothing to show.
 */
export function paintingOf(
  table: MeasureTable,
  figure: string,
  frame: Painting['frame'],
  only: number | null = null,
): Painting {
  const found = columnOf(table, figure);
  const steps = new Map<string, number>();
  const values = new Map<string, number>();
  for (const row of found ? table.rows : []) {
    const value = found ? (row.values[found.at] ?? null) : null;
    const step = found ? stepOf(found.column, value) : null;
    if (step !== null && (only === null || only === step)) steps.set(row.path, step);
    if (value !== null) values.set(row.path, value);
  }
  const colours = found ? coloursOf(found.column) : [];
  return { level: table.level, steps, colours, values, figure: nameOf(partsOf(figure)), frame };
}

export function onPainting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
