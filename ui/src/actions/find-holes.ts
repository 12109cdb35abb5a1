import { showFindings } from '../desk/place';
import type { DeskAction } from './action';

/** What is wrong with the grids, on the map and in a list. */
export const findHoles: DeskAction = { id: 'findings', group: 'page', keys: ['c'], menus: ['rail'], run: showFindings };
