// Which days: this week, last week, this month, last month, or one's own.

import { Input } from 'antd';
import { useState } from 'react';
import type { ReviewPeriod } from '../../bridge/wire/ReviewPeriod';
import { isPeriod, lastDay, later, USUAL, type Usual } from '../../desk/period';
import { t } from '../../i18n/words';
import { OneOf } from '../../shared/OneOf';
import styles from './review.module.css';

type Props = {
  usual: Usual | 'own';
  period: ReviewPeriod;
  /** `own`: the days that were chosen; else those of before. */
  onPeriod: (usual: Usual | 'own', own: ReviewPeriod) => void;
};

export function PeriodPicker({ usual, period, onPeriod }: Props) {
  const [days, setDays] = useState({ from: period.from, last: lastDay(period) });
  const choose = (next: { from: string; last: string }): void => {
    setDays(next);
    if (isPeriod(next.from, next.last)) onPeriod('own', { from: next.from, until: later(next.last, 1) });
  };
  const isWrong = usual === 'own' && !isPeriod(days.from, days.last);
  return (
    <div className={styles.period}>
      <OneOf<Usual | 'own'>
        size="small"
        aria-label={t('review.period')}
        value={usual}
        options={[...USUAL, 'own' as const].map((value) => ({
          value,
          label: <span data-testid={`review-${value}`}>{t(`review.usual.${value}`)}</span>,
        }))}
        onChange={(value) => {
          if (value === 'own') {
            setDays({ from: period.from, last: lastDay(period) });
            onPeriod('own', period);
          } else onPeriod(value, period);
        }}
      />
      {usual === 'own' ? (
        <>
          <Input
            size="small"
            type="date"
            aria-label={t('review.from')}
            status={isWrong ? 'error' : ''}
            value={days.from}
            onChange={(event) => choose({ ...days, from: event.target.value })}
            data-testid="review-from"
          />
          <span>–</span>
          <Input
            size="small"
            type="date"
            aria-label={t('review.last')}
            status={isWrong ? 'error' : ''}
            value={days.last}
            onChange={(event) => choose({ ...days, last: event.target.value })}
            data-testid="review-last"
          />
        </>
      ) : (
        <span className={styles.days}>
          {period.from} – {lastDay(period)}
        </span>
      )}
    </div>
  );
}
