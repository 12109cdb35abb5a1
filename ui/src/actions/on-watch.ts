import { hand } from '../desk/hands';
import { showCall, showJournal, showReports, showWatch } from '../desk/place';
import type { DeskAction } from './action';

const onReport = (id: string, key: string, does: 'takeUp' | 'settle' | 'close'): DeskAction => ({
  id,
  group: 'order',
  keys: [key],
  menus: ['panel'],
  can: () => hand('report') !== undefined,
  run: () => hand('report')?.[does](),
});

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
  { id: 'reports', group: 'page', keys: ['F3'], menus: ['bar'], whileTyping: true, run: showReports },
  onReport('report-take-up', 'Alt+a', 'takeUp'),
  onReport('report-settle', 'Alt+d', 'settle'),
  onReport('report-close', 'Alt+c', 'close'),
  { id: 'journal', group: 'page', keys: ['Shift+j'], menus: ['rail'], run: showJournal },
  { id: 'watch', group: 'page', keys: ['Shift+z'], menus: ['bar'], run: showWatch },
];
