// What is measured of grids: columns, classes of the ramp, and their colours.

import type { MeanRow } from '../bridge/wire/MeanRow';
import type { MeasureColumn } from '../bridge/wire/MeasureColumn';
import type { MeasureMeans } from '../bridge/wire/MeasureMeans';
import type { MeasureRow } from '../bridge/wire/MeasureRow';
import type { MeasureTable } from '../bridge/wire/MeasureTable';
import type { Tokens } from '../shared/tokens';

/** The measures without a kind, in the order in which they are offered. */
export const FIGURES = ['residents', 'households', 'buildings', 'units', 'venues', 'checkpoints', 'vacant'] as const;
export type Figure = (typeof FIGURES)[number];

/** A class that has no figure. */
export const BLANK = -1;

export type Colour = Extract<keyof Tokens, `map${'Ramp' | 'Lack' | 'Change'}${number}`>;

const RAMP: readonly Colour[] = ['mapRamp1', 'mapRamp2', 'mapRamp3', 'mapRamp4', 'mapRamp5'];
const LACK: readonly Colour[] = ['mapLack1', 'mapLack2', 'mapLack3', 'mapLack4'];

/** A column's name, as the address keeps it: `residents`, `venues:大型商超`. */
export function nameOf({ measure, kind }: Pick<MeasureColumn, 'measure' | 'kind'>): string {
  return kind === null ? measure : `${measure}:${kind}`;
}

/** The measure in a column's name, and the kind if it has one. */
export function partsOf(name: string): { measure: Figure; kind: string | null } {
  const colon = name.indexOf(':');
  const word = colon < 0 ? name : name.slice(0, colon);
  const measure = FIGURES.find((one) => one === word) ?? 'residents';
  return { measure, kind: colon < 0 || measure !== 'venues' ? null : name.slice(colon + 1) };
}

/** The column of that name and its place in each row's values; none where no venue is of that kind. */
export function columnOf(table: MeasureTable, name: string): { column: MeasureColumn; at: number } | null {
  const wanted = nameOf(partsOf(name));
  const at = table.columns.findIndex((column) => nameOf(column) === wanted);
  const column = table.columns[at];
  return column ? { column, at } : null;
}

/** Which class a figure is in; `BLANK` where there is none. */
export function stepOf(column: MeasureColumn, value: number | null | undefined): number {
  if (value === null || value === undefined) return BLANK;
  return column.steps.findIndex(({ from, to }) => value >= from && value <= to);
}

/**
 * Which class a mean is drawn in: the lowest that reaches up to it, so that what there is a little of is not drawn as
 * nothing. A mean may lie between two classes.
 */
export function classOf(column: MeasureColumn, mean: number | null): number {
  return mean === null ? BLANK : column.steps.findIndex(({ to }) => mean <= to);
}

/** Names the ramp of a table: with another measure, level or frame it is another. */
export function rampOf({ level, scope }: MeasureTable, figure: string): string {
  return `${nameOf(partsOf(figure))} ${level} ${scope ?? ''}`;
}

/** The class that alone is shown of a table, if one was chosen of this very ramp. */
export function onlyOf(table: MeasureTable, figure: string, only: { of: string; step: number } | null): number | null {
  return only !== null && only.of === rampOf(table, figure) ? only.step : null;
}

/** The colour of each class: as far apart as there are classes; where heads are missing, a scale of its own. */
export function coloursOf({ measure, steps }: MeasureColumn): Colour[] {
  if (measure !== 'vacant') return spread(RAMP, steps.length);
  const hasNought = steps[0]?.from === 0;
  const lacking = steps.length - (hasNought ? 1 : 0);
  // One class alone says that something is missing, not that it is much.
  return [...(hasNought ? RAMP.slice(0, 1) : []), ...(lacking === 1 ? LACK.slice(2, 3) : spread(LACK, lacking))];
}

const heldIndexes = new WeakMap<MeasureMeans, Map<string, MeanRow>>();

/** What lies in a grid of the level whose means a table has; none where it has none. */
export function meanOf({ means }: MeasureTable, path: string): MeanRow | undefined {
  if (!means) return undefined;
  let index = heldIndexes.get(means);
  if (!index) {
    index = new Map(means.rows.map((row) => [row.path, row]));
    heldIndexes.set(means, index);
  }
  return index.get(path);
}

const indexes = new WeakMap<MeasureTable, Map<string, MeasureRow>>();

/** A grid's row in a table. */
export function rowOf(table: MeasureTable, path: string): MeasureRow | undefined {
  let index = indexes.get(table);
  if (!index) {
    index = new Map(table.rows.map((row) => [row.path, row]));
    indexes.set(table, index);
  }
  return index.get(path);
}

/** `count` of these, the last always among them. */
function spread(from: readonly Colour[], count: number): Colour[] {
  if (count <= 1) return from.slice(-Math.max(0, count)).slice(0, count);
  return Array.from(
    { length: count },
    (_, at) => from[Math.round((at * (from.length - 1)) / (count - 1))] ?? 'mapRamp5',
  );
}
