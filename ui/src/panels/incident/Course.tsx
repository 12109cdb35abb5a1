// What became of an incident, step by step: who, when, and what was said.

import { AttachmentList } from '../../attachments/AttachmentList';
import type { IncidentCard } from '../../bridge/wire/IncidentCard';
import type { IncidentStep } from '../../bridge/wire/IncidentStep';
import type { IncidentStepLine } from '../../bridge/wire/IncidentStepLine';
import { nameOf } from '../../i18n/spoken';
import { listed, t } from '../../i18n/words';
import { clockTime, shortTime } from '../../shared/format';
import styles from './card.module.css';

export function Course({ card }: { card: IncidentCard }) {
  const { line, post } = card;
  return (
    <ol className={styles.course} data-testid="incident-course">
      <li>
        <time dateTime={line.arrived} title={clockTime(line.arrived)}>
          {shortTime(line.arrived)}
        </time>
        <p>
          <b>{t('incident.cameIn', { channel: nameOf('incident_channel', line.channel) })}</b>
          <em>{post === null ? line.person : `${post.person} ${post.title}`}</em>
        </p>
      </li>
      {card.steps.map((one) => (
        <Taken key={`${one.at} ${one.step.step}`} taken={one} />
      ))}
    </ol>
  );
}

function Taken({ taken }: { taken: IncidentStepLine }) {
  const { step, by, at, person, names, state } = taken;
  const said = saidIn(step);
  return (
    <li data-testid="incident-step" data-step={step.step}>
      <time dateTime={at} title={clockTime(at)}>
        {shortTime(at)}
      </time>
      <div>
        <p>
          <b>{nameOf('incident_deed', step.step)}</b>
          {names.length > 0 && <span>{listed(names)}</span>}
          <em>{person ?? t(`shell.role.${by.role}`)}</em>
          <small>{nameOf('incident_state', state)}</small>
        </p>
        {said.map((words) => (
          <p key={words} className={styles.words}>
            {words}
          </p>
        ))}
        {'attachments' in step && step.attachments && <AttachmentList attachments={step.attachments} />}
      </div>
    </li>
  );
}

/** What was said with it, in sentences of their own. */
function saidIn(step: IncidentStep): string[] {
  if (step.step === 'return') return [step.reason, t('incident.basisWas', { basis: step.basis })];
  if (step.step === 'ask')
    return [t(`incident.asks.${step.request.for}`, { until: shortTime(step.request.until) }), step.reason];
  if (step.step === 'follow_up') return [t(`incident.reached.${step.reached}`), step.words];
  const words = 'words' in step ? step.words : 'reason' in step ? step.reason : '';
  return words === '' ? [] : [words];
}
