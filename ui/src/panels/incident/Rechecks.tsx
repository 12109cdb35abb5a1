// Looking again at what an incident was about: begun for so many days, and told turn by turn.

import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { IncidentCard } from '../../bridge/wire/IncidentCard';
import type { RecheckLine } from '../../bridge/wire/RecheckLine';
import type { RecheckPlan } from '../../bridge/wire/RecheckPlan';
import type { RecheckStep } from '../../bridge/wire/RecheckStep';
import type { TurnLine } from '../../bridge/wire/TurnLine';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { failureWords } from '../../i18n/failure';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { day } from '../../shared/format';
import { Key, Note, Section, Tag, WordButton } from '../../shared/parts';
import { FormFoot, OpenForm, WordsLine } from './form';
import { TURN_TONES } from './looks';
import own from './whistle.module.css';

type Props = { card: IncidentCard; isShown: boolean; mayBegin: boolean; mayTell: boolean };

type Open = 'begin' | { recheck: string; turn: number | 'end' };

/** After a dispute; the rules propose it, and it is where any other begins. */
const USUAL: RecheckPlan = { every: 1, times: 7 };
const AT_ALL: RecheckPlan = { every: 90, times: 60 };

export function Rechecks({ card, isShown, mayBegin, mayTell }: Props) {
  const [open, setOpen] = useState<Open | null>(null);
  const [words, setWords] = useState('');
  const [plan, setPlan] = useState(USUAL);
  const doing = useDoing();
  const { line, rechecks } = card;
  const isRunning = rechecks.some(({ is_running }) => is_running);
  const canBegin = mayBegin && !isRunning && !['declined', 'merged', 'void'].includes(line.state);
  const start = (next: Open): void => {
    doing.forget();
    setWords('');
    setPlan(card.recheck_proposed ?? USUAL);
    setOpen(next);
  };
  const fold = (): void => setOpen(null);
  const begin = async (): Promise<void> => {
    const outcome = await doing.go({ type: 'begin_recheck', incident: line.id, plan, words: words.trim() });
    if (outcome !== null) fold();
  };
  const tell = async (recheck: string, step: RecheckStep): Promise<void> => {
    if ((await doing.go({ type: 'handle_recheck', recheck, step })) !== null) fold();
  };
  useEffect(() =>
    isShown && open !== null
      ? offerHands({ fold, ...(open === 'begin' && words.trim() !== '' && { send: () => void begin() }) })
      : undefined,
  );
  if (rechecks.length === 0 && !canBegin) return null;
  return (
    <Section
      title={t('recheck.title')}
      side={
        canBegin && open !== 'begin' ? (
          <Button
            size="small"
            type={card.recheck_proposed ? 'primary' : 'default'}
            onClick={() => start('begin')}
            data-testid="recheck-begin"
          >
            {card.recheck_proposed ? t('recheck.proposed', card.recheck_proposed) : t('recheck.begin')}
          </Button>
        ) : null
      }
    >
      {open === 'begin' && (
        <BeginForm
          plan={plan}
          words={words}
          isBusy={doing.busy}
          onPlan={setPlan}
          onWords={setWords}
          onBegin={() => void begin()}
          onFold={fold}
        />
      )}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {[...rechecks].reverse().map((one) => (
        <article key={one.id} className={own.whistle} data-testid="recheck" data-running={one.is_running}>
          <header>
            <b>{t('recheck.plan', one.plan)}</b>
            <span>{one.words}</span>
            {mayTell && one.is_running && (
              <WordButton onClick={() => start({ recheck: one.id, turn: 'end' })} testId="recheck-stop">
                {t('recheck.end')}
              </WordButton>
            )}
          </header>
          <Turns one={one} onTell={mayTell ? (turn) => start({ recheck: one.id, turn }) : null} />
          {one.end_words !== null && <p className={own.words}>{t('recheck.endedWith', { words: one.end_words })}</p>}
          {open !== null && open !== 'begin' && open.recheck === one.id && (
            <TellForm
              turn={open.turn}
              words={words}
              isBusy={doing.busy}
              onWords={setWords}
              onTell={(step) => void tell(one.id, step)}
              onFold={fold}
            />
          )}
        </article>
      ))}
    </Section>
  );
}

/** Its turns in their order; those that can be told of now have a button. */
function Turns({ one, onTell }: { one: RecheckLine; onTell: ((turn: number) => void) | null }) {
  const isToTell = ({ state }: TurnLine): boolean => state === 'due' || state === 'overdue';
  return (
    <ol className={own.turns}>
      {one.turns.map((turn) => (
        <li key={turn.turn} data-testid="recheck-turn" data-state={turn.state}>
          <span>{t('recheck.turn', { turn: turn.turn, day: day(turn.day) })}</span>
          <Tag tone={TURN_TONES[turn.state]}>{nameOf('turn_state', turn.state)}</Tag>
          {turn.words !== null && <span>{turn.words}</span>}
          {onTell && isToTell(turn) && (
            <WordButton onClick={() => onTell(turn.turn)} testId="recheck-tell">
              {t('recheck.tell')}
            </WordButton>
          )}
        </li>
      ))}
    </ol>
  );
}

type BeginProps = {
  plan: RecheckPlan;
  words: string;
  isBusy: boolean;
  onPlan: (plan: RecheckPlan) => void;
  onWords: (words: string) => void;
  onBegin: () => void;
  onFold: () => void;
};

function BeginForm({ plan, words, isBusy, onPlan, onWords, onBegin, onFold }: BeginProps) {
  const isReady = words.trim() !== '' && !isBusy;
  const field = (which: keyof RecheckPlan) => (
    <input
      type="number"
      min={1}
      max={AT_ALL[which]}
      value={plan[which]}
      aria-label={t(`recheck.${which}`)}
      onChange={({ target }) => onPlan({ ...plan, [which]: target.valueAsNumber || 1 })}
      data-testid={`recheck-${which}`}
    />
  );
  return (
    <OpenForm testId="recheck-form">
      <h4>{t('recheck.begin')}</h4>
      <div className={own.plan}>
        <span>{t('recheck.every')}</span>
        {field('every')}
        <span>{t('recheck.times')}</span>
        {field('times')}
      </div>
      <WordsLine label={t('recheck.what')} most={4} value={words} onChange={onWords} testId="recheck-words" />
      <FormFoot onFold={onFold}>
        <Button type="primary" disabled={!isReady} loading={isBusy} onClick={onBegin} data-testid="recheck-do">
          {t('recheck.begin')} <Key>Ctrl ↵</Key>
        </Button>
      </FormFoot>
    </OpenForm>
  );
}

type TellProps = {
  turn: number | 'end';
  words: string;
  isBusy: boolean;
  onWords: (words: string) => void;
  onTell: (step: RecheckStep) => void;
  onFold: () => void;
};

function TellForm({ turn, words, isBusy, onWords, onTell, onFold }: TellProps) {
  const isReady = words.trim() !== '' && !isBusy;
  const tell = (told: 'done' | 'missed') => () =>
    turn !== 'end' && onTell({ step: 'tell', turn, told, words: words.trim() });
  return (
    <OpenForm testId="recheck-tell-form">
      <WordsLine
        label={t(turn === 'end' ? 'recheck.endWhy' : 'recheck.seen')}
        most={4}
        value={words}
        onChange={onWords}
        testId="recheck-said"
      />
      <FormFoot onFold={onFold}>
        {turn === 'end' ? (
          <Button
            type="primary"
            disabled={!isReady}
            loading={isBusy}
            onClick={() => onTell({ step: 'end', reason: words.trim() })}
          >
            {t('recheck.end')}
          </Button>
        ) : (
          <>
            <Button disabled={!isReady} loading={isBusy} onClick={tell('missed')} data-testid="recheck-missed">
              {nameOf('turn_state', 'missed')}
            </Button>
            <Button
              type="primary"
              disabled={!isReady}
              loading={isBusy}
              onClick={tell('done')}
              data-testid="recheck-done"
            >
              {nameOf('turn_state', 'done')}
            </Button>
          </>
        )}
      </FormFoot>
    </OpenForm>
  );
}
