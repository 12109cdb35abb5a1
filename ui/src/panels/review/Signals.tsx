// What stands out: silent grids, bursts, places where things come up again and again. Plain rules, told beside.

import type { ReviewRow } from '../../bridge/wire/ReviewRow';
import type { ReviewSignals } from '../../bridge/wire/ReviewSignals';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { day, figure } from '../../shared/format';
import { Empty, Section } from '../../shared/parts';
import styles from './review.module.css';

type Props = { signals: ReviewSignals; onGrid: (path: string) => void; onSpot: (row: ReviewRow) => void };

export function Signals({ signals: { silent, bursts, spots }, onGrid, onSpot }: Props) {
  return (
    <div className={styles.signals} data-testid="review-signals">
      <Section title={t('review.silent.title')} count={silent.length}>
        <p>{t('review.silent.rule')}</p>
        {silent.length === 0 && <Empty title={t('review.silent.none')} />}
        <ul>
          {silent.map(({ path, name, last }) => (
            <li key={path}>
              <button type="button" onClick={() => onGrid(path)}>
                {name}
              </button>
              <span>{last === null ? t('review.silent.never') : t('review.silent.last', { day: day(last) })}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('review.burst.title')} count={bursts.length}>
        <p>{t('review.burst.rule')}</p>
        {bursts.length === 0 && <Empty title={t('review.burst.none')} />}
        <ul>
          {bursts.map((burst) => (
            <li key={`${burst.path} ${burst.kind}`}>
              <button type="button" onClick={() => onGrid(burst.path)}>
                {burst.name} · {nameOf('report_kind', burst.kind)}
              </button>
              <span>{t('review.burst.told', { count: figure(burst.count), before: figure(burst.most_before) })}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('review.spot.title')} count={spots.length}>
        <p>{t('review.spot.rule')}</p>
        {spots.length === 0 && <Empty title={t('review.spot.none')} />}
        <ul>
          {spots.map((row) => (
            <li key={JSON.stringify(row.key)}>
              <button type="button" onClick={() => onSpot(row)}>
                {row.name}
              </button>
              <span>{t('review.spot.told', { count: figure(row.arrived) })}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
