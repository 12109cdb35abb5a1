import { place } from '../desk/place';
import type { DeskAction } from './action';

/** Categories, routing, limits and the calendar. */
export const showTables: DeskAction = {
  id: 'tables',
  group: 'page',
  keys: ['Alt+y'],
  menus: ['bar'],
  run: () => place.set({ overlay: 'tables' }),
};
