// What the map shows of a measure: the class of each grid of one level. Told from React, followed by the map outside it.

import type { MeasureTable } from '../bridge/wire/MeasureTable';
import { parentPath } from './board';
import type { Way } from './changes';
import { type Colour, classOf, coloursOf, columnOf, nameOf, partsOf, stepOf } from './measures';

export type Painting = {
  level: number;
  /** The class of each grid; `BLANK` where there is no figure. */
  steps: ReadonlyMap<string, number>;
  /** The same for all grids above, which are drawn where those of the level are too small: of what lies in each. */
  above: ReadonlyMap<string, number>;
  colours: readonly Colour[];
  /** The figure of each grid that has one; of a grid above, the mean of what lies in it. */
  values: ReadonlyMap<string, number>;
  /** The level whose means the figures of `level` are; null where they are its own. */
  of: number | null;
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
 * nothing to show. A table that is cut short shows what the grids above hold, in the same classes.
 */
export function paintingOf(
  table: MeasureTable,
  figure: string,
  frame: Painting['frame'],
  only: number | null = null,
): Painting {
  const found = columnOf(table, figure);
  const { means } = table;
  const values = new Map<string, number>();
  const steps = new Map<string, number>();
  const above = new Map<string, number>();
  const into = (to: Map<string, number>, path: string, step: number): void => {
    if (only === null || only === step) to.set(path, step);
  };
  if (found) {
    const { column, at } = found;
    const held = new Map<string, Held>();
    for (const { path, values: own, ...row } of means?.rows ?? table.rows) {
      const value = own[at] ?? null;
      into(steps, path, means ? classOf(column, value) : stepOf(column, value));
      if (value === null) continue;
      values.set(path, value);
      addAbove(held, path, value, means ? row.grids : 1);
    }
    for (const [path, { sum, grids }] of held) {
      values.set(path, sum / grids);
      into(above, path, classOf(column, sum / grids));
    }
  }
  return {
    level: means?.level ?? table.level,
    steps,
    above,
    colours: found ? coloursOf(found.column) : [],
    values,
    of: means ? table.level : null,
    figure: nameOf(partsOf(figure)),
    frame,
  };
}

/** What all grids in one add up to. */
type Held = { sum: number; grids: number };

function addAbove(held: Map<string, Held>, path: string, value: number, grids: number): void {
  for (let above = parentPath(path); above !== ''; above = parentPath(above)) {
    const known = held.get(above);
    if (known) {
      known.sum += value * grids;
      known.grids += grids;
    } else held.set(above, { sum: value * grids, grids });
  }
}

/** The figure of a grid in a painting, and whether it is a mean: the grid's own, or that of the grid it lies in. */
export function paintedOf(painting: Painting, path: string): { value: number | null; isMean: boolean } | null {
  for (let at = path; at !== ''; at = parentPath(at)) {
    const isMean = painting.of !== null || painting.above.has(at);
    if (painting.steps.has(at) || painting.above.has(at)) return { value: painting.values.get(at) ?? null, isMean };
    // Only what was cut short is told of the grid above.
    if (painting.of === null) return null;
  }
  return null;
}

export function onPainting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
