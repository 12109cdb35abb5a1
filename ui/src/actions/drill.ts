import { hand } from '../desk/hands';
import { place, selectedGrid } from '../desk/place';
import { drillInto } from '../desk/travel';
import type { DeskAction } from './action';

export const drill: DeskAction = {
  id: 'drill',
  group: 'go',
  keys: ['Enter'],
  menus: ['panel'],
  can: () => selectedGrid() !== null || place.get().row !== null,
  run: () => {
    const open = place.get().tab === 'order' && place.get().row !== null ? hand('open') : undefined;
    if (open) {
      open();
      return;
    }
    const path = selectedGrid();
    if (path) void drillInto(path);
  },
};
