import { changeTheme } from '../shared/dress';
import type { DeskAction } from './action';

export const theme: DeskAction = {
  id: 'theme',
  group: 'page',
  keys: ['t'],
  menus: ['rail'],
  run: changeTheme,
};
