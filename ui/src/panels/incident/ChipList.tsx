// A list of the incidents' tab that a row of chips narrows, with what is said while it loads and when nothing fits.

import type { ReactNode } from 'react';
import { t } from '../../i18n/words';
import { Empty, Loading } from '../../shared/parts';
import styles from './list.module.css';

type Props<Which extends string> = {
  /** Names the list, and with a chip's word after it that chip, for tests. */
  testId: string;
  label: string;
  chips: readonly { which: Which; label: string }[];
  which: Which;
  onWhich: (which: Which) => void;
  /** How many fit; null: not known yet. */
  total: number | null;
  /** The number in words. */
  sum: string;
  none: string;
  /** How something comes to be in it. */
  how: string;
  children: ReactNode;
};

export function ChipList<Which extends string>(props: Props<Which>) {
  const { testId, total } = props;
  return (
    <section className={styles.list} aria-label={props.label} data-testid={testId}>
      <header className={styles.head}>
        <div className={styles.sums}>
          <div className={styles.chips}>
            {props.chips.map(({ which, label }) => (
              <button
                key={which}
                type="button"
                aria-pressed={props.which === which}
                onClick={() => props.onWhich(which)}
                data-testid={`${testId}-${which}`}
              >
                {label}
              </button>
            ))}
          </div>
          <span>{total !== null && props.sum}</span>
        </div>
      </header>
      {total === null && <Loading label={t('shell.loading')} />}
      {total === 0 && (
        <Empty title={props.none}>
          <span>{props.how}</span>
        </Empty>
      )}
      <div className={styles.cards}>{props.children}</div>
    </section>
  );
}
