import { type Measure, place } from '../desk/place';
import type { DeskAction } from './action';

export const MEASURES: readonly Measure[] = ['none', 'residents', 'heads'];

/** The next measure on the map. */
export const measure: DeskAction = {
  id: 'measure',
  group: 'map',
  keys: ['m'],
  menus: ['map'],
  run: () => {
    const at = MEASURES.indexOf(place.get().measure);
    place.set({ measure: MEASURES[(at + 1) % MEASURES.length] ?? 'none' });
  },
};
