// Recordings of calls: whether there are any, which, who listened, and listening to one for a reason.

import { Button, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { Author } from '../../bridge/wire/Author';
import type { RecordingLine } from '../../bridge/wire/RecordingLine';
import type { RecordingList } from '../../bridge/wire/RecordingList';
import { useDoing } from '../../desk/calls';
import { askForRecordingsAgain, listen, stopListening, useGoing, useListening } from '../../desk/recordings';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { isSending } from '../../shared/composing';
import { clockTime, figure, shortTime, span } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import { Empty, Loading, Note, Section, WordButton } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import styles from './recording.module.css';

type Props = {
  /** The first page; null: it is not known yet. */
  first: RecordingList | null;
  recordings: readonly RecordingLine[];
  maySet: boolean;
  mayListen: boolean;
  onSettled: () => void;
  onMore: () => void;
  onClose: () => void;
};

/** As the rules have it. */
const LEAST = 1;
const MOST = 3650;

export function RecordingsSheet(props: Props): ReactNode {
  const { first, recordings } = props;
  const total = first?.total ?? 0;
  return (
    <Sheet title={t('recording.title')} testId="recordings" wide onClose={props.onClose}>
      {first === null ? (
        <Loading label={t('shell.loading')} />
      ) : (
        <>
          <Rule
            key={`${first.rule.is_on} ${first.rule.days}`}
            list={first}
            maySet={props.maySet}
            onSettled={props.onSettled}
          />
          {total === 0 ? (
            <Empty title={t('recording.none')}>
              <span>{t(first.rule.is_on ? 'recording.noneOn' : 'recording.noneOff')}</span>
            </Empty>
          ) : (
            <Section title={t('recording.count', { count: figure(total) })}>
              <ul className={styles.lines}>
                {recordings.map((line) => (
                  <Line key={line.call} line={line} mayListen={props.mayListen} />
                ))}
              </ul>
              {recordings.length < total && (
                <WordButton onClick={props.onMore}>
                  {t('recording.more', { count: figure(total - recordings.length) })}
                </WordButton>
              )}
            </Section>
          )}
          {first.destroyed > 0 && (
            <p className={styles.quiet} data-testid="recording-destroyed">
              {t('recording.destroyed', { count: figure(first.destroyed) })}
            </p>
          )}
        </>
      )}
    </Sheet>
  );
}

/** Whether calls are recorded, and for how long what was recorded is kept. What goes at once with fewer days is read first. */
function Rule({ list, maySet, onSettled }: { list: RecordingList; maySet: boolean; onSettled: () => void }): ReactNode {
  const { rule, set } = list;
  const id = useId();
  const [isOn, setOn] = useState(rule.is_on);
  const [typed, setTyped] = useState(String(rule.days));
  const [read, setRead] = useState<number | null>(null);
  const doing = useDoing();
  const days = Number(typed.trim());
  const isChanged = isOn !== rule.is_on || days !== rule.days;
  const canKeep = Number.isInteger(days) && days >= LEAST && days <= MOST && isChanged;
  const going = useGoing(canKeep ? days : null);
  const isSure = going === 0 || read === going;
  const keep = async (): Promise<void> => {
    if (going === null) return;
    if (!isSure) {
      setRead(going);
      return;
    }
    if ((await doing.go({ type: 'set_recording', rule: { is_on: isOn, days }, destroys: going })) !== null) onSettled();
    else askForRecordingsAgain();
  };
  return (
    <div className={styles.rule} data-testid="recording-rule" data-on={rule.is_on}>
      <div className={styles.row}>
        <OneOf<'off' | 'on'>
          value={isOn ? 'on' : 'off'}
          disabled={!maySet}
          options={(['off', 'on'] as const).map((value) => ({
            value,
            label: <span data-testid={`recording-${value}`}>{t(`recording.${value}`)}</span>,
          }))}
          onChange={(value) => setOn(value === 'on')}
        />
        <label htmlFor={id}>{t('recording.days')}</label>
        <Input
          id={id}
          className={styles.days ?? ''}
          inputMode="numeric"
          disabled={!maySet}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setRead(null);
          }}
          data-testid="recording-days"
        />
        {maySet ? (
          <Button
            type="primary"
            danger={read !== null}
            disabled={!canKeep || going === null}
            loading={doing.busy}
            onClick={() => void keep()}
            data-testid="recording-keep"
          >
            {read !== null && isSure ? t('recording.keepNow', { count: figure(read) }) : t('recording.keep')}
          </Button>
        ) : (
          <small>{t('recording.onlyWhole')}</small>
        )}
      </div>
      {read !== null && going !== null && going > 0 && (
        <p className={styles.warn} role="alert" data-testid="recording-going">
          {t('recording.going', { count: figure(going) })}
        </p>
      )}
      <p className={styles.quiet}>{t('recording.explain')}</p>
      {set !== null && (
        <p className={styles.quiet} data-testid="recording-set">
          {t('recording.setBy', { who: nameOfAuthor(set.by), time: shortTime(set.at) })}
        </p>
      )}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </div>
  );
}

function Line({ line, mayListen }: { line: RecordingLine; mayListen: boolean }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const [words, setWords] = useState('');
  const listening = useListening(({ now }) => (now?.call === line.call ? now : null));
  const begin = (): void => {
    void listen(line.call, words.trim());
    setAsking(false);
    setWords('');
  };
  return (
    <li className={styles.line} data-testid="recording" data-call={line.call}>
      <div className={styles.row}>
        <time dateTime={line.since} title={clockTime(line.since)}>
          {shortTime(line.since)}
        </time>
        <span className={styles.who}>
          <b>{line.person}</b> {line.title} · {line.grid_name}
        </span>
        <span>{span(Date.parse(line.until) - Date.parse(line.since))}</span>
        <small className={styles.quiet}>{t('recording.goes', { time: shortTime(line.goes) })}</small>
        {mayListen && listening === null && !isAsking && (
          <WordButton testId="recording-listen" onClick={() => setAsking(true)}>
            {t('recording.listen')}
          </WordButton>
        )}
      </div>
      {isAsking && (
        <div className={styles.row}>
          <Input
            autoFocus
            aria-label={t('recording.why')}
            placeholder={t('recording.why')}
            value={words}
            maxLength={200}
            onKeyDown={(event) => isSending(event) && words.trim() !== '' && begin()}
            onChange={(event) => setWords(event.target.value)}
            data-testid="recording-why"
          />
          <Button type="primary" disabled={words.trim() === ''} onClick={begin} data-testid="recording-begin">
            {t('recording.begin')}
          </Button>
        </div>
      )}
      {listening !== null && (
        <div className={styles.row} data-testid="recording-player" data-is={listening.is}>
          {listening.is === 'failed' ? (
            <Note {...failureWords(listening.failure)} />
          ) : listening.is === 'asking' ? (
            <span>{t('shell.loading')}</span>
          ) : listening.is === 'playing' ? (
            <>
              <progress value={listening.at} max={listening.all} aria-label={t('recording.listen')} />
              <span>{t('recording.playing', { at: span(listening.at), all: span(listening.all) })}</span>
            </>
          ) : (
            <span>{t(`recording.${listening.is}`)}</span>
          )}
          <WordButton testId="recording-stop" onClick={stopListening}>
            {t('recording.stop')}
          </WordButton>
        </div>
      )}
      <ul className={styles.heard}>
        {line.heard.length === 0 && <li>{t('recording.nobody')}</li>}
        {line.heard.map(({ by, at, words: why }) => (
          <li key={`${at} ${why}`} data-testid="recording-heard">
            {t('recording.heardBy', {
              who: nameOfAuthor(by),
              time: shortTime(at),
              words: why,
            })}
          </li>
        ))}
      </ul>
    </li>
  );
}

const nameOfAuthor = ({ person, title, role }: Author): string =>
  person === '' ? t(`shell.role.${role}`) : `${person} ${title}`;
