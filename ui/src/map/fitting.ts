// Which levels the map can draw: those whose grids are large enough to be told apart, or so few that it does not matter.

import type { Bounds } from '../bridge/wire/Bounds';
import type { Ground } from './ground-plan';

/**
 * A level with no more grids than this is drawn at every zoom: it costs little, however small they are. Of any other
 * level tiles say what lies in each grid above it, and the desk has the same number.
 */
const FEW = 10_000;
/**
 * How wide the grids of any other level are at least, in pixels: smaller ones are hard to point at, and more of them come
 * into view than can be drawn while the map is dragged.
 */
const LEAST = 12;
/** How wide grids are at least before they have borders: between closer ones no colour is left. */
const BORDERED = 3;
/** Pixels of the world at zoom 0. */
const WORLD = 512;

/** From which zoom a level is drawn that has so many grids inside `bounds`, all taken to be of one size. */
export function drawnFrom(grids: number, bounds: Bounds | null): number {
  return grids <= FEW ? 0 : wideFrom(LEAST, grids, bounds);
}

/** The levels that are drawn at a zoom, from the top. */
export function fittingLevels(zoom: number, { levels, grids, bounds }: Ground): number[] {
  return levels.filter((level) => drawnFrom(grids[level] ?? 0, bounds) <= zoom);
}

/** The levels whose grids have borders at a zoom. */
export function borderedLevels(zoom: number, { levels, grids, bounds }: Ground): number[] {
  return levels.filter((level) => wideFrom(BORDERED, grids[level] ?? 0, bounds) <= zoom);
}

/** The level that is drawn for a level: itself, or the deepest above it that fits; the highest where none does. */
export function drawnFor(level: number, fitting: readonly number[]): number {
  return fitting.filter((one) => one <= level).at(-1) ?? Math.min(level, ...fitting);
}

/** From which zoom so many grids are so many pixels wide. */
function wideFrom(pixels: number, grids: number, bounds: Bounds | null): number {
  if (!bounds || grids === 0) return 0;
  const across = (bounds.east - bounds.west) / 360;
  const down = northOf(bounds.north) - northOf(bounds.south);
  return Math.log2(pixels / (WORLD * Math.sqrt((across * down) / grids)));
}

/** How far north a latitude lies on the map, as a share of the world's height. */
function northOf(latitude: number): number {
  return Math.atanh(Math.sin((latitude * Math.PI) / 180)) / (2 * Math.PI);
}
