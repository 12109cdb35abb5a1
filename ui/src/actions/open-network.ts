import { place } from '../desk/place';
import type { DeskAction } from './action';

/** How phones reach this desk, and opening it to them. */
export const openNetwork: DeskAction = {
  id: 'network',
  group: 'page',
  keys: ['n'],
  menus: ['bar'],
  run: () => place.set({ overlay: 'network' }),
};
