// Moving through the tree: to a grid, into it, and up again.

import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { Grid } from '../bridge/wire/Grid';
import type { GridCard } from '../bridge/wire/GridCard';
import { arrangementOf, fly, type Place, place, select, selectedGrid, selectGrid } from './place';
import { answers, districtQuestion, gridQuestion } from './questions';

export function district(): DistrictCard | undefined {
  return answers.getQueryData<DistrictCard>(districtQuestion.queryKey);
}

/** A grid that was asked for before. */
export function gridOf(path: string): Grid | undefined {
  return answers.getQueryData<GridCard>(gridQuestion(path).queryKey)?.grid;
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
  const parent = parentOf(card);
  const before = place.get().scope;
  if (isInMaps() && !parent) openMapsOf(card);
  else place.set({ level: card.grid.level, scope: parent?.path ?? path });
  flyUnlessFramed(card, before);
}

/** Fits a grid and shows the level below it. */
export async function drillInto(path: string): Promise<void> {
  selectGrid(path);
  const card = await answers.fetchQuery(gridQuestion(path));
  if (selectedGrid() !== path) return;
  const before = place.get().scope;
  openMapsOf(card);
  flyUnlessFramed(card, before);
}

/** Goes to the five maps of the chosen grid; of the whole district, when none is chosen. */
export async function showMaps(): Promise<void> {
  const { view, level } = place.get();
  place.set({ view: 'fivemaps', ...arrangementOf('fivemaps', null) });
  const path = selectedGrid();
  if (view === 'fivemaps') return;
  if (path === null) {
    home();
    return;
  }
  const card = await answers.fetchQuery(gridQuestion(path));
  if (selectedGrid() !== path) return;
  openMapsOf(card);
  place.set({ level: Math.max(level, place.get().level) });
}

/** One step up: first back to the grid's own level, then to its parent. */
export async function rise(): Promise<void> {
  const path = selectedGrid();
  if (path === null) {
    home();
    return;
  }
  if (isInMaps()) {
    await riseInMaps(path);
    return;
  }
  const card = await answers.fetchQuery(gridQuestion(path));
  const { grid } = card;
  const parent = parentOf(card);
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
  place.set({ level: grid.level, scope: parent.path });
  fly(parent.bounds);
}

/** The whole district, with its top selected. */
export function home(): void {
  const card = district();
  if (!card) return;
  const top = card.tops.length === 1 ? card.tops[0] : undefined;
  const start: Partial<Place> = { level: Math.min(2, deepest()) || 1, scope: top?.path ?? null };
  select(top ? { noun: 'grid', path: top.path } : null);
  place.set(start);
  fly(card.bounds);
}

function isInMaps(): boolean {
  return place.get().view === 'fivemaps';
}

/** Where the maps of another grid come up they bring their own frame. */
function flyUnlessFramed({ bounds }: GridCard, before: string | null): void {
  if (!isInMaps() || place.get().scope === before) fly(bounds);
}

/** Up from a chosen grid to the one whose five maps are shown, from there to the five maps of its parent. */
async function riseInMaps(path: string): Promise<void> {
  const { scope } = place.get();
  if (scope !== null && scope !== path) {
    selectGrid(scope);
    return;
  }
  const card = await answers.fetchQuery(gridQuestion(path));
  const parent = parentOf(card);
  const subtree = district()?.seat.subtree ?? null;
  if (!parent || (subtree !== null && path === subtree)) {
    home();
    return;
  }
  selectGrid(parent.path);
  place.set({ level: card.grid.level, scope: parent.path });
}

/** Shows the level below a grid; of a grid of the last level, the map that it lies in. */
function openMapsOf(card: GridCard): void {
  const below = card.below[0]?.level ?? card.grid.level;
  const scope = card.below.length > 0 ? card.grid.path : (parentOf(card)?.path ?? card.grid.path);
  place.set({ level: Math.min(deepest(), Math.max(below, card.grid.level)), scope });
}

function parentOf({ grid, ancestors }: GridCard): GridCard['ancestors'][number] | undefined {
  return ancestors.filter((above) => above.path !== grid.path).at(-1);
}
