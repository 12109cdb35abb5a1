// Whistles, above everything else: somebody stands there and waits.

import { type ReactNode, useState } from 'react';
import type { InboxSummons } from '../bridge/wire/InboxSummons';
import type { Party } from '../bridge/wire/Party';
import type { WhistleDeed } from '../bridge/wire/WhistleDeed';
import type { WhistleMark } from '../bridge/wire/WhistleMark';
import { shortTime } from '../shared/format';
import { degreesOf } from '../shared/lattice';
import { giveUp } from './outbox';
import { whistle as take } from './page';
import { Refusal } from './Refusal';
import { Sheet } from './Sheet';
import { Urgency } from './Signs';
import type { Field } from './state';
import { useMinute } from './time';
import { WordSheet } from './WordSheet';
import type { PendingWhistle } from './waiting';
import { MARKS, stepOf, unblownOf, type Whistle, whistlesOf } from './whistle';
import { say } from './words';

export function WhistleList({ field }: { field: Field }): ReactNode {
  const whistles = whistlesOf(field);
  const unblown = unblownOf(field);
  const count = whistles.length + unblown.length;
  if (count === 0) return null;
  return (
    <section className="group tasks" data-testid="whistle-list">
      <h2>
        {say('whistle.title')} <span className="count">{count}</span>
      </h2>
      <ul>
        {unblown.map((one) => (
          <li key={one.id}>
            <Unblown one={one} />
          </li>
        ))}
        {whistles.map((one) => (
          <li key={one.id}>
            <Called whistle={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One that I blew and that nobody has heard yet. */
function Unblown({ one }: { one: PendingWhistle }): ReactNode {
  const now = useMinute();
  const { blow, refused, at } = one;
  return (
    <article className="line recipient whistle" data-testid="whistle-unblown" data-refused={refused !== undefined}>
      <span className="top">
        <span className="kind">{say(`whistle.kind.${blow.kind}`)}</span>
        <span className="time">{shortTime(at, now)}</span>
      </span>
      <span className="text">{blow.words}</span>
      {refused === undefined ? (
        <span className="unsent">{say('whistle.unblown')}</span>
      ) : (
        <Refusal failure={refused} title={say('whistle.unblown.refused')} testId="whistle-refused">
          <button type="button" className="plain" onClick={() => giveUp(one)}>
            {say('task.again')}
          </button>
        </Refusal>
      )}
    </article>
  );
}

type Asking = { deed: WhistleDeed; party: Party | null };

function Called({ whistle }: { whistle: Whistle }): ReactNode {
  const now = useMinute();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { unsent } = whistle;
  const isQuiet = unsent !== null && unsent.refused === undefined;
  const begin = (deed: WhistleDeed, party: Party | null): void => {
    if (deed !== 'answer' && deed !== 'arrive') {
      setAsking({ deed, party });
      return;
    }
    const step = stepOf(deed, party, '', 'content');
    if (step !== null) take(whistle.id, step);
  };
  const tell = (words: string, mark: WhistleMark): void => {
    const step = asking && stepOf(asking.deed, asking.party, words, mark);
    if (step) take(whistle.id, step);
    setAsking(null);
  };
  return (
    <article className={`line recipient ${whistle.urgency} whistle`} data-testid="whistle" data-whistle={whistle.id}>
      <span className="top">
        <Urgency priority={whistle.urgency} />
        <span className="kind">{say(`whistle.kind.${whistle.kind}`)}</span>
        <span className="time">{shortTime(whistle.blown, now)}</span>
      </span>
      <span className="text">{whistle.words}</span>
      <span className="bottom">
        <span>{say('whistle.from', { who: whistle.from })}</span>
        <Where whistle={whistle} />
      </span>
      {unsent && (
        <Refusal failure={unsent.refused ?? null} title={say('task.refused')} testId="whistle-refused">
          <button type="button" className="plain" onClick={() => giveUp(unsent)}>
            {say('task.again')}
          </button>
        </Refusal>
      )}
      {isQuiet && <span className="unsent">{say('whistle.unsent')}</span>}
      {whistle.called.map((one) => (
        <One key={`${one.party.party.who}/${one.party.party.id}`} one={one} isQuiet={isQuiet} onBegin={begin} />
      ))}
      {!isQuiet && whistle.may.includes('end') && (
        <span className="row">
          <button type="button" className="second" data-testid="whistle-end" onClick={() => begin('end', null)}>
            {say('whistle.end')}
          </button>
        </span>
      )}
      {asking !== null && <Ask asking={asking} onTell={tell} onClose={() => setAsking(null)} />}
    </article>
  );
}

/** Where it is; a place on the map opens in the phone's own. */
function Where({ whistle: { place, place_name } }: { whistle: Whistle }): ReactNode {
  if (place === null) return <span>{place_name}</span>;
  const [longitude, latitude] = degreesOf(place);
  const at = `${latitude.toFixed(5)},${longitude.toFixed(5)}`;
  return <a href={`geo:${at}?q=${at}`}>{place_name}</a>;
}

const PRIMARY: readonly WhistleDeed[] = ['arrive', 'rate_caller', 'rate_called'];

type OneProps = { one: InboxSummons; isQuiet: boolean; onBegin: (deed: WhistleDeed, party: Party) => void };

/** One of those called: whether it is there, until when it has to be, and what I may say of it. */
function One({ one, isQuiet, onBegin }: OneProps): ReactNode {
  const now = useMinute();
  const { party, on_site, due, light, may } = one;
  const isOwed = due !== null && (on_site === 'silent' || on_site === 'coming');
  const isLate = light === 'red' || (isOwed && Date.parse(due) < now);
  return (
    <span className="summoned" data-testid="whistle-called" data-state={on_site}>
      <span className="bottom">
        <b>{party.name}</b>
        <span className="state">{say(`whistle.site.${on_site}`)}</span>
        {isOwed && (
          <span className={isLate ? 'late' : 'limit'}>
            {say(isLate ? 'whistle.overdue' : 'whistle.due', { time: shortTime(due, now) })}
          </span>
        )}
        {!isOwed && isLate && <span className="late">{say('whistle.late')}</span>}
      </span>
      {!isQuiet && may.length > 0 && (
        <span className="row">
          {may.map((deed) => (
            <button
              key={deed}
              type="button"
              className={PRIMARY.includes(deed) ? 'primary' : 'second'}
              data-testid={`whistle-${deed}`}
              onClick={() => onBegin(deed, party.party)}
            >
              {say(`whistle.${deed}` as 'whistle.answer')}
            </button>
          ))}
        </span>
      )}
    </span>
  );
}

type AskProps = { asking: Asking; onTell: (words: string, mark: WhistleMark) => void; onClose: () => void };

function Ask({ asking: { deed }, onTell, onClose }: AskProps): ReactNode {
  if (deed === 'rate_caller' || deed === 'rate_called') return <Rate deed={deed} onTell={onTell} onClose={onClose} />;
  const isRefusal = deed === 'refuse';
  return (
    <WordSheet
      title={say(isRefusal ? 'whistle.refuse' : 'whistle.end')}
      label={say(isRefusal ? 'whistle.refuse.how' : 'whistle.end.how')}
      send={say('task.send')}
      quick={[say(isRefusal ? 'whistle.refuse.quick' : 'whistle.end.quick')]}
      tone={isRefusal ? 'bad' : 'good'}
      asked={{ holds: 'words' }}
      onSend={(words) => onTell(words, 'content')}
      onClose={onClose}
    />
  );
}

/** One mark, which nobody changes; a bad one says why. */
function Rate({ deed, onTell, onClose }: { deed: WhistleDeed } & Omit<AskProps, 'asking'>): ReactNode {
  const [mark, setMark] = useState<WhistleMark | null>(null);
  const [words, setWords] = useState('');
  return (
    <Sheet
      title={say(deed === 'rate_caller' ? 'whistle.rate_caller' : 'whistle.rate_called')}
      send={say('task.send')}
      tone={mark === 'unhappy' ? 'bad' : 'good'}
      isSaid={mark !== null && (mark !== 'unhappy' || words.trim() !== '')}
      onSend={() => mark !== null && onTell(words.trim(), mark)}
      onClose={onClose}
    >
      <fieldset className="choices">
        <legend className="label">{say('whistle.once')}</legend>
        {MARKS.map((one) => (
          <button
            key={one}
            type="button"
            className={mark === one ? 'chosen' : ''}
            aria-pressed={mark === one}
            data-testid={`whistle-mark-${one}`}
            onClick={() => setMark(one)}
          >
            {say(`whistle.mark.${one}`)}
          </button>
        ))}
      </fieldset>
      <label className="label" htmlFor="whistle-words">
        {say('whistle.rate.how')}
      </label>
      <textarea
        id="whistle-words"
        data-testid="whistle-rate-words"
        rows={2}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </Sheet>
  );
}
