// A grid's group: what is said in it, what is pinned, and room to write; or the list of all groups.

import { Button, Input } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { MessageLine } from '../../bridge/wire/MessageLine';
import type { Span } from '../../bridge/wire/Span';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { numberOf, useReading, useTalk, useWriting } from '../../desk/talk';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { useRested } from '../../shared/clock';
import { figure } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Empty, Key, Loading, Note } from '../../shared/parts';
import { durations } from '../../shared/tokens';
import { Composer } from './Composer';
import { PinnedNotices } from './PinnedNotices';
import { TalkLines, type Wish } from './TalkLines';
import styles from './talk.module.css';
import { authorOf } from './words';

type Props = {
  /** The channel, by its grid. */
  channel: string;
  isShown: boolean;
  /** Why the page may be behind; null: it is not. */
  age: string | null;
  /** One may speak here, not only write. */
  mayTalk: boolean;
  /** What stands beside the name: the way to the list of groups. */
  side: ReactNode;
  onOrder: (order: string) => void;
  onChannel: (path: string) => void;
};

export function TalkPanel({ channel, isShown, age, mayTalk, side, onOrder, onChannel }: Props) {
  const [span, setSpan] = useState<Span>('here');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const [wish, setWish] = useState<Wish | null>(null);
  /** The way to the first unread line is being fetched. */
  const [isSeeking, setSeeking] = useState(false);
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const [writing, write] = useWriting(channel);
  const search = useRef<{ focus(): void }>(null);
  const composer = useRef<{ focus(): void }>(null);
  const pinning = useDoing();
  const rested = useRested(text.trim(), durations.previewPause);
  const asked = useTalk(channel, span, rested);
  const { page, lines } = asked;
  const opened = useReading(channel, span, rested === '' ? page : undefined, isShown);
  const at = lines.findIndex((line) => numberOf(line) === chosen);
  const line = lines[at];
  const message = line?.what === 'message' ? line.message : null;
  const fresh = opened === null ? [] : lines.filter((one) => isNews(one, opened.read));
  const firstNews = numberOf(fresh.at(-1));
  /** What was unread when it was opened, and what came since. */
  const news = Math.max(opened?.unread ?? 0, fresh.length);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another channel begins anew
  useEffect(() => {
    setText('');
    setChosen(null);
    setWish(null);
    setWithdrawing(null);
    setSeeking(false);
  }, [channel]);

  /** A line that is farther back is fetched first. */
  const goTo = (number: number | null): void => {
    if (number === null) return;
    setText('');
    setChosen(number);
    setWish({ number });
  };
  const isWished = wish !== null && !lines.some((one) => numberOf(one) === wish.number);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = asked;
  useEffect(() => {
    if (isWished && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isWished, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const oldest = numberOf(lines.at(-1)) ?? 0;
  const isThere = !hasNextPage || oldest <= (opened?.read ?? 0);
  useEffect(() => {
    if (!isSeeking) return;
    if (!isThere && !isFetchingNextPage) void fetchNextPage();
    if (!isThere) return;
    setSeeking(false);
    if (firstNews === null) return;
    setChosen(firstNews);
    setWish({ number: firstNews });
  }, [isSeeking, isThere, isFetchingNextPage, fetchNextPage, firstNews]);

  const reply = (to: MessageLine): void => {
    write({ quotes: to });
    composer.current?.focus();
  };
  const pin = (of: MessageLine): void =>
    void pinning.go({ type: of.pinned ? 'unpin_message' : 'pin_message', message: of.id });
  const mayWithdraw = (of: MessageLine): boolean => page?.may.withdraw === true || (of.own && page?.may.write === true);
  const canTouch = message !== null && message.withdrawn === null;
  useEffect(() => {
    if (!isShown) return;
    return offerHands({
      // The newest stands at the bottom: down is forward in time.
      step: (by) => {
        const next = lines[Math.max(0, Math.min(lines.length - 1, at < 0 ? 0 : at - by))];
        const number = numberOf(next);
        setChosen(number);
        if (number !== null) setWish({ number });
      },
      open: () => {
        if (line?.what === 'order') onOrder(line.order);
        else if (message?.quotes?.number) goTo(message.quotes.number);
        return line !== undefined;
      },
      talk: {
        write: () => composer.current?.focus(),
        search: () => search.current?.focus(),
        unread: () => setSeeking(true),
        reply: () => canTouch && page?.may.write && reply(message),
        pin: () => canTouch && page?.may.pin && pin(message),
        withdraw: () => canTouch && mayWithdraw(message) && setWithdrawing(message.id),
      },
      ...(withdrawing !== null && { fold: () => setWithdrawing(null) }),
      ...(withdrawing === null && writing.quotes !== null && { fold: () => write({ quotes: null }) }),
    });
  });

  return (
    <div className={styles.panel} data-testid="talk-panel" data-channel={channel}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h2 data-testid="talk-name">{page?.name ?? ''}</h2>
          <span className={styles.level}>{page?.level_name}</span>
          {side}
        </div>
        <div className={styles.tools}>
          <fieldset className={styles.spans} aria-label={t('talk.reading')}>
            {(['here', 'below'] as const).map((one) => (
              <button
                type="button"
                key={one}
                aria-pressed={span === one}
                title={t(`talk.read.${one}.title`)}
                onClick={() => setSpan(one)}
                data-testid={`talk-span-${one}`}
              >
                {t(`talk.read.${one}.name`)}
              </button>
            ))}
          </fieldset>
          <Input
            ref={(field) => {
              search.current = field;
            }}
            size="small"
            className={styles.search}
            allowClear
            value={text}
            aria-label={t('talk.search')}
            placeholder={t('talk.search')}
            onChange={(event) => setText(event.target.value)}
            data-testid="talk-search"
          />
          {news > 0 && rested === '' && (
            <Button size="small" loading={isSeeking} onClick={() => setSeeking(true)} data-testid="talk-jump">
              {t('talk.jump', { shown: figure(news) })} <Key>Alt N</Key>
            </Button>
          )}
        </div>
        {age !== null && <p className={styles.old}>{t('talk.old', { age })}</p>}
      </header>
      {page && page.pinned.length > 0 && (
        <PinnedNotices pinned={page.pinned} mayPin={page.may.pin} onGo={(one) => goTo(one.number)} onUnpin={pin} />
      )}
      {pinning.failure !== null && <Note {...failureWords(pinning.failure)} />}
      {asked.error && <Note {...failureWords(asked.error)} />}
      {asked.isPending && <Loading label={t('shell.loading')} />}
      {page && lines.length === 0 && (
        <Empty title={t(rested === '' ? 'talk.none' : 'talk.noneSo')}>
          {rested === '' && page.may.write && <span>{t('talk.begin', { people: figure(page.people) })}</span>}
        </Empty>
      )}
      {page && lines.length > 0 && (
        <TalkLines
          key={`${channel} ${span} ${rested}`}
          lines={lines}
          channel={channel}
          opened={rested === '' ? (opened?.read ?? null) : null}
          chosen={chosen}
          wish={wish}
          found={rested}
          withdrawing={withdrawing}
          may={page.may}
          mayWithdraw={mayWithdraw}
          isFetching={isFetchingNextPage}
          onOlder={() => hasNextPage && !isFetchingNextPage && void fetchNextPage()}
          onChoose={setChosen}
          onReply={reply}
          onPin={pin}
          onWithdraw={setWithdrawing}
          onGo={goTo}
          onOrder={onOrder}
          onChannel={onChannel}
        />
      )}
      {page?.may.write && (
        <Composer
          ref={composer}
          channel={channel}
          page={page}
          writing={writing}
          write={write}
          // What is sent by key is the reason then.
          isShown={isShown && withdrawing === null}
          quotedBy={writing.quotes && authorOf(writing.quotes.author)}
          mayTalk={mayTalk}
        />
      )}
      {page && !page.may.write && (
        <p className={styles.readOnly}>
          <Icon name="lock" size={14} /> {t('talk.readOnly')}
        </p>
      )}
    </div>
  );
}

function isNews(line: Parameters<typeof numberOf>[0], opened: number): boolean {
  return (
    line?.what === 'message' && line.message.number > opened && !line.message.own && line.message.withdrawn === null
  );
}
