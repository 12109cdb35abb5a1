// What needs an answer now, the foremost first. Acknowledged by one key, opened by Enter, left at that with words.

import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { AlarmLine } from '../../bridge/wire/AlarmLine';
import type { AlarmList } from '../../bridge/wire/AlarmList';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { failureWords } from '../../i18n/failure';
import { seatWords } from '../../i18n/seat';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { Empty, Key, Note, Section, WordButton } from '../../shared/parts';
import { ReasonInput } from '../../shared/ReasonInput';
import styles from './alarm.module.css';
import { Loudness } from './Loudness';
import { Mark } from './Mark';
import { detailOf, titleOf, troubleWords } from './words';

type Props = {
  list: AlarmList;
  isShown: boolean;
  mayAnswer: boolean;
  /** A sound was due here and could not play. */
  unheard: boolean;
  failure: unknown;
  onAcknowledge: (line: AlarmLine) => void;
  onOpen: (line: AlarmLine) => void;
  onSound: () => void;
};

export function AlarmPanel(props: Props) {
  const { list, isShown, mayAnswer, onAcknowledge, onOpen } = props;
  const { alarms, more, trouble, unheard } = list;
  const [chosen, setChosen] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<string | null>(null);
  const at = Math.max(
    0,
    alarms.findIndex((line) => line.key === chosen),
  );
  const line = alarms[at];
  useEffect(() => {
    if (!isShown || !line) return;
    const step = (by: 1 | -1): void => setChosen(alarms[at + by]?.key ?? line.key);
    const open = (): boolean => {
      onOpen(line);
      return true;
    };
    const hands = { step, open };
    if (!mayAnswer) return offerHands(hands);
    const alarm = (does: 'acknowledge' | 'close'): void => {
      if (does === 'close') setLeaving(line.key);
      else if (line.state !== 'acknowledged') {
        setChosen(alarms[at + 1]?.key ?? line.key);
        onAcknowledge(line);
      }
    };
    return offerHands({ ...hands, alarm });
  });
  return (
    <div className={styles.panel} data-testid="alarm-panel">
      {trouble !== null && (
        <Note
          kind="broken"
          title={t('alarm.trouble', { time: shortTime(trouble.since) })}
          advice={troubleWords(trouble)}
        />
      )}
      {unheard !== null && (
        <Note
          kind="broken"
          title={t('alarm.unheardSensors', { time: shortTime(unheard.since) })}
          advice={troubleWords(unheard)}
        />
      )}
      {props.failure !== null && <Note {...failureWords(props.failure)} />}
      {alarms.length === 0 && unheard === null && <Empty title={t('alarm.none')}>{t('alarm.explain')}</Empty>}
      <ul className={styles.list}>
        {alarms.map((one) => (
          <li
            key={one.key}
            className={styles.row}
            data-chosen={one.key === line?.key}
            data-state={one.state}
            data-gravity={one.gravity}
            data-testid="alarm-line"
          >
            <button
              type="button"
              className={styles.head}
              onClick={() => setChosen(one.key)}
              onDoubleClick={() => onOpen(one)}
            >
              <Mark {...one} />
              <b>{titleOf(one)}</b>
              <time>{shortTime(one.last)}</time>
              <span>{detailOf(one)}</span>
              <em>{told(one)}</em>
            </button>
            {leaving === one.key ? (
              <Leave line={one} onDone={() => setLeaving(null)} />
            ) : (
              one.key === line?.key && (
                <div className={styles.does}>
                  {mayAnswer && one.state !== 'acknowledged' && (
                    <Button
                      size="small"
                      type="primary"
                      onClick={() => onAcknowledge(one)}
                      data-testid="alarm-acknowledge"
                    >
                      {t('alarm.acknowledge')} <Key>F8</Key>
                    </Button>
                  )}
                  {one.cause.cause !== 'writing' && (
                    <Button size="small" onClick={() => onOpen(one)} data-testid="alarm-open">
                      {t('alarm.open')} <Key>↵</Key>
                    </Button>
                  )}
                  {mayAnswer && (
                    <WordButton onClick={() => setLeaving(one.key)} testId="alarm-leave">
                      {t('alarm.leave')}
                    </WordButton>
                  )}
                </div>
              )
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.more}>{t('alarm.more', { count: figure(more) })}</p>}
      {mayAnswer && (
        <Section title={t('alarm.sound.title')}>
          <Loudness unheard={props.unheard} onSound={props.onSound} />
        </Section>
      )}
    </div>
  );
}

/** Since when, how often, and who knows. */
function told({ state, since, raises, seen }: AlarmLine): string {
  const parts = [t(`alarm.state.${state}`)];
  if (raises > 1) parts.push(t('alarm.again', { count: raises, time: shortTime(since) }));
  if (seen !== null) parts.push(t('alarm.seen', { who: seatWords(seen.by), time: shortTime(seen.at) }));
  return parts.join(' · ');
}

/** Leaves an alarm at that, with words. */
function Leave({ line, onDone }: { line: AlarmLine; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const doing = useDoing();
  useEffect(() => offerHands({ fold: onDone }), [onDone]);
  const go = async (): Promise<void> => {
    const { cause, raises } = line;
    if (reason.trim() !== '' && (await doing.go({ type: 'close_alarm', cause, raises, reason }))) onDone();
  };
  return (
    <div className={styles.leave}>
      <ReasonInput
        label={t('alarm.why')}
        value={reason}
        onChange={setReason}
        onSend={() => void go()}
        testId="alarm-why"
      />
      <Button size="small" disabled={reason.trim() === ''} loading={doing.busy} onClick={() => void go()}>
        {t('alarm.close')}
      </Button>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </div>
  );
}
