import { isEditing, removeCorner, strokeBack } from '../desk/editing';
import { hand } from '../desk/hands';
import { rise as riseUp } from '../desk/travel';
import type { DeskAction } from './action';

/** One step up; while grids are edited, one point or one stroke back. */
export const rise: DeskAction = {
  id: 'rise',
  group: 'go',
  keys: ['Backspace'],
  menus: ['bar'],
  run: () => {
    if (!isEditing()) void riseUp();
    else if (!hand('stroke')?.back() && !removeCorner()) strokeBack();
  },
};
