// Where one looks again: what is due today and overdue, what is owed longest first.

import type { RecheckLine } from '../../bridge/wire/RecheckLine';
import type { RechecksShown } from '../../bridge/wire/RechecksShown';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { day, figure } from '../../shared/format';
import { Tag } from '../../shared/parts';
import { ChipList } from './ChipList';
import styles from './list.module.css';
import { TURN_TONES } from './looks';

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
    <ChipList
      testId="rechecks"
      label={t('recheck.list')}
      chips={CHIPS.map((which) => ({ which, label: t(`recheck.filter.${which}`) }))}
      which={which}
      onWhich={onWhich}
      total={total}
      sum={t('recheck.total', { count: figure(total ?? 0) })}
      none={t(`recheck.none.${which}`)}
      how={t('recheck.how')}
    >
      {rechecks.map((line) => (
        <button
          key={line.id}
          type="button"
          className={styles.card}
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
    </ChipList>
  );
}
