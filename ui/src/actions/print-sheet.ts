import { selectedGrid, showPrintForm } from '../desk/place';
import { district } from '../desk/travel';
import type { DeskAction } from './action';

/** The map sheet of the selected grid; of the whole district when none is selected. */
export const printSheet: DeskAction = {
  id: 'print',
  group: 'page',
  keys: ['$mod+p'],
  menus: ['panel'],
  can: () => printed() !== null,
  run: () => showPrintForm(),
};

/** Whose sheet it would be. */
export function printed(): string | null {
  return selectedGrid() ?? district()?.tops[0]?.path ?? null;
}
