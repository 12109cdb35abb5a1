import { place, selectedGrid } from '../desk/place';
import { district } from '../desk/travel';
import type { DeskAction } from './action';

/** Starts an order to the selected grid and all below; to the whole district when none is selected. */
export const compose: DeskAction = {
  id: 'compose',
  group: 'order',
  keys: ['d'],
  menus: ['panel'],
  can: () => target() !== null,
  run: () => {
    const path = target();
    if (path) place.set({ composing: path, tab: 'compose', view: 'dispatch' });
  },
};

function target(): string | null {
  return selectedGrid() ?? district()?.tops[0]?.path ?? null;
}
