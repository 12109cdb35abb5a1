import { home as goHome } from '../desk/travel';
import type { DeskAction } from './action';

export const home: DeskAction = { id: 'home', group: 'map', keys: ['0'], menus: ['map'], run: goHome };
