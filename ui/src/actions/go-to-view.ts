import { place, type View } from '../desk/place';
import type { DeskAction } from './action';

/** Views that exist; what does not exist yet is not shown. */
export const VIEWS: readonly View[] = ['situation', 'dispatch'];

export const goToView: DeskAction[] = VIEWS.map((view, index) => ({
  id: `view-${view}`,
  group: 'go',
  keys: [`g ${index + 1}`],
  menus: ['rail'],
  run: () => {
    const { order } = place.get();
    const isDispatch = view === 'dispatch';
    place.set({ view, bottomOpen: isDispatch, tab: isDispatch && order ? 'order' : 'place' });
  },
}));
