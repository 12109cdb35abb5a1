import { changeDrawing } from '../shared/drawing';
import type { DeskAction } from './action';

/** How much the map draws: by itself, lightly, in full. */
export const drawing: DeskAction = { id: 'drawing', group: 'map', keys: ['p'], menus: ['map'], run: changeDrawing };
