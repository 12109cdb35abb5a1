import { composeFor, selectedGrid } from '../desk/place';
import { isElsewhere } from '../desk/shown';
import { district } from '../desk/travel';
import type { DeskAction } from './action';

/** Starts an order to the selected grid and all below; to the whole district when none is selected. */
export const compose: DeskAction = {
  id: 'compose',
  group: 'order',
  keys: ['d'],
  menus: ['panel'],
  // A draft has nobody in post yet: what is ordered goes to what is in force.
  can: () => target() !== null && !isElsewhere(),
  run: () => {
    const path = target();
    if (path) composeFor(path);
  },
};

function target(): string | null {
  return selectedGrid() ?? district()?.tops[0]?.path ?? null;
}
