import { hand } from '../desk/hands';
import { showCall, showJournal, showWatch } from '../desk/place';
import type { DeskAction } from './action';

/** What an operator on watch does beside orders: takes calls, writes the journal, hands over. */
export const onWatch: DeskAction[] = [
  { id: 'take-call', group: 'order', keys: ['F2'], menus: ['bar'], whileTyping: true, run: () => showCall() },
  {
    id: 'order-from-call',
    group: 'order',
    keys: ['F4'],
    menus: ['panel'],
    whileTyping: true,
    can: () => hand('order') !== undefined,
    run: () => hand('order')?.(),
  },
  { id: 'journal', group: 'page', keys: ['Shift+j'], menus: ['rail'], run: showJournal },
  { id: 'watch', group: 'page', keys: ['Shift+z'], menus: ['bar'], run: showWatch },
];
