import { place } from '../desk/place';
import { turnMap as turn, turnSwipe } from '../desk/shown';
import type { DeskAction } from './action';

/** Only with a scheme's page open: it is the one that is shown. */
const can = (): boolean => place.get().page !== null && place.get().scheming;

/** Which scheme the map shows. */
export const turnMap: DeskAction[] = [
  { id: 'turn-map', group: 'map', keys: ['w'], menus: ['panel'], can, run: turn },
  { id: 'swipe', group: 'map', keys: ['x'], menus: ['panel'], can, run: turnSwipe },
];
