import { place } from '../desk/place';
import type { DeskAction } from './action';

export const showKeys: DeskAction = {
  id: 'keys',
  group: 'page',
  keys: ['Shift+?'],
  menus: ['rail'],
  overOverlays: true,
  run: () => place.set({ overlay: place.get().overlay === 'keys' ? 'none' : 'keys' }),
};
