// One figure, opened: what it means, what is above and below the line, what was left out; each opens its cases.

import type { ReviewSide } from '../../bridge/wire/ReviewSide';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import type { Cell } from './FigureTable';
import { leftOut, measureName, rate } from './figures';
import styles from './review.module.css';

type Props = { cell: Cell | null; at: string; onOpen: (cell: Cell, side: ReviewSide) => void };

export function FigureBar({ cell, at, onOpen }: Props) {
  if (cell === null) return <footer className={styles.foot}>{t('review.choose')}</footer>;
  const { one, name } = cell;
  const out = one.excluded.reduce((sum, { count }) => sum + count, 0);
  const side = (which: ReviewSide, count: number, words: string) => (
    <button type="button" disabled={count === 0} onClick={() => onOpen(cell, which)} data-testid={`review-${which}`}>
      {words} <b>{figure(count)}</b>
    </button>
  );
  return (
    <footer className={styles.foot} aria-live="polite" data-testid="review-figure">
      <p>
        <strong>
          {name} · {measureName(one.measure)} {one.permille === null ? t('review.none') : rate(one.permille)}
        </strong>
        <span>{nameOf('review_means', one.measure)}</span>
      </p>
      <div>
        {side('counted', one.count, t('review.side.counted'))}
        {side('against', one.of - one.count, t('review.side.against'))}
        {side('all', one.of, t('review.side.all'))}
        {side('left_out', out, t('review.side.leftOut'))}
        {out > 0 && <span>{leftOut(one)}</span>}
        <span className={styles.when}>{t('review.at', { time: shortTime(at) })}</span>
      </div>
    </footer>
  );
}
