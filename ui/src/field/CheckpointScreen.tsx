// The checkpoints that are mine to set: open or closed, and how long the queue is, by one press each.

import type { ReactNode } from 'react';
import type { CheckpointState } from '../bridge/wire/CheckpointState';
import type { InboxCard } from '../bridge/wire/InboxCard';
import { shortTime } from '../shared/format';
import { mine, type Standing } from './ground';
import { Icon } from './Icon';
import { sayCheckpoint } from './page';
import { Refusal } from './Refusal';
import { ScreenBar } from './ScreenBar';
import type { Field, Heard } from './state';
import { useMinute } from './time';
import { say } from './words';

const STATES: CheckpointState[] = ['open', 'closed'];
const QUEUES = [0, 1, 2, 3] as const;

export function CheckpointScreen({ field, card }: { field: Field; card: InboxCard }): ReactNode {
  const own = mine(field.ground, field.pending, card.post.id);
  return (
    <div className="front-screen" data-testid="checkpoint-screen">
      <ScreenBar title={say('checkpoint.title')} link={field.link} />
      <main className="front-form">
        {own.length === 0 && (
          <div className="middle">
            <p className="lead">{say('checkpoint.none')}</p>
            <p className="quiet">{say('checkpoint.none.advice')}</p>
          </div>
        )}
        {own.map((one) => (
          <Checkpoint key={one.id} one={one} heard={field.heard[one.id] ?? null} />
        ))}
      </main>
    </div>
  );
}

function Checkpoint({ one, heard }: { one: Standing; heard: Heard | null }): ReactNode {
  const now = useMinute();
  const { state, queue, said } = one.checkpoint;
  const set = (next: CheckpointState, length: number): void =>
    sayCheckpoint({ id: one.id, state: next, queue: length });
  const refused = heard !== null && 'failure' in heard ? heard.failure : null;
  return (
    <section className="checkpoint" data-testid="checkpoint" data-state={state} data-queue={queue}>
      <h2>{one.name}</h2>
      <p className="quiet" data-testid="checkpoint-said">
        {one.unsent !== null ? (
          <span className="unsent">
            <Icon name="unsent" size={18} /> {say('checkpoint.unsent', { time: shortTime(one.unsent.at, now) })}
          </span>
        ) : said === null ? (
          say('checkpoint.never')
        ) : (
          say('checkpoint.said', { time: shortTime(said, now) })
        )}
      </p>
      <fieldset className="gates">
        <legend className="label">{say('checkpoint.state')}</legend>
        {STATES.map((next) => (
          <button
            key={next}
            type="button"
            className={`${next} ${state === next ? 'chosen' : ''}`}
            aria-pressed={state === next}
            data-testid={`checkpoint-${next}`}
            onClick={() => state !== next && set(next, queue)}
          >
            <Icon name={next === 'open' ? 'check' : 'cross'} /> {say(`checkpoint.${next}`)}
          </button>
        ))}
      </fieldset>
      <fieldset className="gates four">
        <legend className="label">{say('checkpoint.queue')}</legend>
        {QUEUES.map((length) => (
          <button
            key={length}
            type="button"
            className={queue === length ? 'chosen' : ''}
            aria-pressed={queue === length}
            data-testid={`checkpoint-queue-${length}`}
            onClick={() => queue !== length && set(state, length)}
          >
            {say(`checkpoint.queue.${length}`)}
          </button>
        ))}
      </fieldset>
      <button type="button" className="second wide" data-testid="checkpoint-still" onClick={() => set(state, queue)}>
        {say('checkpoint.still')}
      </button>
      {heard !== null && 'late' in heard && (
        <p className="notice" role="status" data-testid="checkpoint-late">
          {say('checkpoint.late', { time: shortTime(heard.late, now) })}
        </p>
      )}
      <Refusal failure={refused} title={say('checkpoint.refused')} />
    </section>
  );
}
