// What may be done now with an incident: the next step first, the rest under one button, and why not what may not.

import { Button } from 'antd';
import { useState } from 'react';
import type { DeedLine } from '../../bridge/wire/DeedLine';
import type { IncidentDeed } from '../../bridge/wire/IncidentDeed';
import { nameOf, spoken } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { Key } from '../../shared/parts';
import styles from './card.module.css';

type Props = {
  /** Those that come next, in their order. */
  next: readonly IncidentDeed[];
  deeds: readonly DeedLine[];
  isBusy: boolean;
  onBegin: (deed: IncidentDeed) => void;
  /** Composes an order of it; none: this seat does not, or not now. */
  onOrder: (() => void) | null;
};

/** So many have a key of their own. */
export const KEYED = 5;

export function Deeds({ next, deeds, isBusy, onBegin, onOrder }: Props) {
  const [isOpen, setOpen] = useState(false);
  const rest = deeds.filter(({ deed }) => !next.includes(deed));
  const allowed = rest.filter(({ hurdle }) => hurdle === null);
  const barred = rest.filter(({ hurdle }) => hurdle !== null);
  return (
    <div className={styles.deeds}>
      <div className={styles.row1}>
        {next.map((deed, at) => (
          <Button
            key={deed}
            {...(at === 0 && { type: 'primary' as const })}
            disabled={isBusy}
            onClick={() => onBegin(deed)}
            data-testid={`incident-deed-${deed}`}
          >
            {nameOf('incident_deed', deed)} {at < KEYED && <Key>Alt {at + 1}</Key>}
          </Button>
        ))}
        {onOrder && (
          <Button onClick={onOrder} data-testid="incident-order">
            {t('incident.order')} <Key>F4</Key>
          </Button>
        )}
        <button
          type="button"
          className={styles.rest}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          data-testid="incident-rest"
        >
          {t(isOpen ? 'incident.less' : 'incident.rest')}
        </button>
      </div>
      {isOpen && (
        <ul className={styles.others} data-testid="incident-others">
          {allowed.length > 0 && (
            <li className={styles.row1}>
              {allowed.map(({ deed }) => (
                <Button
                  key={deed}
                  size="small"
                  disabled={isBusy}
                  onClick={() => onBegin(deed)}
                  data-testid={`incident-deed-${deed}`}
                >
                  {nameOf('incident_deed', deed)}
                </Button>
              ))}
            </li>
          )}
          {barred.map(({ deed, hurdle }) => {
            const why = hurdle === null ? null : spoken(hurdle, {});
            return (
              <li key={deed} data-barred data-testid={`incident-barred-${deed}`}>
                <b>{nameOf('incident_deed', deed)}</b>
                <span>{why === null ? hurdle : t('incident.barred', { why: why.sentence, advice: why.advice })}</span>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
