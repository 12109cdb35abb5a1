import type { Bounds } from '../bridge/wire/Bounds';

/** What the map stands on. */
export type Ground = {
  /** Where tiles lie. */
  tiles: string;
  /** Grows when the tiles change. */
  revision: number;
  /** Another division than the one in force, with what tells its tiles from those before a change. */
  division: { scheme: string; stamp: string } | null;
  bounds: Bounds | null;
  /** The scheme's levels, from 1. */
  levels: number[];
  /** How many grids each level has. */
  grids: Readonly<Record<number, number>>;
};
