import { place } from '../desk/place';
import { deepest } from '../desk/travel';
import type { DeskAction } from './action';

export const showLevel: DeskAction[] = [1, 2, 3, 4, 5, 6].map((level) => ({
  id: `level-${level}`,
  group: 'map',
  keys: [String(level)],
  menus: ['levels'],
  can: () => level <= deepest(),
  run: () => place.set({ level }),
}));
