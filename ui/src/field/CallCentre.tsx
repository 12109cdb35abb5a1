// Calling the centre live, or asking it to call, and how far that has got.

import { type ReactNode, useState, useSyncExternalStore } from 'react';
import type { InboxCard } from '../bridge/wire/InboxCard';
import { shortTime } from '../shared/format';
import { tell } from './failure';
import { Icon } from './Icon';
import { askForCall } from './page';
import { phone } from './phone';
import type { Field } from './state';
import { say } from './words';

const LONGEST = 1000;

export function CallCentre({ field, card }: { field: Field; card: InboxCard }): ReactNode {
  const [words, setWords] = useState('');
  const [isOpen, setOpen] = useState(false);
  const { asking } = useSyncExternalStore(phone.watch, phone.now);
  const { wish, wishRefused } = field;
  const pending = wish?.post === card.post.id ? wish : null;
  const asked = card.call;
  const isAsked = pending !== null || (asked !== null && asked.settled === null);
  return (
    <section className="call-centre" data-testid="call-centre">
      {pending !== null && <p data-testid="call-state">{say('call.pending', { time: shortTime(pending.asked) })}</p>}
      {pending === null && asked !== null && (
        <p data-testid="call-state">
          {asked.settled === null
            ? say('call.asked', { time: shortTime(asked.asked) })
            : say('call.settled', { time: shortTime(asked.settled) })}
        </p>
      )}
      {wishRefused !== null && <p role="alert">{tell(wishRefused).what}</p>}
      {isOpen && !isAsked && (
        <textarea
          autoFocus
          rows={3}
          value={words}
          maxLength={LONGEST}
          aria-label={say('call.words')}
          placeholder={say('call.words')}
          onChange={(event) => setWords(event.target.value)}
          data-testid="call-back-words"
        />
      )}
      {field.link === 'live' && (
        <button
          type="button"
          className="primary wide"
          disabled={asking}
          onClick={() => void phone.ring(null)}
          data-testid="call-now"
        >
          <Icon name="phone" /> {say('call.now')}
        </button>
      )}
      {!isAsked && (
        <button
          type="button"
          className="second wide"
          onClick={() => {
            if (isOpen) {
              askForCall(words);
              setWords('');
            }
            setOpen(!isOpen);
          }}
          data-testid="call-ask"
        >
          <Icon name="phone" /> {say(isOpen ? 'call.send' : 'call.ask')}
        </button>
      )}
    </section>
  );
}
