// What is said in a group, the newest at the thumb.

import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Author } from '../bridge/wire/Author';
import type { LastLine } from '../bridge/wire/LastLine';
import type { MessageLine } from '../bridge/wire/MessageLine';
import type { TalkLine } from '../bridge/wire/TalkLine';
import { shortTime } from '../shared/format';
import { Attached } from './Attached';
import { fetchOlder } from './groups';
import { Icon } from './Icon';
import { openOrder } from './page';
import type { Shown } from './receipt';
import { Standing, Urgency } from './Signs';
import { isNews, numberOf } from './talk';
import { useMinute } from './time';
import type { PendingMessage } from './waiting';
import { say } from './words';

/** So near to the top, older lines are fetched. */
const NEAR = 200;

export function nameOf({ person, title }: Author): string {
  return person === '' ? say('talk.desk') : `${person} ${title}`;
}

/** The beginning of a message: its words, or else what it consists of. A page kept from before says nothing of that. */
export function beginningOf({ words, beside }: Pick<LastLine, 'words' | 'beside'>): string {
  if (words === null) return say('talk.gone');
  return words === '' && beside ? say(`talk.beside.${beside}`) : words;
}

type Props = {
  /** The newest first. */
  lines: readonly TalkLine[];
  isKnown: boolean;
  isLost: boolean;
  opened: number;
  orders: readonly Shown[];
  unsent: readonly PendingMessage[];
  onQuote: ((message: MessageLine) => void) | null;
};

/** The newest stands below: the box is turned, so that it opens there and stays there. */
export function TalkLines({ lines, isKnown, isLost, opened, orders, unsent, onQuote }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const said = new Set(lines.flatMap((line) => (line.what === 'message' ? [line.message.id] : [])));
  const waiting = unsent.filter(({ id }) => !said.has(id));
  const firstNews = lines.findLastIndex((line) => isNews(line, opened));
  // What one has just written is seen at once.
  useLayoutEffect(() => {
    if (waiting.length > 0) box.current?.scrollTo({ top: 0 });
  }, [waiting.length]);
  if (lines.length + waiting.length === 0) {
    return (
      <main className="middle">
        <p className="lead">{say(isKnown ? 'talk.none' : isLost ? 'talk.lost' : 'talk.opening')}</p>
      </main>
    );
  }
  return (
    <main
      ref={box}
      className="talk-lines"
      data-testid="talk-lines"
      onScroll={({ currentTarget: { scrollHeight, clientHeight, scrollTop } }) => {
        if (scrollHeight - clientHeight + scrollTop < NEAR) void fetchOlder();
      }}
    >
      {[...waiting].reverse().map((one) => (
        <article key={one.id} className="said own" data-testid="talk-waiting">
          {one.quoted && <blockquote>{one.quoted}</blockquote>}
          {one.message.words !== '' && <p className="said-words">{one.message.words}</p>}
          {one.files && <p className="quiet">{say('report.files', { count: one.files.length })}</p>}
          <footer>
            <span className="unsent">
              <Icon name="unsent" size={16} /> {say('order.pending')}
            </span>
          </footer>
        </article>
      ))}
      {lines.map((line, index) => (
        <Line
          key={numberOf(line)}
          line={line}
          isFirstNews={index === firstNews}
          order={line.what === 'order' ? (orders.find(({ id }) => id === line.order) ?? null) : null}
          onQuote={onQuote}
        />
      ))}
    </main>
  );
}

type LineProps = {
  line: TalkLine;
  isFirstNews: boolean;
  order: Shown | null;
  onQuote: Props['onQuote'];
};

function Line({ line, isFirstNews, order, onQuote }: LineProps): ReactNode {
  const now = useMinute();
  if (line.what === 'order') {
    if (order === null) return null;
    return (
      <button type="button" className="said-order" data-testid="talk-order" onClick={() => openOrder(order.id)}>
        <span className="row">
          <Urgency priority={order.priority} /> <span className="kind">{say(`kind.${order.kind}`)}</span>
          <span className="time">{shortTime(order.issued, now)}</span>
        </span>
        <span className="said-words">{order.text}</span>
        <Standing order={order} />
      </button>
    );
  }
  return (
    <>
      <Said message={line.message} now={now} onQuote={onQuote} />
      {isFirstNews && (
        <p className="talk-news" data-testid="talk-news">
          {say('talk.news')}
        </p>
      )}
    </>
  );
}

export function Said({
  message,
  now,
  onQuote,
}: {
  message: MessageLine;
  now: number;
  onQuote: Props['onQuote'];
}): ReactNode {
  const { quotes, withdrawn } = message;
  return (
    <article
      className={`said ${message.own ? 'own' : ''} ${message.calls_me ? 'calls' : ''}`}
      data-testid="talk-message"
      data-message={message.id}
    >
      <header>
        <b>{nameOf(message.author)}</b>
        {message.priority !== 'normal' && <Urgency priority={message.priority} />}
        <time>{shortTime(message.at, now)}</time>
      </header>
      {message.span === 'below' && <p className="said-from">{say('talk.below', { name: message.channel_name })}</p>}
      {quotes && (
        <blockquote>
          {quotes.author === null ? (
            say('talk.unseen')
          ) : (
            <>
              <b>{nameOf(quotes.author)}</b> {beginningOf(quotes)}
            </>
          )}
        </blockquote>
      )}
      {message.words !== '' && (
        <p className={withdrawn ? 'said-words quiet' : 'said-words'}>
          {withdrawn
            ? say('talk.withdrawn', { who: nameOf(withdrawn.by), reason: withdrawn.reason })
            : (message.words ?? say('talk.gone'))}
        </p>
      )}
      {/* A page that was kept before messages had pictures says nothing of them. */}
      <Attached attachments={message.attachments ?? []} form="small" />
      <footer>
        {message.written && <span>{say('talk.written', { time: shortTime(message.written, now) })}</span>}
        {withdrawn === null && onQuote !== null && (
          <button type="button" className="word" data-testid="talk-quote" onClick={() => onQuote(message)}>
            {say('talk.reply')}
          </button>
        )}
      </footer>
    </article>
  );
}
