import { endEditing, history, isEditing, removeCorner, take, turn, useEditing } from '../desk/editing';
import { hand } from '../desk/hands';
import { TOOLS, type Tool } from '../desk/strokes';
import { isField } from '../shared/composing';
import type { DeskAction } from './action';

const KEYS: Record<Tool, string> = {
  select: 'Shift+v',
  corners: 'Shift+r',
  border: 'Shift+b',
  split: 'Shift+s',
  merge: 'Shift+m',
  draw: 'Shift+d',
  remove: 'Shift+x',
  parent: 'Shift+p',
  describe: 'Shift+i',
};

type Way = 'undo' | 'redo';
/** In a field Ctrl+Z takes back what was typed there. */
const mayTurn = (way: Way) => (): boolean =>
  !isField(document.activeElement) && (isEditing() ? history()[way] !== null : hand('turn')?.[way] !== undefined);
/** Of a draft that is in hand, else of the place that is shown. */
const turnBack = (way: Way) => (): void => {
  if (isEditing()) void turn(way);
  else hand('turn')?.[way]?.();
};

/** Editing a draft's grids on the map, and its tools; back and forth, also in what was changed by hand in a place. */
export const edit: DeskAction[] = [
  {
    id: 'edit',
    group: 'edit',
    keys: ['e'],
    menus: ['panel'],
    can: () => isEditing() || hand('edit') !== undefined,
    run: () => {
      if (isEditing()) endEditing();
      else hand('edit')?.();
    },
  },
  ...TOOLS.map(
    (tool): DeskAction => ({
      id: `tool-${tool}`,
      group: 'edit',
      keys: [KEYS[tool]],
      menus: ['tools'],
      can: isEditing,
      run: () => take(tool),
    }),
  ),
  {
    id: 'corner-off',
    group: 'edit',
    keys: ['Delete'],
    menus: [],
    can: () => useEditing.getState().corner !== null,
    run: () => void removeCorner(),
  },
  {
    id: 'undo-edit',
    group: 'edit',
    keys: ['$mod+z'],
    menus: ['tools'],
    can: mayTurn('undo'),
    run: turnBack('undo'),
  },
  {
    id: 'redo-edit',
    group: 'edit',
    keys: ['$mod+Shift+z'],
    menus: ['tools'],
    can: mayTurn('redo'),
    run: turnBack('redo'),
  },
];
