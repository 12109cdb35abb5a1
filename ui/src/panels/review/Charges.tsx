// What the review decides: what, who, by when; and what came of what was decided before.

import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { ChargeEnd } from '../../bridge/wire/ChargeEnd';
import type { ChargeLine } from '../../bridge/wire/ChargeLine';
import type { Party } from '../../bridge/wire/Party';
import type { ReviewPeriod } from '../../bridge/wire/ReviewPeriod';
import type { Unit } from '../../bridge/wire/Unit';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { isPeriod, lastDay, later } from '../../desk/period';
import { failureWords } from '../../i18n/failure';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { Picker } from '../../shared/Picker';
import { Empty, Key, Needed, Note, Tag } from '../../shared/parts';
import styles from './review.module.css';

type Props = {
  charges: readonly ChargeLine[];
  period: ReviewPeriod;
  /** Today, in the district. */
  day: string;
  units: readonly Unit[];
  grids: readonly { path: string; name: string }[];
  mayGive: boolean;
  mayAnswer: boolean;
};

/** As the rules have it. */
const LONGEST = 1000;
const WEEK = 7;

export function Charges({ charges, period, day, units, grids, mayGive, mayAnswer }: Props) {
  return (
    <div className={styles.charges} data-testid="review-charges">
      {mayGive && <Give period={period} day={day} units={units} grids={grids} />}
      {charges.length === 0 && <Empty title={t('review.charge.none')} />}
      <ul>
        {charges.map((charge) => (
          <Line key={charge.id} charge={charge} period={period} mayAnswer={mayAnswer} />
        ))}
      </ul>
    </div>
  );
}

function Give({ period, day, units, grids }: Pick<Props, 'period' | 'day' | 'units' | 'grids'>) {
  const [words, setWords] = useState('');
  const [owner, setOwner] = useState<Party | null>(null);
  const [due, setDue] = useState(() => later(day, WEEK));
  const doing = useDoing();
  const canGive = words.trim() !== '' && owner !== null && isPeriod(day, due) && !doing.busy;
  const give = async (): Promise<void> => {
    if (!canGive) return;
    const outcome = await doing.go({ type: 'give_charge', charge: { review: period, owner, due, words } });
    if (outcome === null) return;
    setWords('');
    setOwner(null);
  };
  useEffect(() => offerHands({ send: () => void give() }));
  return (
    <form className={styles.give} onSubmit={(event) => event.preventDefault()}>
      <label htmlFor="charge-words">
        {t('review.charge.words')} <Needed value={words}>{t('shell.needed')}</Needed>
      </label>
      <Input.TextArea
        id="charge-words"
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={LONGEST}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        data-testid="charge-words"
      />
      <div>
        <label htmlFor="charge-owner">{t('review.charge.owner')}</label>
        <Picker
          id="charge-owner"
          showSearch
          optionFilterProp="label"
          className={styles.owner ?? ''}
          value={owner === null ? null : `${owner.who}/${owner.id}`}
          options={[
            ...units.map(({ id, name }) => ({ value: `unit/${id}`, label: name })),
            ...grids.map(({ path, name }) => ({ value: `grid/${path}`, label: name })),
          ]}
          onChange={(key: string) => setOwner(partyOf(key))}
          data-testid="charge-owner"
        />
        <label htmlFor="charge-due">{t('review.charge.due')}</label>
        <Input
          id="charge-due"
          type="date"
          value={due}
          onChange={(event) => setDue(event.target.value)}
          data-testid="charge-due"
        />
        <Button
          type="primary"
          disabled={!canGive}
          loading={doing.busy}
          onClick={() => void give()}
          data-testid="charge-give"
        >
          {t('review.charge.give')} <Key>Ctrl ↵</Key>
        </Button>
      </div>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </form>
  );
}

const partyOf = (key: string): Party => {
  const id = key.slice(key.indexOf('/') + 1);
  return key.startsWith('unit/') ? { who: 'unit', id } : { who: 'grid', id };
};

type LineProps = { charge: ChargeLine; period: ReviewPeriod; mayAnswer: boolean };

function Line({ charge, period, mayAnswer }: LineProps) {
  const [why, setWhy] = useState('');
  const doing = useDoing();
  const { answer, is_overdue: isOverdue, review } = charge;
  const end = (one: ChargeEnd): void => {
    void doing.go({ type: 'answer_charge', charge: charge.id, end: one, words: why });
  };
  const isOlder = review.from !== period.from || review.until !== period.until;
  return (
    <li data-testid="charge" data-end={answer?.end ?? (isOverdue ? 'overdue' : 'open')}>
      <p>
        <Tag tone={answer ? (answer.end === 'done' ? 'green' : 'amber') : isOverdue ? 'red' : 'blue'}>
          {answer ? nameOf('charge_end', answer.end) : t(isOverdue ? 'review.charge.overdue' : 'review.charge.open')}
        </Tag>
        <strong>{charge.words}</strong>
      </p>
      <p>
        {charge.owner.name} · {t('review.charge.by', { day: charge.due })}
        {isOlder && ` · ${t('review.charge.of', { from: review.from, last: lastDay(review) })}`}
        {answer && answer.words !== '' && ` · ${answer.words}`}
      </p>
      {!answer && mayAnswer && (
        <div>
          <Input
            size="small"
            maxLength={LONGEST}
            aria-label={t('review.charge.result')}
            placeholder={t('review.charge.result')}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
            data-testid="charge-result"
          />
          <Button size="small" disabled={doing.busy} onClick={() => end('done')} data-testid="charge-done">
            {nameOf('charge_end', 'done')}
          </Button>
          <Button
            size="small"
            disabled={doing.busy || why.trim() === ''}
            title={t('review.charge.why')}
            onClick={() => end('not_done')}
            data-testid="charge-not-done"
          >
            {nameOf('charge_end', 'not_done')}
          </Button>
        </div>
      )}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </li>
  );
}
