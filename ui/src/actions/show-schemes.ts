import { showSchemes } from '../desk/place';
import type { DeskAction } from './action';

/** Grid schemes: drafts, their review, and what is in force. */
export const schemes: DeskAction = { id: 'schemes', group: 'page', keys: ['s'], menus: ['rail'], run: showSchemes };
