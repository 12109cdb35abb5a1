// Feature-state, changed only where it differs from what was last set: thousands of grids move at once.

import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Fill } from '../desk/fill';
import { sourceOf } from './grids';

export type Marks = {
  /** Fills the grids of a level; the fill before goes. */
  fill(level: number, fills: ReadonlyMap<string, Fill>): void;
  /** Marks one grid, and only that one, with a flag. */
  only(flag: 'hover' | 'selected', at: { level: number; path: string } | null): void;
  /** Says everything again, after the sources were made anew. */
  again(): void;
};

export function marksOn(map: MapLibreMap): Marks {
  let filled = { level: 0, fills: new Map<string, Fill>() as ReadonlyMap<string, Fill> };
  const flagged: Partial<Record<'hover' | 'selected', { level: number; path: string }>> = {};

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
      for (const [flag, at] of Object.entries(flagged)) set(at.level, at.path, { [flag]: true });
    },
  };
}

function isSame(a: Fill, b: Fill): boolean {
  return a.answered === b.answered && a.silent === b.silent && a.refused === b.refused;
}
