// The lines of a group, the newest at the bottom; older ones come as one scrolls up to them.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { ChannelRights } from '../../bridge/wire/ChannelRights';
import type { MessageLine } from '../../bridge/wire/MessageLine';
import type { TalkLine } from '../../bridge/wire/TalkLine';
import { numberOf } from '../../desk/talk';
import { t } from '../../i18n/words';
import { day } from '../../shared/format';
import { MessageItem } from './MessageItem';
import { OrderCard } from './OrderCard';
import styles from './talk.module.css';

/** A line that is to be shown; a new object is a new wish. */
export type Wish = { number: number };

type Props = {
  /** The newest first. */
  lines: TalkLine[];
  /** Whose group it is: what was said elsewhere says where. */
  channel: string;
  /** Up to where it was read when it was opened. */
  opened: number | null;
  chosen: number | null;
  wish: Wish | null;
  /** The words that were searched for. */
  found: string;
  /** The message that is being withdrawn. */
  withdrawing: string | null;
  may: ChannelRights;
  mayWithdraw: (message: MessageLine) => boolean;
  isFetching: boolean;
  onOlder: () => void;
  onChoose: (number: number) => void;
  onReply: (message: MessageLine) => void;
  onPin: (message: MessageLine) => void;
  onWithdraw: (message: string | null) => void;
  onGo: (number: number) => void;
  onOrder: (order: string) => void;
  onChannel: (path: string) => void;
};

/** What a line takes before it was measured. */
const USUAL = 84;
/** So near to the top, older lines are fetched. */
const NEAR = 300;

export function TalkLines(props: Props) {
  const { lines, opened, chosen, wish, onOlder } = props;
  const box = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => [...lines].reverse(), [lines]);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    getItemKey: (index) => numberOf(shown[index]) ?? index,
    estimateSize: () => USUAL,
    overscan: 8,
    anchorTo: 'end',
    followOnAppend: true,
  });
  const firstNews = shown.findIndex(
    (line) => opened !== null && line.what === 'message' && line.message.number > opened && !line.message.own,
  );

  // It opens at the newest.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => rows.scrollToIndex(shown.length - 1, { align: 'end' }), []);
  const done = useRef<Wish | null>(null);
  useEffect(() => {
    if (wish === null || done.current === wish) return;
    const index = shown.findIndex((line) => numberOf(line) === wish.number);
    if (index < 0) return;
    done.current = wish;
    rows.scrollToIndex(index, { align: 'auto' });
  }, [wish, shown, rows]);

  return (
    <div
      ref={box}
      className={styles.lines}
      data-testid="talk-lines"
      data-count={shown.length}
      onScroll={(event) => {
        if (event.currentTarget.scrollTop < NEAR) onOlder();
      }}
    >
      {props.isFetching && <p className={styles.fetching}>{t('talk.fetching')}</p>}
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const line = shown[index];
          if (!line) return null;
          const number = numberOf(line) ?? 0;
          const isNewDay = dayOf(line) !== dayOf(shown[index - 1]);
          return (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className={styles.row}
              style={{ transform: `translateY(${start}px)` }}
            >
              {isNewDay && <p className={styles.day}>{day(momentOf(line))}</p>}
              {index === firstNews && (
                <p className={styles.news} data-testid="talk-news">
                  {t('talk.news')}
                </p>
              )}
              {line.what === 'order' ? (
                <OrderCard line={line} isChosen={number === chosen} onChoose={props.onChoose} onOrder={props.onOrder} />
              ) : (
                <MessageItem
                  message={line.message}
                  isElsewhere={line.message.channel !== props.channel}
                  isChosen={number === chosen}
                  isWithdrawing={props.withdrawing === line.message.id}
                  found={props.found}
                  may={{ ...props.may, withdraw: props.mayWithdraw(line.message) }}
                  onChoose={() => props.onChoose(number)}
                  onReply={() => props.onReply(line.message)}
                  onPin={() => props.onPin(line.message)}
                  onWithdraw={props.onWithdraw}
                  onGo={props.onGo}
                  onChannel={props.onChannel}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function momentOf(line: TalkLine): string {
  return line.what === 'message' ? line.message.at : line.at;
}

function dayOf(line: TalkLine | undefined): string {
  return line === undefined ? '' : new Date(momentOf(line)).toDateString();
}
