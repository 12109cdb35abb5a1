// My post, my grid, my orders: what has to be answered above.

import { type ReactNode, useState } from 'react';
import type { InboxCard } from '../bridge/wire/InboxCard';
import { shortTime } from '../shared/format';
import { CallCentre } from './CallCentre';
import { FrontBar } from './FrontBar';
import { Icon } from './Icon';
import { LanguageSwitch } from './LanguageSwitch';
import { understood } from './offline';
import { openOrder, openTalkOf, unmute } from './page';
import { hasEnded, isBefore, isSpoken, type Sections, type Shown, sections } from './receipt';
import { Standing, Urgency } from './Signs';
import { Stranger } from './Stranger';
import type { Field } from './state';
import { beginningOf } from './TalkLines';
import { TaskList } from './TaskList';
import { type Talk, unreadInAll } from './talk';
import { tasksOf } from './task';
import { useMinute } from './time';
import { WhistleList } from './WhistleList';
import { isMark } from './waiting';
import { whistlesOf } from './whistle';
import { say } from './words';

/** So many of what has ended are shown at first. */
const FIRST_CLOSED = 10;

type Props = { field: Field; card: InboxCard; orders: Shown[] };

export function OrderList({ field, card, orders }: Props): ReactNode {
  const sorted = sections(orders);
  const tasks = tasksOf(field);
  const whistles = whistlesOf(field);
  const isIdle = sorted.waiting.length + sorted.underway.length + tasks.length + whistles.length === 0;
  return (
    <>
      <Head field={field} card={card} />
      <main className="list" data-testid="inbox">
        {field.untrusted !== null && <Untrusted page={field.untrusted.page} />}
        {orders.length + tasks.length + whistles.length === 0 && (
          <div className="middle" data-testid="inbox-empty">
            <Icon name="inbox" size={48} />
            <p className="lead">{say('list.none')}</p>
            <p className="quiet">{say('list.none.advice')}</p>
          </div>
        )}
        {orders.length > 0 && isIdle && (
          <p className="idle">
            <Icon name="check" size={20} /> {say('list.nothing.open')}
          </p>
        )}
        <WhistleList field={field} />
        <TaskList field={field} />
        <TalkEntry talk={field.talk} card={card} />
        <Section name="waiting" orders={sorted.waiting} fresh={field.fresh} />
        <Section name="underway" orders={sorted.underway} fresh={field.fresh} />
        <Section name="copies" orders={sorted.copies} fresh={field.fresh} />
        <CallCentre field={field} card={card} />
        <Section name="closed" orders={sorted.closed} fresh={field.fresh} first={FIRST_CLOSED} />
      </main>
      <FrontBar field={field} post={card.post.id} />
    </>
  );
}

/** My group: the last that was said, and how much is new. */
function TalkEntry({ talk, card }: { talk: Talk; card: InboxCard }): ReactNode {
  const unread = unreadInAll(talk);
  const own = talk.list?.channels.find((line) => line.own);
  return (
    <button
      type="button"
      className="talk-entry"
      data-testid="talk-open"
      data-unread={unread}
      onClick={() => openTalkOf(card.grid.path)}
    >
      <Icon name="talk" />
      <span>
        <b>{say('talk.title', { name: card.grid.name })}</b>
        <small>{own?.last ? beginningOf(own.last) : say('talk.entry')}</small>
      </span>
      {unread > 0 && <span className="badge">{unread}</span>}
    </button>
  );
}

/** What this phone misses without the desk's certificate, and how to get it. */
function Untrusted({ page }: { page: string | null }): ReactNode {
  return (
    <section className="notice warn" data-testid="untrusted">
      <strong>{say('trust.missing')}</strong>
      <p>{say('trust.missing.what')}</p>
      <div className="row">
        {page !== null && (
          <a href={page} target="_blank" rel="noreferrer" data-testid="trust-page">
            {say('trust.get')}
          </a>
        )}
        <button type="button" className="plain" onClick={understood}>
          {say('order.understood')}
        </button>
      </div>
    </section>
  );
}

function Head({ field, card }: { field: Field; card: InboxCard }): ReactNode {
  const above = card.ancestors.filter(({ path }) => path !== card.grid.path).map(({ name }) => name);
  const unsent = field.pending.filter(
    (act) => (!isMark(act) || isSpoken(act.mark)) && act.post === card.post.id,
  ).length;
  return (
    <header className="head">
      <div className="row">
        <h1 data-testid="my-grid">{card.grid.name}</h1>
        <span className={`chip link ${field.link}`} data-testid="link" role="status">
          {say(`link.${field.link}`)}
        </span>
      </div>
      {above.length > 0 && (
        <p className="above" data-testid="my-grid-above">
          {above.join(' › ')}
        </p>
      )}
      <div className="row">
        <p className="who" data-testid="my-post">
          {card.post.title} · {card.post.person}
        </p>
        {!field.sound && (
          <button type="button" className="chip" aria-label={say('sound.off.advice')} onClick={unmute}>
            <Icon name="silent" size={18} /> {say('sound.off')}
          </button>
        )}
        <LanguageSwitch />
      </div>
      {field.link === 'lost' && (
        <p className="band" role="alert" data-testid="link-lost">
          <Icon name="lost" size={20} />
          <span>
            {say('link.lost.band')}
            {say('link.lost.asof', { time: shortTime(field.asOf) })}
            {unsent > 0 && say('link.lost.pending', { count: unsent })}
          </span>
        </p>
      )}
      <Stranger failure={field.failure} />
      {field.forgetful && (
        <p className="band" role="alert">
          <span>{say('memory.full')}</span>
        </p>
      )}
    </header>
  );
}

type SectionProps = { name: keyof Sections; orders: Shown[]; fresh: ReadonlySet<string>; first?: number };

function Section({ name, orders, fresh, first = Number.POSITIVE_INFINITY }: SectionProps): ReactNode {
  const [all, setAll] = useState(false);
  if (orders.length === 0) return null;
  const visible = all ? orders : orders.slice(0, first);
  const older = orders.length - visible.length;
  return (
    <section className={`group ${name}`} data-testid={`list-${name}`}>
      <h2>
        {say(`list.${name}`)} <span className="count">{orders.length}</span>
      </h2>
      <ul>
        {visible.map((order) => (
          <li key={order.id}>
            <Line order={order} isFresh={fresh.has(order.id)} />
          </li>
        ))}
      </ul>
      {older > 0 && (
        <button type="button" className="plain wide" onClick={() => setAll(true)}>
          {say('list.older', { count: older })}
        </button>
      )}
    </section>
  );
}

function Line({ order, isFresh }: { order: Shown; isFresh: boolean }): ReactNode {
  const now = useMinute();
  const isAsked = order.part === 'recipient' && order.progress !== 'done' && order.progress !== 'refused';
  const isOpen = isAsked && !hasEnded(order);
  const isLate = isOpen && order.deadline !== null && Date.parse(order.deadline) < now;
  return (
    <button
      type="button"
      className={`line ${order.part} ${order.progress} ${order.priority} ${isFresh ? 'fresh' : ''}`}
      data-testid="inbox-order"
      data-order={order.id}
      data-progress={order.progress}
      onClick={() => openOrder(order.id)}
    >
      <span className="top">
        <Urgency priority={order.priority} />
        <span className="kind">{say(`kind.${order.kind}`)}</span>
        {isFresh && <span className="new">{say('list.new')}</span>}
        <span className="time">{shortTime(order.issued, now)}</span>
      </span>
      <span className="text">{order.text}</span>
      <span className="bottom">
        <Standing order={order} />
        {isOpen && order.called && isBefore(order.progress, 'accepted') && (
          <span className="called" data-testid="called">
            {say('list.called', { time: shortTime(order.called, now) })}
          </span>
        )}
        {order.end && <span className="ended">{say(`end.${order.end.how.end}`)}</span>}
        {isOpen && order.deadline !== null && (
          <span className={isLate ? 'late' : 'limit'}>
            {say(isLate ? 'order.overdue' : 'order.deadline', { time: shortTime(order.deadline, now) })}
          </span>
        )}
      </span>
    </button>
  );
}
