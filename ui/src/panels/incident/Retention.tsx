// How long callers are kept: what goes now, what stays and why; nobody's name is among it.

import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { RetentionCard } from '../../bridge/wire/RetentionCard';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { Note, Section, WordButton } from '../../shared/parts';
import styles from './callers.module.css';

type Props = {
  card: RetentionCard;
  maySetDays: boolean;
  onIncident: (incident: string) => void;
  onSettled: () => void;
};

/** As the rules have it. */
const LEAST = 30;
const MOST = 3650;

export function Retention({ card, maySetDays, onIncident, onSettled }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [isSure, setSure] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const doing = useDoing();
  const wished = typed === null ? card.days : Number(typed.trim());
  const canKeep = Number.isInteger(wished) && wished >= LEAST && wished <= MOST && wished !== card.days;
  const keepDays = async (): Promise<void> => {
    if ((await doing.go({ type: 'set_retention', days: wished })) === null) return;
    setTyped(null);
    setSure(false);
    onSettled();
  };
  /** Some hundreds at a time, until none is left. */
  const destroy = async (): Promise<void> => {
    if (!isSure) {
      setSure(true);
      return;
    }
    let all = 0;
    for (;;) {
      const outcome = await doing.go({ type: 'run_retention', days: card.days });
      if (outcome?.type !== 'contacts_settled' || outcome.destroyed === 0) break;
      all += outcome.destroyed;
      setDone(all);
    }
    setSure(false);
    onSettled();
  };
  return (
    <div className={styles.retention} data-testid="retention">
      <div className={styles.filter}>
        <label htmlFor={id}>{t('incident.callers.days')}</label>
        <Input
          id={id}
          className={styles.days ?? ''}
          inputMode="numeric"
          disabled={!maySetDays}
          value={typed ?? String(card.days)}
          onChange={(event) => setTyped(event.target.value)}
          data-testid="retention-days"
        />
        {maySetDays && (
          <Button disabled={!canKeep} loading={doing.busy} onClick={() => void keepDays()} data-testid="retention-set">
            {t('incident.callers.setDays')}
          </Button>
        )}
        <span>{t('incident.callers.young', { young: figure(card.young), destroyed: figure(card.destroyed) })}</span>
      </div>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {done !== null && (
        <p role="status" data-testid="retention-done">
          {t('incident.callers.done', { count: figure(done) })}
        </p>
      )}
      <Section
        title={
          card.due_count === 0
            ? t('incident.callers.nothing')
            : t('incident.callers.due', { count: figure(card.due_count) })
        }
      >
        {card.due_count > 0 && (
          <>
            {isSure && (
              <p className={styles.warn} role="alert">
                {t('incident.callers.sure')}
              </p>
            )}
            <p>
              <Button
                danger
                type={isSure ? 'primary' : 'default'}
                loading={doing.busy}
                // What is read is what goes: another number of days is kept first.
                disabled={wished !== card.days}
                onClick={() => void destroy()}
                data-testid="retention-run"
              >
                {t(isSure ? 'incident.callers.runNow' : 'incident.callers.run', { count: figure(card.due_count) })}
              </Button>
            </p>
            <Numbers
              lines={card.due.map(({ incident, number, ended }) => ({
                incident,
                number,
                says: t('incident.callers.ended', { time: shortTime(ended) }),
              }))}
              total={card.due_count}
              testId="retention-due"
              onIncident={onIncident}
            />
          </>
        )}
      </Section>
      {card.staying_count > 0 && (
        <Section title={t('incident.callers.staying', { count: figure(card.staying_count) })}>
          <Numbers
            lines={card.staying.map(({ incident, number, why }) => ({
              incident,
              number,
              says: nameOf('staying', why),
            }))}
            total={card.staying_count}
            testId="retention-staying"
            onIncident={onIncident}
          />
        </Section>
      )}
    </div>
  );
}

type NumbersProps = {
  lines: readonly { incident: string; number: string; says: string }[];
  total: number;
  testId: string;
  onIncident: (incident: string) => void;
};

function Numbers({ lines, total, testId, onIncident }: NumbersProps) {
  return (
    <ul className={styles.numbers} data-testid={testId}>
      {lines.map(({ incident, number, says }) => (
        <li key={incident}>
          <WordButton onClick={() => onIncident(incident)}>{number}</WordButton> <small>{says}</small>
        </li>
      ))}
      {lines.length < total && <li>{t('incident.callers.first', { count: figure(lines.length) })}</li>}
    </ul>
  );
}
