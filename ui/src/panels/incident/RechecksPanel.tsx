// Where one looks again: what is due today and overdue, what is owed longest first.

import type { RecheckLine } from '../../bridge/wire/RecheckLine';
import type { RechecksShown } from '../../bridge/wire/RechecksShown';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { day, figure } from '../../shared/format';
import { Empty, Loading, Tag } from '../../shared/parts';
import styles from './list.module.css';
import { TURN_TONES } from './looks';
import own from './whistle.module.css';

type Props = {
  rechecks: readonly RecheckLine[];
  /** How many fit; null: not known yet. */
  total: number | null;
  which: RechecksShown;
  onWhich: (which: RechecksShown) => void;
  onOpen: (recheck: RecheckLine) => void;
};

const CHIPS: RechecksShown[] = ['due', 'running'];

export function RechecksPanel({ rechecks, total, which, onWhich, onOpen }: Props) {
  return (
    <section className={styles.list} aria-label={t('recheck.list')} data-testid="rechecks">
      <header className={styles.head}>
        <div className={styles.sums}>
          <div className={styles.chips}>
            {CHIPS.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={which === one}
                onClick={() => onWhich(one)}
                data-testid={`rechecks-${one}`}
              >
                {t(`recheck.filter.${one}`)}
              </button>
            ))}
          </div>
          <span>{total !== null && t('recheck.total', { count: figure(total) })}</span>
        </div>
      </header>
      {total === null && <Loading label={t('shell.loading')} />}
      {total === 0 && (
        <Empty title={t(`recheck.none.${which}`)}>
          <span>{t('recheck.how')}</span>
        </Empty>
      )}
      <div className={own.rows}>
        {rechecks.map((line) => (
          <button
            key={line.id}
            type="button"
            className={own.row}
            onClick={() => onOpen(line)}
            data-testid="rechecks-row"
            data-recheck={line.id}
          >
            <span>
              <b>{nameOf('report_kind', line.kind)}</b>
              <code>{line.number}</code>
              <em>{line.grid_name}</em>
              <em>{t('recheck.plan', line.plan)}</em>
            </span>
            <span>{line.words}</span>
            <span>
              {line.turns
                .filter(({ state }) => state === 'due' || state === 'overdue')
                .map((turn) => (
                  <span key={turn.turn} data-state={turn.state}>
                    {t('recheck.turn', { turn: turn.turn, day: day(turn.day) })}{' '}
                    <Tag tone={TURN_TONES[turn.state]}>{nameOf('turn_state', turn.state)}</Tag>
                  </span>
                ))}
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
