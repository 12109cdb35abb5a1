import { hand } from '../desk/hands';
import { place } from '../desk/place';
import type { DeskAction } from './action';

const can = (): boolean => place.get().row !== null && hand('log') !== undefined;

/** What a person said on the phone or at the door, written down by the operator. */
export const logByPhone: DeskAction[] = [
  { id: 'log-accepted', group: 'order', keys: ['a'], menus: ['panel'], can, run: () => hand('log')?.('accepted') },
  {
    id: 'log-not-reached',
    group: 'order',
    keys: ['Shift+n'],
    menus: ['panel'],
    can,
    run: () => hand('log')?.('not_reached'),
  },
  { id: 'log-reached', group: 'order', keys: ['Shift+a'], menus: ['panel'], can, run: () => hand('log')?.('reached') },
  { id: 'log-refused', group: 'order', keys: ['r'], menus: ['panel'], can, run: () => hand('log')?.('refused') },
  { id: 'log-done', group: 'order', keys: ['f'], menus: ['panel'], can, run: () => hand('log')?.('done') },
];
