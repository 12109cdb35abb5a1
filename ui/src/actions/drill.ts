import { confirm, isEditing } from '../desk/editing';
import { hand } from '../desk/hands';
import { selectedGrid } from '../desk/place';
import { drillInto } from '../desk/travel';
import type { DeskAction } from './action';

/** Into the chosen grid or row; while grids are edited, what was drawn is done. */
export const drill: DeskAction = {
  id: 'drill',
  group: 'go',
  keys: ['Enter'],
  menus: ['panel'],
  can: () => selectedGrid() !== null || hand('open') !== undefined || isEditing(),
  run: () => {
    if (isEditing()) {
      if (!hand('stroke')?.finish()) void confirm();
      return;
    }
    if (hand('open')?.()) return;
    const path = selectedGrid();
    if (path) void drillInto(path);
  },
};
