// The five steps 五步, and the one that an incident is at.

import type { IncidentState } from '../../bridge/wire/IncidentState';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import styles from './card.module.css';
import { STAGES, stageOf } from './looks';

export function StageBar({ state }: { state: IncidentState }) {
  const stage = stageOf(state);
  // What was closed has gone round; what ended otherwise went no further than it did.
  const at = stage === null ? (state === 'closed' ? STAGES.length : -1) : STAGES.indexOf(stage);
  const standing = (step: number): string => (step < at ? 'past' : step === at ? 'now' : 'ahead');
  return (
    <ol className={styles.stages} aria-label={t('incident.stages')} data-testid="incident-stages" data-at={stage ?? ''}>
      {STAGES.map((one, step) => (
        <li
          key={one}
          data-standing={standing(step)}
          {...(step === at && { 'aria-current': 'step' as const, title: nameOf('incident_state', state) })}
        >
          {t(`incident.stage.${one}`)}
        </li>
      ))}
    </ol>
  );
}
