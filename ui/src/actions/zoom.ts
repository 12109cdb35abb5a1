import { place } from '../desk/place';
import type { DeskAction } from './action';

export const zoom: DeskAction[] = [
  { id: 'zoom-in', group: 'map', keys: ['Equal'], menus: ['map'], run: () => place.set({ zoomWish: { by: 1 } }) },
  { id: 'zoom-out', group: 'map', keys: ['Minus'], menus: ['map'], run: () => place.set({ zoomWish: { by: -1 } }) },
];
