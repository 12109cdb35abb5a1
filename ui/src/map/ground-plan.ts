import type { Bounds } from '../bridge/wire/Bounds';

/** What the map stands on. */
export type Ground = {
  /** Where tiles lie. */
  tiles: string;
  /** Grows when the tiles change. */
  revision: number;
  bounds: Bounds | null;
  /** The scheme's levels, from 1. */
  levels: number[];
  /** How many grids each level has. */
  grids: Readonly<Record<number, number>>;
};
