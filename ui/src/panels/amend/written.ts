// An item as a form writes it down, and back.

import type { Item } from '../../bridge/wire/Item';
import type { ItemKind } from '../../bridge/wire/ItemKind';

/** What stands in the form, field by field. */
export type Written = Record<string, string>;

export type FieldAs = 'text' | 'count' | 'open' | 'queue' | 'yes' | 'unit' | 'grid';

/** What is asked of each kind, in this order. */
export const FIELDS: Record<ItemKind, readonly (readonly [name: string, as: FieldAs])[]> = {
  venue: [
    ['name', 'text'],
    ['kind', 'text'],
    ['state', 'text'],
    ['capacity', 'count'],
    ['address', 'text'],
  ],
  checkpoint: [
    ['name', 'text'],
    ['state', 'open'],
    ['queue', 'queue'],
  ],
  stream: [
    ['name', 'text'],
    ['address', 'text'],
  ],
  unit: [
    ['name', 'text'],
    ['kind', 'text'],
    ['phone', 'text'],
    ['whistle', 'yes'],
    ['address', 'text'],
    ['grid', 'grid'],
  ],
  asset: [
    ['name', 'text'],
    ['kind', 'text'],
    ['state', 'text'],
    ['owner', 'unit'],
    ['quantity', 'count'],
    ['measure', 'text'],
    ['as_of', 'text'],
  ],
  partner: [
    ['grid', 'grid'],
    ['unit', 'unit'],
    ['name', 'text'],
    ['contact', 'text'],
    ['phone', 'text'],
    ['duty', 'text'],
  ],
};

/** What a field is called: a unit's phone is answered at any hour, that of a pairing at an office. */
export const labelOf = (of: ItemKind, field: string): string =>
  of === 'partner' && field === 'phone' ? 'amend.field.office' : `amend.field.${field}`;

/** What a new one begins with. */
export const FRESH: Record<ItemKind, Written> = {
  venue: { state: '开放' },
  checkpoint: { state: 'open', queue: '0' },
  stream: {},
  unit: { kind: '部门', whistle: 'no' },
  asset: { state: '正常' },
  partner: {},
};

const STEPS = 1e7;

export function writtenOf(item: Item): Written {
  const row: Record<string, unknown> = { ...item.row };
  const written: Written = {};
  for (const [name, as] of FIELDS[item.of]) {
    const value = row[name];
    written[name] = as === 'yes' ? (value === true ? 'yes' : 'no') : value === null ? '' : String(value);
  }
  return written;
}

/** Where an item lies, in degrees; null when it lies nowhere. */
export function spotOf(item: Item): { longitude: number; latitude: number } | null {
  const at = 'place' in item.row ? item.row.place : null;
  return at && { longitude: at[0] / STEPS, latitude: at[1] / STEPS };
}

/** A count as it was written; null when nothing is; undefined when it is none. */
export function countOf(text: string): number | null | undefined {
  const plain = text.trim();
  if (plain === '') return null;
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}

type Wish = {
  of: ItemKind;
  /** Of all but a stream, which is called after its name. */
  id: string;
  written: Written;
  spot: { longitude: number; latitude: number } | null;
  /** Of a stream: what it looks at. */
  venue: string;
};

/** The item that the form says; null while something is missing. */
export function itemOf({ of, id, written, spot, venue }: Wish): Item | null {
  const text = (field: string): string => (written[field] ?? '').trim();
  const orNull = (field: string): string | null => text(field) || null;
  const place: [number, number] | null = spot && [
    Math.round(spot.longitude * STEPS),
    Math.round(spot.latitude * STEPS),
  ];
  const [capacity, quantity] = [countOf(text('capacity')), countOf(text('quantity'))];
  const title = text('name');
  if (title === '' || capacity === undefined || quantity === undefined) return null;
  if (of === 'stream') return { of, row: { venue, name: title, address: text('address') } };
  if (id.trim() === '') return null;
  if (of === 'partner') {
    const grid = text('grid');
    const rest = { unit: orNull('unit'), contact: orNull('contact'), phone: orNull('phone'), duty: orNull('duty') };
    return grid === '' ? null : { of, row: { id, grid, name: title, ...rest } };
  }
  if (of === 'unit') {
    // Of one that has a seat the desk says where that lies.
    const grid = place === null ? orNull('grid') : null;
    const unit = { id, name: title, kind: text('kind'), phone: orNull('phone'), whistle: text('whistle') === 'yes' };
    return { of, row: { ...unit, place, grid, address: orNull('address') } };
  }
  if (place === null) return null;
  const common = { id, name: title, place, grid: null };
  switch (of) {
    case 'venue':
      return {
        of,
        row: { ...common, kind: text('kind') || '其他', capacity, state: text('state'), address: orNull('address') },
      };
    case 'checkpoint':
      return {
        of,
        row: { ...common, state: text('state') === 'closed' ? 'closed' : 'open', queue: Number(text('queue')) },
      };
    case 'asset':
      return {
        of,
        row: {
          ...common,
          kind: text('kind') || '其他',
          owner: orNull('owner'),
          quantity,
          measure: orNull('measure'),
          state: text('state'),
          as_of: orNull('as_of'),
        },
      };
  }
}
