import { arrangementOf, place, VIEWS, type View } from '../desk/place';
import { showMaps } from '../desk/travel';
import type { DeskAction } from './action';

/** A view's place on the rail, and its key. */
const NUMBERS: Record<View, number> = { situation: 1, dispatch: 2, incidents: 3, fivemaps: 4, review: 5 };

export const goToView: DeskAction[] = VIEWS.map((view) => ({
  id: `view-${view}`,
  group: 'go',
  keys: [`g ${NUMBERS[view]}`],
  menus: ['rail'],
  run: () => {
    if (view === 'fivemaps') void showMaps();
    else place.set({ view, ...arrangementOf(view, place.get().order) });
  },
}));
