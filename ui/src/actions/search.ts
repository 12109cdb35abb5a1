import { place } from '../desk/place';
import type { DeskAction } from './action';

export const search: DeskAction = {
  id: 'search',
  group: 'go',
  keys: ['$mod+k', '/'],
  menus: ['bar'],
  run: () => place.set({ overlay: 'palette' }),
};
