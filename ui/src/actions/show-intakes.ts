import { place } from '../desk/place';
import type { DeskAction } from './action';

/** Tokens by which other systems hand incidents in. */
export const showIntakes: DeskAction = {
  id: 'intakes',
  group: 'page',
  keys: ['Alt+u'],
  menus: ['bar'],
  run: () => place.set({ overlay: 'intakes' }),
};
