import { place } from '../desk/place';
import type { DeskAction } from './action';

export const toggleBottom: DeskAction = {
  id: 'bottom',
  group: 'page',
  keys: ['b'],
  menus: ['panel'],
  run: () => place.set({ bottomOpen: !place.get().bottomOpen }),
};
