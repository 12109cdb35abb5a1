import { place } from '../desk/place';
import type { DeskAction } from './action';

/** What lies under the grids: opens the picker on the map, and closes it. */
export const chooseBasemap: DeskAction = {
  id: 'basemap',
  group: 'map',
  keys: ['u'],
  menus: ['map'],
  run: () => place.set({ overlay: place.get().overlay === 'basemap' ? 'none' : 'basemap' }),
};
