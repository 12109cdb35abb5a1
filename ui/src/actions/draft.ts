import { addTop, takeTool } from '../desk/drafting';
import { hand } from '../desk/hands';
import { place, selectedGrid } from '../desk/place';
import { gridOf } from '../desk/travel';
import type { DeskAction } from './action';

const isComposing = (): boolean => place.get().composing !== null;
const isShown = (): boolean => isComposing() && place.get().tab === 'compose';

/** What can be done for the order that is being composed, while one types and on the map. */
export const draft: DeskAction[] = [
  {
    id: 'draw-lasso',
    group: 'order',
    keys: ['Alt+l'],
    menus: ['panel'],
    whileTyping: true,
    can: isShown,
    run: () => takeTool('lasso'),
  },
  {
    id: 'draw-circle',
    group: 'order',
    keys: ['Alt+r'],
    menus: ['panel'],
    whileTyping: true,
    can: isShown,
    run: () => takeTool('circle'),
  },
  {
    id: 'add-grid',
    group: 'order',
    keys: ['Alt+g'],
    menus: ['panel'],
    whileTyping: true,
    can: () => isComposing() && selectedGrid() !== null,
    run: () => {
      const path = selectedGrid();
      const grid = path === null ? undefined : gridOf(path);
      if (grid) addTop({ path: grid.path, name: grid.name });
    },
  },
  {
    id: 'templates',
    group: 'order',
    keys: ['Alt+t'],
    menus: ['panel'],
    whileTyping: true,
    can: () => isShown() && hand('templates') !== undefined,
    run: () => hand('templates')?.(),
  },
  {
    id: 'more-choices',
    group: 'order',
    keys: ['Alt+o'],
    menus: ['panel'],
    whileTyping: true,
    can: () => isShown() && hand('more') !== undefined,
    run: () => hand('more')?.(),
  },
];
