// One order, to be read and answered with a thumb.

import { type ReactNode, useEffect, useState } from 'react';
import type { Failure } from '../bridge/wire/Failure';
import type { OrderEnd } from '../bridge/wire/OrderEnd';
import type { Progress } from '../bridge/wire/Progress';
import type { Stamp } from '../bridge/wire/Stamp';
import { shortTime } from '../shared/format';
import { Attached } from './Attached';
import type { Link } from './desk';
import { Icon } from './Icon';
import { answer, closeOrder, forgetRefusal, sayRead } from './page';
import { Refusal } from './Refusal';
import { RollSheet } from './RollSheet';
import { hasEnded, isBefore, type Shown } from './receipt';
import { Standing, Urgency } from './Signs';
import { now as known } from './state';
import { useMinute } from './time';
import { WordSheet } from './WordSheet';
import { say } from './words';

const STEPS = ['delivered', 'read', 'accepted', 'refused', 'done'] as const satisfies Progress[];
const reasons = (): string[] => [
  say('refuse.quick.elsewhere'),
  say('refuse.quick.away'),
  say('refuse.quick.hands'),
  say('refuse.quick.means'),
  say('refuse.quick.unsafe'),
  say('refuse.quick.twice'),
];
const absences = (): string[] => [say('absent.quick.leave'), say('absent.quick.outside'), say('absent.quick.ill')];
const reports = (): string[] => [say('done.quick.fine'), say('done.quick.solved'), say('done.quick.raised')];

/** Longer than two taps of one thumb lie apart, in milliseconds. */
const DOUBLE_TAP = 700;

type Props = { order: Shown | null; refusal: Failure | null; link: Link };

export function OrderScreen({ order, refusal, link }: Props): ReactNode {
  useRead(order);
  return (
    <div className="order-screen">
      <header className="bar">
        <button
          type="button"
          className="back"
          data-testid="order-back"
          aria-label={say('order.back')}
          onClick={closeOrder}
        >
          <Icon name="back" />
        </button>
        <h1 className="number" data-testid="order-number">
          {order?.number}
        </h1>
        {link === 'lost' && <span className="chip link lost">{say('link.lost')}</span>}
      </header>
      {order === null ? (
        <main className="middle">
          <p className="lead">{say('order.gone')}</p>
        </main>
      ) : (
        <Open order={order} refusal={refusal} />
      )}
    </div>
  );
}

/** Read is what lies open on a screen that somebody can see. */
function useRead(order: Shown | null): void {
  useEffect(() => {
    const look = (): void => {
      if (order !== null && document.visibilityState === 'visible') sayRead(order);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [order]);
}

function Open({ order, refusal }: { order: Shown; refusal: Failure | null }): ReactNode {
  const now = useMinute();
  const isAsked = order.part === 'recipient' && isBefore(order.progress, 'refused');
  const isOpen = isAsked && !hasEnded(order);
  // Nobody accepts an order that has ended; what was begun can still be reported.
  const isAnswered = isOpen || (isAsked && order.progress === 'accepted');
  const isLate = isOpen && order.deadline !== null && Date.parse(order.deadline) < now;
  return (
    <>
      <main className="order" data-testid="order" data-progress={order.progress}>
        <p className="signs">
          <Urgency priority={order.priority} />
          <span className="kind">{say(`kind.${order.kind}`)}</span>
          {order.part === 'copy' && <span className="kind">{say('list.copies')}</span>}
        </p>
        <p className="words" data-testid="order-text">
          {order.text}
        </p>
        <Attached attachments={order.attachments} />
        {order.deadline !== null && (
          <p className={isLate ? 'late' : 'limit'}>
            {say(isLate ? 'order.overdue' : 'order.deadline', { time: shortTime(order.deadline, now) })}
          </p>
        )}
        <p className="quiet">
          {say('order.from', { from: order.from })} · {say('order.issued', { time: shortTime(order.issued, now) })}
        </p>
        {order.part === 'copy' && <p className="notice">{say('order.copy')}</p>}
        {order.end && <EndNotice end={order.end} now={now} canReport={isAnswered} />}
        <Refusal failure={refusal} title={say('order.not.taken')} testId="order-failure">
          <button type="button" className="plain" onClick={() => forgetRefusal(order.id)}>
            {say('order.understood')}
          </button>
        </Refusal>
        <section className="steps">
          <h2>
            {say('order.steps')} <Standing order={order} />
          </h2>
          <ol>
            {STEPS.filter((step) => order.receipt[step] !== null).map((step) => (
              <Step key={step} step={step} stamp={order.receipt[step]} now={now} />
            ))}
          </ol>
          {order.value !== null && (
            <p className="said" data-testid="order-value">
              <span className="quiet">{say('order.answer')}</span>
              {placeOf(order.value)} {order.answer.holds === 'number' && order.answer.unit}
            </p>
          )}
          {order.words !== null && order.words !== '' && (
            <p className="said" data-testid="order-words">
              <span className="quiet">{say(order.progress === 'refused' ? 'order.reason' : 'order.report')}</span>
              {order.words}
            </p>
          )}
          <Attached attachments={order.answered} />
          {order.unsent?.files && order.answered.length === 0 && (
            <p className="quiet" data-testid="files-unsent">
              {say('files.unsent', { count: order.unsent.files.length })}
            </p>
          )}
        </section>
      </main>
      {isAnswered && <Answers order={order} />}
    </>
  );
}

/** A grid by its name as long as only this phone knows what was said; anything else as it is. */
function placeOf(value: string): string {
  return known().ground?.grids.find(({ path }) => path === value)?.name ?? value;
}

/** That the order ended, when, and why. */
function EndNotice({ end, now, canReport }: { end: OrderEnd; now: number; canReport: boolean }): ReactNode {
  const { how } = end;
  const reason = how.end === 'corrected' ? null : how.reason;
  return (
    <section className={how.end === 'closed' ? 'notice' : 'notice warn'} data-testid="order-end" role="status">
      <strong>{say(`end.${how.end}.at`, { time: shortTime(end.at, now) })}</strong>
      {reason && <p data-testid="order-end-reason">{say('end.reason', { reason })}</p>}
      <p>{say(`end.${how.end}.what`)}</p>
      {canReport && <p>{say('end.report')}</p>}
    </section>
  );
}

function Step({ step, stamp, now }: { step: (typeof STEPS)[number]; stamp: Stamp | null; now: number }): ReactNode {
  if (stamp === null) return null;
  return (
    <li className={step}>
      {say(`progress.${step}`)} <time>{shortTime(stamp.at, now)}</time>
      {stamp.way !== 'device' && <span className="quiet"> {say(`order.way.${stamp.way}`)}</span>}
    </li>
  );
}

/** Whether the buttons changed just now: the second tap of a double one was not meant for the new button. */
function useRest(progress: Progress): boolean {
  const [settled, setSettled] = useState(progress);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(progress), DOUBLE_TAP);
    return () => clearTimeout(timer);
  }, [progress]);
  return (settled === 'accepted') !== (progress === 'accepted');
}

function Answers({ order }: { order: Shown }): ReactNode {
  const [asking, setAsking] = useState<'refuse' | 'done' | null>(null);
  const isResting = useRest(order.progress);
  const hasAccepted = order.progress === 'accepted';
  const { answer: asked } = order;
  // Whoever is called by name says where he is: that is accepted and done at once.
  const isRoll = asked.holds === 'place';
  return (
    <>
      <footer className="answers" inert={isResting}>
        {!hasEnded(order) && (
          <button
            type="button"
            className={hasAccepted ? 'plain' : 'second'}
            data-testid="refuse"
            onClick={() => setAsking('refuse')}
          >
            {say(hasAccepted ? 'act.refuse.later' : isRoll ? 'act.absent' : 'act.refuse')}
          </button>
        )}
        {isRoll || hasAccepted ? (
          <button
            type="button"
            className="primary"
            data-testid={isRoll ? 'present' : 'done'}
            onClick={() => setAsking('done')}
          >
            {say(isRoll ? 'act.present' : 'act.done')}
          </button>
        ) : (
          <button
            type="button"
            className="primary"
            data-testid="accept"
            onClick={() => answer(order.id, { mark: 'accepted' })}
          >
            {say('act.accept')}
          </button>
        )}
      </footer>
      {asking === 'refuse' && (
        <WordSheet
          title={say(isRoll ? 'absent.title' : 'refuse.title')}
          label={say('refuse.label')}
          send={say(isRoll ? 'absent.send' : 'refuse.send')}
          quick={isRoll ? absences() : reasons()}
          tone="bad"
          asked={{ holds: 'words' }}
          onSend={(reason) => answer(order.id, { mark: 'refused', reason })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'done' && isRoll && (
        <RollSheet
          onSend={(value) => answer(order.id, { mark: 'done', words: '', value })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'done' && !isRoll && (
        <WordSheet
          title={say('done.title')}
          label={say(asked.holds === 'words' ? 'done.label' : 'done.label.free')}
          send={say('done.send')}
          quick={reports()}
          tone="good"
          asked={asked}
          takesFiles
          onSend={(words, value, files) =>
            answer(order.id, { mark: 'done', words, ...(value !== '' && { value }) }, files)
          }
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
