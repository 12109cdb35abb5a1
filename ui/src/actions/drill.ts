import { confirm, isEditing } from '../desk/editing';
import { hand } from '../desk/hands';
import { place, selectedGrid } from '../desk/place';
import { drillInto } from '../desk/travel';
import type { DeskAction } from './action';

/** Into the chosen grid or row; while grids are edited, what was drawn is done. */
export const drill: DeskAction = {
  id: 'drill',
  group: 'go',
  keys: ['Enter'],
  menus: ['panel'],
  can: () => selectedGrid() !== null || isOnRow() || isEditing(),
  run: () => {
    if (isEditing()) {
      if (!hand('stroke')?.finish()) void confirm();
      return;
    }
    const open = isOnRow() ? hand('open') : undefined;
    if (open) {
      open();
      return;
    }
    const path = selectedGrid();
    if (path) void drillInto(path);
  },
};

/** Whether a row of the list that is shown is chosen: Enter opens that. */
function isOnRow(): boolean {
  const { tab, row, finding, report } = place.get();
  if (tab === 'reports') return report !== null;
  const isOnAlarm = tab === 'alarms' && hand('open') !== undefined;
  return isOnAlarm || (tab === 'order' && row !== null) || (tab === 'findings' && finding !== null);
}
