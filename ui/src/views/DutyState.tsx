// In the bar: what needs an answer, the calls that nobody has answered yet, and who has the watch.

import { Tooltip } from 'antd';
import { actionOf, run } from '../actions/registry';
import { asking } from '../desk/alarms';
import { useAlarms, useWaitingIncidents, useWatch } from '../desk/questions';
import { t } from '../i18n/words';
import { useNow } from '../shared/clock';
import { figure, shortTime } from '../shared/format';
import { Icon } from '../shared/icons';
import { isQuiet, useLoudness } from '../shared/loudness';
import styles from './bar.module.css';

export function DutyState({ may }: { may: (entry: string) => boolean }) {
  const card = useWatch(may('watch')).data;
  const waiting = useWaitingIncidents(may('incidents'));
  if (!card) return null;
  const { watch, missed } = card;
  return (
    <div className={styles.duty}>
      {may('alarms') && <AlarmState />}
      {may('take_call') && (
        <Tooltip title={t('duty.bar.calls', { count: missed.length })}>
          <button
            type="button"
            onClick={() => run(actionOf('take-call'))}
            aria-label={t('duty.bar.calls', { count: missed.length })}
            data-some={missed.length > 0}
            data-testid="calls-open"
          >
            <Icon name="phone" size={16} />
            <b>{figure(missed.length)}</b>
          </button>
        </Tooltip>
      )}
      {may('incidents') && (
        <Tooltip title={t('incident.bar', { count: waiting })}>
          <button
            type="button"
            onClick={() => run(actionOf('incidents'))}
            aria-label={t('incident.bar', { count: waiting })}
            data-some={waiting > 0}
            data-testid="incidents-open"
          >
            <Icon name="report" size={16} />
            <b>{figure(waiting)}</b>
          </button>
        </Tooltip>
      )}
      <Tooltip
        title={watch ? t('duty.bar.watch', { name: watch.name, time: shortTime(watch.since) }) : t('duty.watch.nobody')}
      >
        <button type="button" onClick={() => run(actionOf('watch'))} data-testid="watch-open" data-on={watch !== null}>
          {watch && <span>{t('duty.bar.onWatch')}</span>}
          <b>{watch?.name ?? t('duty.bar.nobody')}</b>
        </button>
      </Tooltip>
    </div>
  );
}

/** How many alarms there are; it blinks while one of them asks for an answer. */
function AlarmState() {
  const list = useAlarms(true).data;
  const loudness = useLoudness();
  const quiet = isQuiet(loudness, useNow());
  const left = asking(list);
  const isNew = left.some((line) => line.state === 'new');
  const unheard = list?.unheard ?? null;
  const count = (list?.alarms.length ?? 0) + (list?.more ?? 0) + (unheard === null ? 0 : 1);
  const open = t('alarm.bar', { count: figure(count), left: figure(left.length) });
  const words = unheard === null ? open : `${open} ${t('alarm.unheardSensors', { time: shortTime(unheard.since) })}`;
  return (
    <Tooltip title={quiet ? `${words} ${t('alarm.sound.isQuiet')}` : words}>
      <button
        type="button"
        className={styles.alarm}
        onClick={() => run(actionOf('alarms'))}
        aria-label={words}
        data-some={count > 0}
        data-asks={isNew}
        data-testid="alarms-open"
      >
        <Icon name={quiet ? 'quiet' : 'alarm'} size={16} />
        <b>{figure(count)}</b>
      </button>
    </Tooltip>
  );
}
