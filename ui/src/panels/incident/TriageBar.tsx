// Over the card while what waits is decided one by one: how many wait, and the keys that go on.

import { useEffect } from 'react';
import type { IncidentLine } from '../../bridge/wire/IncidentLine';
import { offerHands } from '../../desk/hands';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Empty, Key, WordButton } from '../../shared/parts';
import styles from './card.module.css';

type Props = {
  queue: readonly IncidentLine[];
  current: string | null;
  isShown: boolean;
  onStep: (by: 1 | -1) => void;
  onLeave: () => void;
};

export function TriageBar({ queue, current, isShown, onStep, onLeave }: Props) {
  useEffect(() => (isShown ? offerHands({ step: onStep }) : undefined));
  const at = queue.findIndex(({ id }) => id === current);
  return (
    <header className={styles.triage} data-testid="triage">
      <b>{t('incident.triage.title')}</b>
      <span data-testid="triage-count">
        {at < 0
          ? t('incident.triage.count', { count: figure(queue.length) })
          : t('incident.triage.at', { at: figure(at + 1), count: figure(queue.length) })}
      </span>
      <WordButton onClick={() => onStep(-1)} testId="triage-previous">
        {t('incident.triage.previous')} <Key>K</Key>
      </WordButton>
      <WordButton onClick={() => onStep(1)} testId="triage-next">
        {t('incident.triage.next')} <Key>J</Key>
      </WordButton>
      <WordButton onClick={onLeave} testId="triage-leave">
        {t('incident.triage.leave')} <Key>Esc</Key>
      </WordButton>
      {queue.length === 0 && current === null && <Empty title={t('incident.triage.none')} />}
    </header>
  );
}
