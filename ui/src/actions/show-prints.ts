import { showPrints } from '../desk/place';
import type { DeskAction } from './action';

/** What was printed: the sheets as pictures, and the list of prints. */
export const prints: DeskAction = { id: 'prints', group: 'page', keys: ['h'], menus: ['rail'], run: showPrints };
