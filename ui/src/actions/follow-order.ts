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
    id: 'print-doors',
    group: 'order',
    keys: ['Shift+k'],
    menus: ['panel'],
    can: () => hand('paper') !== undefined,
    run: () => hand('paper')?.('doors'),
  },
  {
    id: 'print-order',
    group: 'order',
    keys: ['Shift+o'],
    menus: ['panel'],
    can: () => hand('paper') !== undefined,
    run: () => hand('paper')?.('account'),
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
