import { place } from '../desk/place';
import type { DeskAction } from './action';

/** The broker at which sensors speak, and what was heard. */
export const showSensors: DeskAction = {
  id: 'sensors',
  group: 'page',
  keys: ['Shift+Alt+s'],
  menus: ['bar'],
  run: () => place.set({ overlay: 'sensors' }),
};
