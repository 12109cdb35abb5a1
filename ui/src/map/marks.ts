// Feature-state, changed only where it differs from what was last set: thousands of grids move at once.

import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Fill } from '../desk/fill';
import { sourceOf } from './grids';

/** What marks one grid of all. */
export type Flag = 'hover' | 'selected' | 'frame';

export type Marks = {
  /** Fills the grids of a level; the fill before goes. */
  fill(level: number, fills: ReadonlyMap<string, Fill>): void;
  /** Gives the grids of a level their classes; those before go. */
  steps(level: number, steps: ReadonlyMap<string, number>): void;
  /** Marks one grid, and only that one, with a flag. */
  only(flag: Flag, at: { level: number; path: string } | null): void;
  /** Says everything again, after the sources were made anew. */
  again(): void;
};

export function marksOn(map: MapLibreMap): Marks {
  let filled = { level: 0, fills: new Map<string, Fill>() as ReadonlyMap<string, Fill> };
  let stepped = { level: 0, steps: new Map<string, number>() as ReadonlyMap<string, number> };
  const flagged: Partial<Record<Flag, { level: number; path: string }>> = {};

  const set = (level: number, path: string, state: Record<string, unknown>): void => {
    const source = sourceOf(level);
    if (map.getSource(source)) map.setFeatureState({ source, sourceLayer: 'grid', id: path }, state);
  };
  const setFill = (level: number, path: string, fill: Fill): void => set(level, path, { target: true, ...fill });

  return {
    fill: (level, fills) => {
      const before = filled;
      filled = { level, fills: new Map(fills) };
      for (const path of before.fills.keys()) {
        if (before.level === level && fills.has(path)) continue;
        set(before.level, path, { target: false, answered: 0, silent: false, refused: false });
      }
      for (const [path, fill] of fills) {
        const known = before.level === level ? before.fills.get(path) : undefined;
        if (!known || !isSame(known, fill)) setFill(level, path, fill);
      }
    },
    steps: (level, steps) => {
      const before = stepped;
      stepped = { level, steps };
      for (const path of before.steps.keys()) {
        if (before.level !== level || !steps.has(path)) set(before.level, path, { step: null });
      }
      for (const [path, step] of steps) {
        if (before.level !== level || before.steps.get(path) !== step) set(level, path, { step });
      }
    },
    only: (flag, at) => {
      const before = flagged[flag];
      if (before?.path === at?.path && before?.level === at?.level) return;
      if (before) set(before.level, before.path, { [flag]: false });
      if (at) {
        set(at.level, at.path, { [flag]: true });
        flagged[flag] = at;
      } else {
        delete flagged[flag];
      }
    },
    again: () => {
      for (const [path, fill] of filled.fills) setFill(filled.level, path, fill);
      for (const [path, step] of stepped.steps) set(stepped.level, path, { step });
      for (const [flag, at] of Object.entries(flagged)) set(at.level, at.path, { [flag]: true });
    },
  };
}

function isSame(a: Fill, b: Fill): boolean {
  return a.answered === b.answered && a.silent === b.silent && a.refused === b.refused;
}
