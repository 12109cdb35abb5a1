import { showEyes } from '../desk/eyes';
import { place } from '../desk/place';
import { district } from '../desk/travel';
import type { DeskAction } from './action';

/** The streams of what is selected, or of all places. */
export const eyes: DeskAction = {
  id: 'eyes',
  group: 'page',
  keys: ['Shift+h'],
  menus: ['rail'],
  can: () => district()?.seat.role !== 'field',
  run: () => {
    const { selected } = place.get();
    showEyes(selected !== null && selected.noun !== 'grid' ? selected.id : null);
  },
};
