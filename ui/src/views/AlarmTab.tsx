// The alarms in the dock, and the foremost of them over the map.

import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { actionOf, run } from '../actions/registry';
import { acknowledge, asking, openAlarm, tryOutSound, useAlarmState, useRousing } from '../desk/alarms';
import { place } from '../desk/place';
import { useAlarms } from '../desk/questions';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { AlarmPanel } from '../panels/alarm/AlarmPanel';
import { Mark } from '../panels/alarm/Mark';
import { detailOf, titleOf, troubleWords } from '../panels/alarm/words';
import { figure, shortTime } from '../shared/format';
import { Key, Loading, Note } from '../shared/parts';
import styles from './alarm.module.css';

type Props = { may: (entry: string) => boolean };

/** The room that it takes where a view fills the window, as a style of the page, and what is left free around it. */
const ROOM = '--alarmRoom';
const GAP = 8;

export function AlarmTab({ isShown, may }: Props & { isShown: boolean }) {
  const asked = useAlarms(may('alarms'));
  const { unheard, failure } = useAlarmState();
  if (asked.error) return <Note {...failureWords(asked.error)} />;
  if (!asked.data) return <Loading label={t('shell.loading')} />;
  return (
    <AlarmPanel
      list={asked.data}
      isShown={isShown}
      mayAnswer={may('acknowledge_alarm')}
      unheard={unheard}
      failure={failure}
      onAcknowledge={(line) => void acknowledge(line)}
      onOpen={openAlarm}
      onSound={tryOutSound}
    />
  );
}

/** The foremost alarm that nobody has answered, whatever else is open; and that a sound could not play. */
export function AlarmBar({ may }: Props) {
  const list = useAlarms(may('alarms')).data;
  const mayAnswer = may('acknowledge_alarm');
  const { unheard, failure } = useAlarmState();
  useRousing(list, mayAnswer);
  const bar = useRef<HTMLDivElement>(null);
  const left = list && mayAnswer ? asking(list) : [];
  const [line] = left;
  const isUp = list !== undefined && mayAnswer && (line !== undefined || list.trouble !== null || unheard);
  // Whatever fills the window leaves so much room for it, and nothing of theirs lies below it.
  useEffect(() => {
    if (!isUp || bar.current === null) return;
    const { style } = document.documentElement;
    const seen = new ResizeObserver(([entry]) => {
      if (entry) style.setProperty(ROOM, `${Math.ceil(entry.target.getBoundingClientRect().height) + 2 * GAP}px`);
    });
    seen.observe(bar.current);
    return () => {
      seen.disconnect();
      style.removeProperty(ROOM);
    };
  }, [isUp]);
  if (!isUp) return null;
  return (
    <div ref={bar} className={styles.alarms} data-testid="alarm-bar">
      {list.trouble !== null && (
        <p className={styles.line} data-gravity="urgent" role="alert">
          <b>{t('alarm.trouble', { time: shortTime(list.trouble.since) })}</b>
          <span>{troubleWords(list.trouble)}</span>
        </p>
      )}
      {line && (
        <div className={styles.line} data-gravity={line.gravity} role="alert">
          <Mark {...line} />
          <b>{titleOf(line)}</b>
          <span title={detailOf(line)}>{detailOf(line)}</span>
          <Button
            size="small"
            type="primary"
            onClick={() => void acknowledge(line)}
            data-testid="alarm-bar-acknowledge"
          >
            {t('alarm.acknowledge')} <Key>F8</Key>
          </Button>
          <Button
            size="small"
            onClick={() => {
              void acknowledge(line);
              place.set({ overlay: 'none' });
              openAlarm(line);
            }}
            data-testid="alarm-bar-open"
          >
            {t('alarm.open')}
          </Button>
          {left.length > 1 && (
            <Button size="small" type="text" onClick={() => run(actionOf('alarms'))}>
              {t('alarm.others', { count: figure(left.length - 1 + list.more) })} <Key>F9</Key>
            </Button>
          )}
        </div>
      )}
      {unheard && (
        <p className={styles.line} data-gravity="normal" role="status" data-testid="alarm-unheard">
          <span>{t('alarm.sound.unheard')}</span>
          <Button size="small" onClick={tryOutSound}>
            {t('alarm.sound.enable')}
          </Button>
        </p>
      )}
      {failure !== null && <Note {...failureWords(failure)} />}
    </div>
  );
}
