// What a sheet is, in few words.

import type { SheetWish } from '../../bridge/wire/SheetWish';
import { t } from '../../i18n/words';

/** `A3 横版 · PDF`. */
export function wishWords({ paper, orientation, format }: SheetWish): string {
  return `${paper} ${t(`sheet.orientations.${orientation}`)} · ${format.toUpperCase()}`;
}
