// The rows of the table in the order that was asked for.

import type { MeasureRow } from '../../bridge/wire/MeasureRow';
import type { MeasureTable } from '../../bridge/wire/MeasureTable';
import { nameOf } from '../../desk/measures';

/** A column's name, or one of what every grid has. */
export type By = string;
export type Order = { by: By; isDown: boolean; missingFirst: boolean };

export const AS_GIVEN: Order = { by: 'code', isDown: false, missingFirst: false };

const words = new Intl.Collator('zh-CN', { numeric: true });

/** Sorted by a column, equal ones as they came; what has no figure stands last whichever way, or first on request. */
export function ordered(table: MeasureTable, { by, isDown, missingFirst }: Order): MeasureRow[] {
  const at = table.columns.findIndex((column) => nameOf(column) === by);
  const way = isDown ? -1 : 1;
  const sortedBy = (row: MeasureRow): string | number | null => {
    if (by === 'name') return row.name;
    if (by === 'code') return row.code;
    if (by === 'heads') return row.heads;
    if (by === 'survey') return dayOf(table, row);
    return row.values[at] ?? null;
  };
  const compare = (a: MeasureRow, b: MeasureRow): number => {
    if (missingFirst) {
      const apart = Number(isMissing(table, b)) - Number(isMissing(table, a));
      if (apart !== 0) return apart;
    }
    const [one, other] = [sortedBy(a), sortedBy(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    if (typeof one === 'number' && typeof other === 'number') return way * (one - other);
    return way * words.compare(String(one), String(other));
  };
  return [...table.rows].sort(compare);
}

/** Whether nobody answers for a grid, or it lacks a figure that others have: what nobody counts is missing nowhere. */
export function isMissing(table: MeasureTable, row: MeasureRow): boolean {
  return row.heads === 0 || row.values.some((value, at) => value === null && (table.columns[at]?.counted ?? 0) > 0);
}

/** The day on which a grid was counted. */
export function dayOf(table: MeasureTable, row: MeasureRow): string | null {
  return row.survey === null ? null : (table.surveys[row.survey]?.as_of ?? null);
}
