import { rise as riseUp } from '../desk/travel';
import type { DeskAction } from './action';

export const rise: DeskAction = {
  id: 'rise',
  group: 'go',
  keys: ['Backspace'],
  menus: ['bar'],
  run: () => void riseUp(),
};
