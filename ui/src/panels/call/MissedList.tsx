// Calls that nobody took: each is answered, or put aside with words.

import { Button, Input } from 'antd';
import { useState } from 'react';
import type { MissedLine } from '../../bridge/wire/MissedLine';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { isSending } from '../../shared/composing';
import { figure, shortTime } from '../../shared/format';
import { Picker } from '../../shared/Picker';
import { Note, Section, Tag, WordButton } from '../../shared/parts';
import { ReasonInput } from '../../shared/ReasonInput';
import styles from './call.module.css';

type Props = {
  missed: MissedLine[];
  onAnswer: (line: MissedLine) => void;
  onRing: ((post: string) => void) | null;
};

const LONGEST_NUMBER = 24;
const MINUTES_AGO = [0, 5, 15, 30, 60];

export function MissedList({ missed, onAnswer, onRing }: Props) {
  const [aside, setAside] = useState<string | null>(null);
  return (
    <Section title={t('duty.missed.title')} count={figure(missed.length)}>
      {missed.length === 0 && <p className={styles.explain}>{t('duty.missed.none')}</p>}
      <ul className={styles.missed} data-testid="missed-list">
        {missed.map((line) => (
          <li key={line.call} data-testid="missed-line">
            <div>
              <Tag tone="amber">{t(`duty.missed.way.${line.way}`)}</Tag>
              <b>{line.post ? `${line.post.post.person} ${line.post.post.title}` : t('duty.missed.unknown')}</b>
              <code>{line.post?.post.phone ?? line.number}</code>
              <em>{shortTime(line.rang)}</em>
            </div>
            {(line.grid_name !== '' || line.words !== '') && (
              <p>
                {line.grid_name} {line.words}
              </p>
            )}
            {aside === line.call ? (
              <Aside call={line.call} onDone={() => setAside(null)} />
            ) : (
              <div className={styles.missedDo}>
                <WordButton onClick={() => onAnswer(line)} testId="missed-answer">
                  {t('duty.missed.answer')}
                </WordButton>
                {onRing && line.post && (
                  <WordButton
                    onClick={() => {
                      onAnswer(line);
                      if (line.post) onRing(line.post.post.id);
                    }}
                    testId="missed-ring"
                    title={t('phone.callTitle')}
                  >
                    {t('phone.call')}
                  </WordButton>
                )}
                <WordButton onClick={() => setAside(line.call)} testId="missed-aside">
                  {t('duty.missed.aside')}
                </WordButton>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Missed />
    </Section>
  );
}

function Aside({ call, onDone }: { call: string; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const doing = useDoing();
  const go = async (): Promise<void> => {
    if (reason.trim() !== '' && (await doing.go({ type: 'put_call_aside', call, reason }))) onDone();
  };
  return (
    <>
      <ReasonInput
        label={t('duty.missed.why')}
        value={reason}
        onChange={setReason}
        onSend={() => void go()}
        testId="missed-why"
      />
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </>
  );
}

/** Notes a call that rang just now, or some minutes ago. */
function Missed() {
  const [number, setNumber] = useState('');
  const [ago, setAgo] = useState(0);
  const doing = useDoing();
  const note = async (): Promise<void> => {
    if (number.trim() === '') return;
    const rang = new Date(Date.now() - ago * 60_000).toISOString();
    if (await doing.go({ type: 'note_missed_call', number, rang })) setNumber('');
  };
  return (
    <>
      <div className={styles.note}>
        <Input
          size="small"
          value={number}
          maxLength={LONGEST_NUMBER}
          aria-label={t('duty.missed.number')}
          placeholder={t('duty.missed.number')}
          onChange={(event) => setNumber(event.target.value)}
          onKeyDown={(event) => {
            if (!event.ctrlKey && isSending(event)) void note();
          }}
          data-testid="missed-number"
        />
        <Picker
          size="small"
          popupMatchSelectWidth={false}
          aria-label={t('duty.missed.when')}
          value={ago}
          options={MINUTES_AGO.map((minutes) => ({
            value: minutes,
            label: minutes === 0 ? t('duty.missed.now') : t('duty.missed.ago', { count: minutes }),
          }))}
          onChange={setAgo}
          data-testid="missed-ago"
        />
        <Button size="small" disabled={number.trim() === ''} loading={doing.busy} onClick={() => void note()}>
          {t('duty.missed.add')}
        </Button>
      </div>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </>
  );
}
