// What of the board of open incidents is looked at: of which grid, and at which light.

import { create } from 'zustand';
import type { Light } from '../bridge/wire/Light';

/** So many of each column are asked for, and so many more when somebody wants more. */
export const ON_THE_BOARD = 100;

export type Sorting = {
  /** Of this grid and all below; null: of all that the seat covers. */
  scope: string | null;
  /** At this light; null: at any. */
  light: Light | null;
  limit: number;
};

export const useSorting = create<Sorting>(() => ({ scope: null, light: null, limit: ON_THE_BOARD }));

export const sorting = { get: useSorting.getState, set: useSorting.setState };
