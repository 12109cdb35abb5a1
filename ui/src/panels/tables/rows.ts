// Rows of a table: what is found in them, how a draft differs, and what a file of them says.

import type { Fault } from '../../bridge/wire/Fault';
import type { TableKind } from '../../bridge/wire/TableKind';
import type { Row } from '../../desk/tables';
import { nameOf } from '../../i18n/spoken';

/** What a cell is chosen from, by its column; none: it is written. */
const CHOICES: Record<string, readonly string[]> = {
  kind: ['', 'facility', 'road', 'environment', 'housing', 'hazard', 'dispute', 'livelihood', 'other'],
  to: ['unit', 'grid', 'around'],
  urgency: ['normal', 'urgent', 'critical'],
  clock: ['accept', 'assign', 'take_on', 'dispose', 'check', 'close'],
  pace: ['working', 'always'],
  what: ['hours', 'year', 'off', 'on'],
  senses: ['fire', 'water', 'door', 'falling', 'other'],
};

/** Under which name the table of words has what a cell of a column says. */
const WORDS: Record<string, string> = {
  kind: 'report_kind',
  to: 'handler',
  urgency: 'urgency',
  clock: 'incident_clock',
  pace: 'pace',
  what: 'calendar_row',
  senses: 'sensor_kind',
};

export const choicesOf = (column: string): readonly string[] | null => CHOICES[column] ?? null;

/** A cell as people read it. */
export function saidIn(column: string, value: string): string {
  const word = WORDS[column];
  return word === undefined || value === '' ? value : nameOf(word, value);
}

export type Numbered = { row: Row; at: number };

/** Rows in which a text stands, with where each stands in the whole. */
export function found(columns: readonly string[], rows: readonly Row[], text: string): Numbered[] {
  const wanted = text.trim().toLowerCase();
  const all = rows.map((row, at) => ({ row, at }));
  if (wanted === '') return all;
  return all.filter(({ row }) =>
    row.some((cell, at) => {
      const said = saidIn(columns[at] ?? '', cell);
      return cell.toLowerCase().includes(wanted) || said.toLowerCase().includes(wanted);
    }),
  );
}

/** How many rows of one are not in the other. */
export function changed(before: readonly Row[], after: readonly Row[]): { added: number; gone: number } {
  const key = (row: Row): string => JSON.stringify(row);
  const [old, fresh] = [new Set(before.map(key)), new Set(after.map(key))];
  return {
    added: [...fresh].filter((row) => !old.has(row)).length,
    gone: [...old].filter((row) => !fresh.has(row)).length,
  };
}

/** The faults of each row, counted from 0. */
export function byRow(faults: readonly Fault[]): Map<number, Fault[]> {
  const told = new Map<number, Fault[]>();
  for (const fault of faults) {
    if (fault.row === null) continue;
    const at = fault.row - 1;
    told.set(at, [...(told.get(at) ?? []), fault]);
  }
  return told;
}

/** A row that says nothing yet: choices stand at their first. */
export const emptyRow = (columns: readonly string[]): Row => columns.map((column) => CHOICES[column]?.[0] ?? '');

/** Tables whose order decides: a row that is added stands last and can be moved. */
export const isOrdered = (of: TableKind): boolean => of === 'routing';

export function moved(rows: readonly Row[], at: number, by: -1 | 1): Row[] {
  const next = [...rows];
  const [row] = next.splice(at, 1);
  if (row) next.splice(at + by, 0, row);
  return next;
}
