// What the answers to an order come to: numbers added up, choices counted.

import type { Figures } from '../../bridge/wire/Figures';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import styles from './order.module.css';

export function Answers({ figures }: { figures: Figures }) {
  if (figures.holds === 'none') return null;
  return (
    <p className={styles.answers} data-testid="board-answers">
      <span>{t('order.answers.title')}</span>
      {figures.holds === 'number' && figures.sum !== null && (
        <>
          <b>{t('order.answers.sum', { value: figures.sum, unit: figures.unit })}</b>
          <span>{t('order.answers.range', { least: figures.least ?? '', most: figures.most ?? '' })}</span>
        </>
      )}
      {figures.holds === 'choice' &&
        figures.counts.map(({ choice, count }) => (
          <span key={choice}>
            {choice} <b>{figure(count)}</b>
          </span>
        ))}
      <em>{figures.answers === 0 ? t('order.answers.none') : t('order.answers.of', { count: figures.answers })}</em>
    </p>
  );
}
