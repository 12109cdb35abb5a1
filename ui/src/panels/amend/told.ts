// An amendment in words: what was added, moved, changed or removed.

import type { AmendmentLine } from '../../bridge/wire/AmendmentLine';
import type { Item } from '../../bridge/wire/Item';
import { listed, t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { FIELDS, labelOf, spotOf, writtenOf } from './written';

const RADIUS = 6_371_008.8;

/** What one line says; of one that takes another back, what it brings again. */
export function told({ before, after, reason, cause }: AmendmentLine): string {
  const said = words(before, after);
  const whole = reason === null ? said : t('amend.told.because', { said, reason });
  return cause.cause === 'undone' ? t('amend.told.back', { said: whole }) : whole;
}

/** What an undo of it would do. */
export function undoing({ before, after }: AmendmentLine): string {
  return words(after, before);
}

function words(before: Item | null, after: Item | null): string {
  const name = (after ?? before)?.row.name ?? '';
  if (before === null) return t('amend.told.added', { name });
  if (after === null) return t('amend.told.removed', { name: before.row.name });
  const parts = [];
  const [from, to] = [spotOf(before), spotOf(after)];
  if (from && to) {
    const metres = distance(from, to);
    if (metres >= 0.5) parts.push(t('amend.told.moved', { metres: figure(Math.round(metres)) }));
  } else if (from || to) parts.push(t(to ? 'amend.told.seated' : 'amend.told.unseated'));
  const [was, is] = [writtenOf(before), writtenOf(after)];
  // Where something lies its grid follows, and nobody wrote it.
  const isWritten = (field: string): boolean => field !== 'grid' || to === null;
  const fields = FIELDS[after.of].map(([field]) => field);
  const changed = fields.filter((field) => isWritten(field) && was[field] !== is[field]);
  if (changed.length > 0) {
    parts.push(t('amend.told.changed', { fields: listed(changed.map((field) => t(labelOf(after.of, field)))) }));
  }
  return t('amend.told.of', { name, what: listed(parts) });
}

type Spot = { longitude: number; latitude: number };

function distance(from: Spot, to: Spot): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [dx, dy] = [radians(to.longitude - from.longitude), radians(to.latitude - from.latitude)];
  const middle = radians((from.latitude + to.latitude) / 2);
  return RADIUS * Math.hypot(dx * Math.cos(middle), dy);
}
