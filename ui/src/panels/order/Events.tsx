// What happened to an order, minute by minute.

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef } from 'react';
import type { LiveBoard } from '../../desk/board';
import { listed, t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { clockTime, figure, shortTime } from '../../shared/format';
import { eventsOf, type OrderEvent } from './events';
import styles from './ladder.module.css';

const ROW = 24;
/** The list follows the news at this pace. */
const PACE = 1000;
const STATES = ['done', 'refused', 'accepted', 'read', 'delivered'] as const;

export function Events({ board }: { board: LiveBoard }) {
  const box = useRef<HTMLDivElement>(null);
  const now = useNow(PACE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the board moves in place; the clock says when to look again
  const events = useMemo(() => eventsOf(board), [board, now]);
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => box.current,
    getItemKey: (index) => events[index]?.key ?? index,
    estimateSize: () => ROW,
    overscan: 10,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <div ref={box} className={styles.events} tabIndex={0} data-testid="order-events">
      <ol style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const event = events[index];
          if (!event) return null;
          const time = event.sort === 'answers' ? shortTime(event.at) : clockTime(event.at);
          return (
            <li
              key={key}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
              data-sort={event.sort}
              data-testid="order-event"
            >
              <time>{time}</time>
              <span>{said(event, board)}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function said(event: OrderEvent, board: LiveBoard): ReactNode {
  switch (event.sort) {
    case 'issued':
      return t('order.event.issued', { number: board.card.order.number, people: board.people.expected });
    case 'answers':
      return listed(
        STATES.flatMap((state) => {
          const count = event.answers[state];
          return count === undefined ? [] : `${t(`order.progress.${state}`)} ${figure(count)}`;
        }),
      );
    case 'rung': {
      const { number, reached } = event.rung;
      if (!reached) return null;
      if (reached.silent.units === 0) return t('order.event.allAnswered', { number });
      const rung = t('order.event.rung', { number, count: reached.silent.people });
      return reached.late ? `${rung} · ${t('order.ladder.late')}` : rung;
    }
    case 'call': {
      const { call } = event;
      const sought = board.rows[board.byPost.get(call.post) ?? -1];
      const name = sought ? `${sought.person} ${sought.title}` : call.post;
      const head = call.to === call.post ? undefined : board.card.heads.find(({ post }) => post === call.to);
      const means = t(`order.call.${call.means}`);
      const who = head ? t('order.call.aboutBy', { head: head.person, name }) : name;
      return (
        <>
          {t('order.event.call', { means, who, outcome: t(`order.call.${call.outcome}`) })}
          {call.words && <q>{call.words}</q>}
          <em> {t(`shell.role.${call.by.role}`)}</em>
        </>
      );
    }
    case 'ended': {
      const { how } = event.end;
      const reason = how.end === 'corrected' ? null : how.reason;
      return (
        <>
          {t(`order.end.${how.end}`)}
          {reason && <q>{reason}</q>}
        </>
      );
    }
  }
}
