// How two divisions differ, grid by grid, as the map colours it.

import type { Comparison } from '../bridge/wire/Comparison';
import { parentPath } from './board';
import type { Colour } from './measures';
import type { Painting } from './painting';

export type Way = 'added' | 'gone' | 'moved' | 'reshaped' | 'renamed' | 'described';

/** All ways of differing. A grid that differs in several is coloured by the first. */
export const WAYS: readonly Way[] = ['added', 'gone', 'moved', 'reshaped', 'renamed', 'described'];

export const COLOUR_OF: Readonly<Record<Way, Colour>> = {
  added: 'mapChange1',
  gone: 'mapChange2',
  moved: 'mapChange3',
  reshaped: 'mapChange4',
  renamed: 'mapChange5',
  described: 'mapChange6',
};

/** How the grids of a level differ, by where they stand before and after. */
export type Changes = { before: Map<string, Way>; after: Map<string, Way> };

export function changesOf(comparison: Comparison, level: number): Changes {
  const changes: Changes = { before: new Map(), after: new Map() };
  for (const one of comparison.gone) if (one.level === level) changes.before.set(one.path, 'gone');
  for (const way of [...WAYS].reverse()) {
    if (way === 'gone') continue;
    for (const one of comparison[way].grids) {
      if (one.level !== level) continue;
      changes.after.set(one.path, way);
      if (way !== 'added') changes.before.set(one.was_at ?? one.path, way);
    }
  }
  return changes;
}

/** How many grids of the level differ in each way, by the way that colours them. */
export function tallied({ before, after }: Changes): [Way, number][] {
  const all = [...after.values(), ...[...before.values()].filter((way) => way === 'gone')];
  return WAYS.map((way): [Way, number] => [way, all.filter((one) => one === way).length]).filter(
    ([, count]) => count > 0,
  );
}

/** One side of a comparison as the map is painted. A grid above has the first of the ways of what lies in it. */
export function paintingOfWays(level: number, ways: ReadonlyMap<string, Way>): Painting {
  const steps = new Map([...ways].map(([path, way]) => [path, WAYS.indexOf(way)]));
  const above = new Map<string, number>();
  for (const [path, step] of steps) {
    for (let at = parentPath(path); at !== ''; at = parentPath(at))
      above.set(at, Math.min(step, above.get(at) ?? step));
  }
  const colours = WAYS.map((way) => COLOUR_OF[way]);
  return { level, steps, above, colours, values: new Map(), of: null, figure: '', ways, frame: null };
}
