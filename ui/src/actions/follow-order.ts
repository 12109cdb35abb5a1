import { hand } from '../desk/hands';
import type { DeskAction } from './action';

/** What follows an order that was sent: its calls, and its end. */
export const followOrder: DeskAction[] = [
  {
    id: 'call-list',
    group: 'order',
    keys: ['Shift+l'],
    menus: ['panel'],
    can: () => hand('calls') !== undefined,
    run: () => hand('calls')?.(),
  },
  {
    id: 'call-means',
    group: 'order',
    keys: ['Shift+t'],
    menus: ['panel'],
    can: () => hand('means') !== undefined,
    run: () => hand('means')?.(),
  },
  {
    id: 'close-order',
    group: 'order',
    keys: ['Shift+f'],
    menus: ['panel'],
    can: () => hand('end') !== undefined,
    run: () => hand('end')?.('close'),
  },
  {
    id: 'withdraw-order',
    group: 'order',
    keys: ['Shift+w'],
    menus: ['panel'],
    can: () => hand('end') !== undefined,
    run: () => hand('end')?.('withdraw'),
  },
];
