import { place } from '../desk/place';
import type { DeskAction } from './action';

/** Takes work orders of the hotline in, from a file or a pasted table. */
export const takeHotline: DeskAction = {
  id: 'hotline',
  group: 'page',
  keys: ['Alt+h'],
  menus: ['bar'],
  run: () => place.set({ overlay: 'hotline' }),
};
