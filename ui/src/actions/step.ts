import { hand } from '../desk/hands';
import type { DeskAction } from './action';

export const step: DeskAction[] = [
  {
    id: 'next',
    group: 'order',
    keys: ['j'],
    menus: [],
    can: () => hand('step') !== undefined,
    run: () => hand('step')?.(1),
  },
  {
    id: 'previous',
    group: 'order',
    keys: ['k'],
    menus: [],
    can: () => hand('step') !== undefined,
    run: () => hand('step')?.(-1),
  },
];
