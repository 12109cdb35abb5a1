// The grids around what the map shows, as a pencil needs them: of the level that is drawn on, and where a parent is
// asked for of the one above.

import { CallFailed } from '../bridge/failed';
import { bridge } from '../bridge/open';
import type { Bounds } from '../bridge/wire/Bounds';
import type { NearGrid } from '../bridge/wire/NearGrid';

export type Wanted = {
  scheme: string;
  level: number;
  /** What the map shows. */
  view: Bounds;
  /** What tells the scheme as it is now from what it was. */
  stamp: string;
  withParents: boolean;
};

export type Around = {
  wanted: Wanted;
  /** How far it reaches: further than the map, where there is room. */
  bounds: Bounds;
  /** Null: the map shows more grids than can be taken hold of. */
  near: NearGrid[] | null;
  parents: NearGrid[];
};

/** How much more than the view is asked for, on each side. */
const MARGIN = 0.3;

export async function lookAround(wanted: Wanted): Promise<Around> {
  const { level, view, withParents } = wanted;
  const wide = wider(view);
  // What is beyond the view can wait.
  const near = (await ask(wanted, wide, level)) ?? (await ask(wanted, view, level));
  const parents = withParents && level > 1 ? await ask(wanted, view, level - 1) : [];
  return { wanted, bounds: near === null ? view : wide, near, parents: parents ?? [] };
}

/** Whether what was seen is all that is wanted now. */
export function isEnough(
  { wanted: had, bounds, near }: Around,
  { scheme, level, stamp, view, withParents }: Wanted,
): boolean {
  return (
    near !== null &&
    had.scheme === scheme &&
    had.level === level &&
    had.stamp === stamp &&
    (had.withParents || !withParents) &&
    bounds.west <= view.west &&
    bounds.east >= view.east &&
    bounds.south <= view.south &&
    bounds.north >= view.north
  );
}

/** Null: there are too many. */
async function ask({ scheme }: Wanted, bounds: Bounds, level: number): Promise<NearGrid[] | null> {
  try {
    return (await bridge.ask<'near'>({ type: 'near', scheme, level, bounds })).grids;
  } catch (failure) {
    if (failure instanceof CallFailed && failure.failure.code === 'edit.too_many') return null;
    throw failure;
  }
}

function wider({ west, south, east, north }: Bounds): Bounds {
  const [x, y] = [(east - west) * MARGIN, (north - south) * MARGIN];
  return { west: west - x, south: south - y, east: east + x, north: north + y };
}
