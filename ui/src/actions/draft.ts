import { shownBoard } from '../desk/boards';
import { addTop, chase, correct, takeTool } from '../desk/drafting';
import { hand } from '../desk/hands';
import { place, selectedGrid } from '../desk/place';
import { mayNow } from '../desk/rights';
import { district, gridOf } from '../desk/travel';
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
    id: 'show-point',
    group: 'order',
    keys: ['Alt+p'],
    menus: ['panel'],
    whileTyping: true,
    can: isShown,
    run: () => takeTool('point', 'sketch'),
  },
  {
    id: 'attach-files',
    group: 'order',
    keys: ['Alt+f'],
    menus: ['panel'],
    whileTyping: true,
    can: () => hand('enclose') !== undefined,
    run: () => hand('enclose')?.(),
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
  {
    id: 'correct',
    group: 'order',
    keys: ['Shift+c'],
    menus: ['panel'],
    can: () => mayFollow() && shownBoard()?.card.end === null,
    run: () => follow(correct),
  },
  {
    id: 'chase',
    group: 'order',
    keys: ['Shift+u'],
    menus: ['panel'],
    can: mayFollow,
    run: () => follow(chase),
  },
];

/** Whether another order may follow the one that is shown. */
function mayFollow(): boolean {
  const role = district()?.seat.role;
  return place.get().tab === 'order' && shownBoard() !== null && role !== undefined && mayNow(role, 'issue_order');
}

function follow(by: typeof correct): void {
  const board = shownBoard();
  if (board) by(board.card.order, (path) => board.grids.get(path)?.name ?? gridOf(path)?.name ?? path);
}
