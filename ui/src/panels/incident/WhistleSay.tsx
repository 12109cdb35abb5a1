// What is said with a step on a whistle: why one refuses, what was agreed on, how the other side did.

import { Button, Input } from 'antd';
import { useId } from 'react';
import type { Party } from '../../bridge/wire/Party';
import type { WhistleCard } from '../../bridge/wire/WhistleCard';
import type { WhistleDeed } from '../../bridge/wire/WhistleDeed';
import type { WhistleMark } from '../../bridge/wire/WhistleMark';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { OneOf } from '../../shared/OneOf';
import { Picker } from '../../shared/Picker';
import { Key, WordButton } from '../../shared/parts';
import styles from './card.module.css';
import { keyOfParty, partyOfKey } from './deed';
import { FormFoot, LONGEST, OpenForm, WordsLine } from './form';
import { MARKS, type Task, type WhistleSaid, whistleStepOf } from './whistle';
import own from './whistle.module.css';

type Props = {
  card: WhistleCard;
  deed: WhistleDeed;
  /** Whose it is, where it is about one of those called. */
  party: Party | null;
  said: WhistleSaid;
  isBusy: boolean;
  onSay: (said: WhistleSaid) => void;
  onDo: () => void;
  onFold: () => void;
};

export function WhistleSay(props: Props) {
  const { card, deed, party, said, isBusy, onSay } = props;
  const change = (some: Partial<WhistleSaid>): void => onSay({ ...said, ...some });
  const isReady = whistleStepOf(deed, party, said) !== null && !isBusy;
  const isMark = deed === 'rate_called' || deed === 'rate_caller';
  const needsWords = !isMark || said.mark === 'unhappy';
  const name = card.line.called.find((one) => party && keyOfParty(one.party.party) === keyOfParty(party))?.party.name;
  return (
    <OpenForm testId="whistle-say">
      <h4>
        {nameOf('whistle_deed', deed)} {name}
      </h4>
      {isMark && (
        <>
          <OneOf<WhistleMark | ''>
            size="small"
            aria-label={nameOf('whistle_deed', deed)}
            value={said.mark ?? ''}
            options={MARKS.map((value) => ({
              value,
              label: <span data-testid={`whistle-mark-${value}`}>{nameOf('mark', value)}</span>,
            }))}
            onChange={(mark) => change({ mark: mark === '' ? null : mark })}
          />
          <p className={styles.quiet}>{t('whistle.once')}</p>
        </>
      )}
      {deed === 'note' && <Present {...props} />}
      <WordsLine
        label={t(`whistle.words.${deed}`)}
        isOptional={!needsWords}
        value={said.words}
        onChange={(words) => change({ words })}
        testId="whistle-said"
      />
      {deed === 'note' && <Tasks card={card} tasks={said.tasks} onChange={(tasks) => change({ tasks })} />}
      <FormFoot onFold={props.onFold}>
        <Button type="primary" disabled={!isReady} loading={isBusy} onClick={props.onDo} data-testid="whistle-say-do">
          {nameOf('whistle_deed', deed)} <Key>Ctrl ↵</Key>
        </Button>
      </FormFoot>
    </OpenForm>
  );
}

/** Who was there: of those who have reported in. */
function Present({ card, said, onSay }: Props) {
  const there = card.line.called.filter(({ on_site }) => on_site === 'there');
  if (there.length === 0) return <p className={styles.quiet}>{t('whistle.nobodyThere')}</p>;
  return (
    <fieldset className={own.present}>
      <legend>{t('whistle.present')}</legend>
      {there.map(({ party: { party, name } }) => {
        const isIn = said.present.some((one) => keyOfParty(one) === keyOfParty(party));
        const others = said.present.filter((one) => keyOfParty(one) !== keyOfParty(party));
        return (
          <label key={keyOfParty(party)}>
            <input
              type="checkbox"
              checked={isIn}
              onChange={() => onSay({ ...said, present: isIn ? others : [...others, party] })}
              data-testid="whistle-present"
            />
            {name}
          </label>
        );
      })}
    </fieldset>
  );
}

type TasksProps = { card: WhistleCard; tasks: readonly Task[]; onChange: (tasks: Task[]) => void };

/** What each has taken on, until when. */
function Tasks({ card, tasks, onChange }: TasksProps) {
  const id = useId();
  const change = (at: number, some: Partial<Task>): void =>
    onChange(tasks.map((one, nth) => (nth === at ? { ...one, ...some } : one)));
  const options = card.line.called.map(({ party: { party, name } }) => ({ value: keyOfParty(party), label: name }));
  return (
    <div className={own.tasks}>
      {tasks.map((task, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing else to be known by, and none moves
        <div key={at} className={own.task} data-testid="whistle-task">
          <Picker
            size="small"
            aria-label={t('whistle.task.who')}
            placeholder={t('whistle.task.who')}
            value={task.party === null ? null : keyOfParty(task.party)}
            options={options}
            onChange={(key: string | null) => change(at, { party: key ? partyOfKey(key) : null })}
            data-testid="whistle-task-who"
          />
          <input
            id={`${id}${at}u`}
            type="datetime-local"
            className={styles.until}
            aria-label={t('whistle.task.until')}
            value={task.until}
            onChange={(event) => change(at, { until: event.target.value })}
            data-testid="whistle-task-until"
          />
          <p>
            <Input
              size="small"
              maxLength={LONGEST}
              aria-label={t('whistle.task.what')}
              placeholder={t('whistle.task.what')}
              value={task.words}
              onChange={(event) => change(at, { words: event.target.value })}
              data-testid="whistle-task-what"
            />
            <WordButton onClick={() => onChange(tasks.filter((_, nth) => nth !== at))}>
              {t('whistle.task.drop')}
            </WordButton>
          </p>
        </div>
      ))}
      <WordButton onClick={() => onChange([...tasks, { party: null, words: '', until: '' }])} testId="whistle-task-add">
        {t('whistle.task.add')}
      </WordButton>
    </div>
  );
}
