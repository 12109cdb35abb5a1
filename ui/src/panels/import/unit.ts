import type { FileKind } from '../../bridge/wire/FileKind';
import type { FileLook } from '../../bridge/wire/FileLook';
import type { SetKind } from '../../bridge/wire/SetKind';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';

/** What a table alone holds is counted in rows, what has a place in features. */
export type Unit = 'row' | 'feature';

export function unitOf(kind: FileKind): Unit {
  return ROWS.includes(kind) ? 'row' : 'feature';
}

const ROWS: readonly FileKind[] = ['heads', 'streams', 'units', 'partners'];
const PLACES: readonly string[] = ['lng', 'lat', 'place'];

/** Whether a file says where its rows lie: that of units need not. */
export function hasPlaces({ kind, fields, datum }: FileLook): boolean {
  const isPlaced = fields.some((field) => PLACES.includes(field.name) && field.column !== null);
  return unitOf(kind) === 'feature' || (kind === 'units' && (isPlaced || datum !== null));
}

/** What a set of each kind is called. */
export const SETS: Record<FileKind, SetKind> = {
  grids: 'grids',
  heads: 'posts',
  venues: 'venues',
  checkpoints: 'checkpoints',
  streams: 'streams',
  units: 'units',
  partners: 'partners',
  assets: 'assets',
  basemap: 'basemap',
};

/** `2 640 rows`. */
export function rowsWords(count: number, kind: FileKind): string {
  return t(`import.rows.${unitOf(kind)}`, { count, figure: figure(count) });
}
