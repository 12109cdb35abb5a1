// Moving through the tree: to a grid, into it, and up again.

import type { DistrictCard } from '../bridge/wire/DistrictCard';
import { fly, type Place, place, select, selectedGrid, selectGrid } from './place';
import { answers, districtQuestion, gridQuestion } from './questions';

export function district(): DistrictCard | undefined {
  return answers.getQueryData<DistrictCard>(districtQuestion.queryKey);
}

/** How many levels the scheme has. */
export function deepest(): number {
  return district()?.scheme?.levels.length ?? 0;
}

export function levelsOf(card: DistrictCard | undefined): number[] {
  return card?.scheme?.levels.map((level) => level.level).sort((a, b) => a - b) ?? [];
}

/** Selects a grid, shows its own level and goes there. */
export async function goToGrid(path: string): Promise<void> {
  selectGrid(path);
  const card = await answers.fetchQuery(gridQuestion(path));
  if (selectedGrid() !== path) return;
  place.set({ level: card.grid.level });
  fly(card.bounds);
}

/** Fits a grid and shows the level below it. */
export async function drillInto(path: string): Promise<void> {
  selectGrid(path);
  const card = await answers.fetchQuery(gridQuestion(path));
  if (selectedGrid() !== path) return;
  const below = card.below[0]?.level ?? card.grid.level;
  place.set({ level: Math.min(deepest(), Math.max(below, card.grid.level)) });
  fly(card.bounds);
}

/** One step up: first back to the grid's own level, then to its parent. */
export async function rise(): Promise<void> {
  const path = selectedGrid();
  if (path === null) {
    home();
    return;
  }
  const { grid, ancestors } = await answers.fetchQuery(gridQuestion(path));
  const parent = ancestors.filter((above) => above.path !== path).at(-1);
  if (!parent) {
    home();
    return;
  }
  if (place.get().level > grid.level) {
    place.set({ level: grid.level });
    fly(parent.bounds);
    return;
  }
  selectGrid(parent.path);
  place.set({ level: grid.level });
  fly(parent.bounds);
}

/** The whole district, with its top selected. */
export function home(): void {
  const card = district();
  if (!card) return;
  const top = card.tops.length === 1 ? card.tops[0] : undefined;
  const start: Partial<Place> = { level: Math.min(2, deepest()) || 1 };
  select(top ? { noun: 'grid', path: top.path } : null);
  place.set(start);
  fly(card.bounds);
}
