import type { Carried } from '../../bridge/wire/Carried';
import type { SchemeCard } from '../../bridge/wire/SchemeCard';
import type { SchemeState } from '../../bridge/wire/SchemeState';
import { listed, t } from '../../i18n/words';
import { day } from '../../shared/format';
import type { Tone } from '../../shared/parts';

export const TONES: Record<SchemeState, Tone> = {
  draft: 'plain',
  in_review: 'amber',
  approved: 'blue',
  published: 'green',
  retired: 'plain',
};

/** From when it holds; of a draft what it was made from. */
export function sinceWords({ scheme, from }: SchemeCard): string {
  const date = day(scheme.valid_from);
  switch (scheme.state) {
    case 'published':
      return t('scheme.validFrom', { day: date });
    case 'retired':
      return t('scheme.validUntil', { day: date });
    case 'approved':
      return t('scheme.willFrom', { day: date });
    default:
      return from === null ? t('scheme.fromNone') : t('scheme.from', { from });
  }
}

/** The scheme that one in force, or once in force, replaced; none: it was the first, or is a draft. Newest first. */
export function replacedBy({ scheme }: SchemeCard, cards: SchemeCard[]): SchemeCard | null {
  if (scheme.state !== 'published' && scheme.state !== 'retired') return null;
  const earlier = cards.filter((one) => one.scheme.state === 'retired' && one.scheme.valid_from < scheme.valid_from);
  return earlier[0] ?? null;
}

/** What stands in grids, in words; empty when nothing does. */
export function carriedWords(carried: Carried): string {
  const nouns = ['posts', 'venues', 'checkpoints', 'units', 'partners', 'assets', 'devices'] as const;
  const there = nouns.filter((noun) => carried[noun] > 0);
  return listed(there.map((noun) => t(`scheme.carried.${noun}`, { count: carried[noun] })));
}

/** Midnight of a day as a date field writes it, `2027-01-01`, where the page is; none for an empty field. */
export function midnight(written: string): string | null {
  if (written === '') return null;
  const moment = new Date(`${written}T00:00:00`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
