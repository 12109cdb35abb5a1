// Narrows the board to those who stand somewhere.

import type { LiveBoard } from '../../desk/board';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { counted, FILTERS, type Filter } from './filter';
import styles from './ladder.module.css';

type Props = { board: LiveBoard; filter: Filter; onFilter: (filter: Filter) => void };

export function FilterBar({ board, filter, onFilter }: Props) {
  const counts = counted(board);
  const shown = FILTERS.filter((one) => one === 'all' || one === filter || counts[one] > 0);
  return (
    <fieldset className={styles.filters} aria-label={t('order.filter.title')}>
      {shown.map((one) => (
        <button
          type="button"
          key={one}
          aria-pressed={one === filter}
          title={t(`order.filter.explain.${one}`)}
          onClick={() => onFilter(one === filter ? 'all' : one)}
          data-testid={`filter-${one}`}
        >
          {t(`order.filter.${one}`)} <b>{figure(counts[one])}</b>
        </button>
      ))}
    </fieldset>
  );
}
