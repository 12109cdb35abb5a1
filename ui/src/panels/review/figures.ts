// How figures are written.

import type { ReviewFigure } from '../../bridge/wire/ReviewFigure';
import type { ReviewMeasure } from '../../bridge/wire/ReviewMeasure';
import type { ReviewRow } from '../../bridge/wire/ReviewRow';
import type { ReviewRowKey } from '../../bridge/wire/ReviewRowKey';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';

/** In the order of the desk. */
export const MEASURES: readonly ReviewMeasure[] = [
  'taken_up',
  'opened',
  'due',
  'closed',
  'in_time',
  'late',
  'returned',
  'suspended',
  'open',
  'followed_up',
  'satisfied',
];

/** Of these fewer is better. */
export const BAD: readonly ReviewMeasure[] = ['late', 'returned', 'suspended', 'open'];

/** Thousandths as `98.0%`; a part of nothing is none. */
export const rate = (permille: number | null): string => (permille === null ? '–' : `${(permille / 10).toFixed(1)}%`);

export const measureName = (measure: ReviewMeasure): string => nameOf('review_measure', measure);

export const figureOf = (figures: readonly ReviewFigure[], measure: ReviewMeasure): ReviewFigure | undefined =>
  figures.find((one) => one.measure === measure);

/** What was left out, and why: `3 并案，1 作废`; empty: nothing was. */
export const leftOut = ({ excluded }: ReviewFigure): string =>
  excluded.map(({ why, count }) => `${nameOf('review_why', why)} ${figure(count)}`).join(t('review.and'));

/** A figure in one sentence, for whoever hovers or listens. */
export function told(one: ReviewFigure): string {
  const out = leftOut(one);
  const said = t('review.told', {
    name: measureName(one.measure),
    count: figure(one.count),
    of: figure(one.of),
    rate: one.permille === null ? t('review.none') : rate(one.permille),
  });
  return out === '' ? said : `${said}${t('review.semicolon')}${t('review.leftOut', { what: out })}`;
}

/** What a row is called. */
export function rowName({ key, name }: Pick<ReviewRow, 'key' | 'name'>): string {
  switch (key.row) {
    case 'all':
      return t('review.all');
    case 'between':
      return t('review.between');
    case 'kind':
      return nameOf('report_kind', key.kind);
    case 'nobody':
      return t('review.nobody');
    case 'time':
      return key.from;
    case 'place':
    case 'party':
    case 'spot':
      return name;
  }
}

/** What tells a row from others. */
export const keyOf = (key: ReviewRowKey): string => JSON.stringify(key);
