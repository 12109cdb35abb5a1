import { place } from '../desk/place';
import { district } from '../desk/travel';
import type { DeskAction } from './action';

/** Synthetic people for practice, in a store that was made for it. */
export const beginDrill: DeskAction = {
  id: 'begin-drill',
  group: 'page',
  keys: ['Shift+e'],
  menus: ['bar'],
  can: () => district()?.purpose === 'drill',
  run: () => place.set({ overlay: 'drill' }),
};
