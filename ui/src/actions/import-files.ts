import { hand } from '../desk/hands';
import { showImports } from '../desk/place';
import type { DeskAction } from './action';

export const importFiles: DeskAction[] = [
  { id: 'imports', group: 'page', keys: ['i'], menus: ['rail'], run: showImports },
  {
    id: 'pick-files',
    group: 'page',
    keys: ['o'],
    menus: ['panel'],
    can: () => hand('pick') !== undefined,
    run: () => hand('pick')?.(),
  },
];
