import { FIGURES, partsOf } from '../desk/measures';
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
    const { view, measure: shown, figure } = place.get();
    if (view === 'fivemaps') place.set({ figure: after(FIGURES, partsOf(figure).measure) });
    else place.set({ measure: after(MEASURES, shown) });
  },
};

function after<T>(all: readonly T[], one: T): T {
  return all[(all.indexOf(one) + 1) % all.length] ?? one;
}
