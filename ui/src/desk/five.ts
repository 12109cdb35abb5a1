// The five maps of a grid: one for each level of the scheme, each in the frame of the grid right above that level.
//
// Down to the chosen grid a level's map shows it among its neighbours; below it, all that it holds.

import { useQueries } from '@tanstack/react-query';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { GridCard } from '../bridge/wire/GridCard';
import type { GridLine } from '../bridge/wire/GridLine';
import type { MeasureRow } from '../bridge/wire/MeasureRow';
import type { MeasureTable } from '../bridge/wire/MeasureTable';
import type { OutlineList } from '../bridge/wire/OutlineList';
import { rowOf } from './measures';
import { usePlaceOf } from './place';
import { measuresQuestion, outlinesQuestion, useGrid } from './questions';

/** One of the five. */
export type LevelMap = {
  level: number;
  name: string;
  /** The grid whose frame it has; none: all that the seat covers. */
  top: string | null;
  table: MeasureTable | undefined;
  outlines: OutlineList | undefined;
  failure: unknown;
};

export type Five = {
  /** Whose maps they are. */
  scope: GridCard | undefined;
  /** From the top down to that grid itself. */
  chain: Step[];
  maps: LevelMap[];
};

/** A grid on the way down. */
export type Step = Pick<GridLine, 'path' | 'level' | 'name' | 'heads' | 'bounds'>;

/** The five maps of the grid whose maps are shown; nothing is asked for while they are not. */
export function useFive(district: DistrictCard, isShown: boolean): Five {
  const { scope } = usePlaceOf('scope');
  const path = scope ?? (district.tops.length === 1 ? (district.tops[0]?.path ?? null) : null);
  const asked = useGrid(isShown ? path : null);
  const card = path === null ? undefined : asked.data;
  const chain = card ? chainOf(card) : [];
  // Without its frame a map would be of the whole district first, and of the grid a moment later.
  const isKnown = isShown && (path === null || card?.grid.path === path);
  const tops = district.levels.map(({ level }) => topOf(level, chain, district.seat.subtree));
  const tables = useQueries({
    queries: district.levels.map(({ level }, at) => ({
      ...measuresQuestion(tops[at] ?? null, level),
      enabled: isKnown,
      placeholderData: (before: MeasureTable | undefined) => before,
    })),
  });
  const drawings = useQueries({
    queries: district.levels.map(({ level }, at) => ({
      ...outlinesQuestion(tops[at] ?? null, level),
      enabled: isKnown,
      placeholderData: (before: OutlineList | undefined) => before,
    })),
  });
  return {
    scope: card,
    chain,
    maps: district.levels.map(({ level, name }, at) => ({
      level,
      name,
      top: tops[at] ?? null,
      table: tables[at]?.data,
      outlines: drawings[at]?.data,
      failure: tables[at]?.error ?? drawings[at]?.error ?? asked.error,
    })),
  };
}

/** From the top down to the grid itself. */
export function chainOf({ grid, ancestors, heads, bounds }: GridCard): Step[] {
  const above = ancestors.filter((one) => one.path !== grid.path);
  const own = heads.map((line) => line.post.person);
  return [...above, { path: grid.path, level: grid.level, name: grid.name, heads: own, bounds }];
}

/** The grid in whose frame a level's map is drawn: the deepest of the chain above that level that the seat covers. */
export function topOf(
  level: number,
  chain: readonly Pick<Step, 'path' | 'level'>[],
  subtree: string | null,
): string | null {
  const covered = chain.filter(({ path }) => subtree === null || path === subtree || path.startsWith(`${subtree}.`));
  return covered.filter((one) => one.level < level).at(-1)?.path ?? null;
}

/** A grid's row in whichever of the maps has it. */
export function rowIn(maps: readonly LevelMap[], path: string): { table: MeasureTable; row: MeasureRow } | null {
  for (const { table } of maps) {
    const row = table && rowOf(table, path);
    if (table && row) return { table, row };
  }
  return null;
}
