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

const STEPS = ['B', 'KB', 'MB', 'GB'];

/** `1.4 MB`. */
export function sizeWords(bytes: number): string {
  const step = Math.min(STEPS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  return `${value >= 100 || step === 0 ? Math.round(value) : value.toFixed(1)} ${STEPS[step]}`;
}
