import { place } from '../desk/place';
import type { DeskAction } from './action';

/** The site's own SMS and voice gateways. */
export const showGateways: DeskAction = {
  id: 'gateways',
  group: 'page',
  keys: ['Shift+q'],
  menus: ['bar'],
  run: () => place.set({ overlay: 'gateways' }),
};
