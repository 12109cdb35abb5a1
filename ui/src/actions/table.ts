import { hand } from '../desk/hands';
import type { DeskAction } from './action';

/** What one does with the table under the five maps. */
export const table: DeskAction[] = [
  {
    id: 'venue-kind',
    group: 'map',
    keys: ['v'],
    menus: ['map'],
    can: () => hand('kind') !== undefined,
    run: () => hand('kind')?.(),
  },
  {
    id: 'missing-first',
    group: 'map',
    keys: ['q'],
    menus: ['panel'],
    can: () => hand('missing') !== undefined,
    run: () => hand('missing')?.(),
  },
  {
    id: 'copy-table',
    group: 'map',
    keys: ['y'],
    menus: ['panel'],
    can: () => hand('copy') !== undefined,
    run: () => hand('copy')?.(),
  },
  {
    id: 'save-table',
    group: 'map',
    keys: ['Shift+y'],
    menus: ['panel'],
    can: () => hand('save') !== undefined,
    run: () => hand('save')?.(),
  },
];
