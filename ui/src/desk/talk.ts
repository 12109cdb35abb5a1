// The groups: the list of channels, what is said in one page by page, and how far this seat has read.

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { bridge } from '../bridge/open';
import type { Called } from '../bridge/wire/Called';
import type { ChannelList } from '../bridge/wire/ChannelList';
import type { ChannelPage } from '../bridge/wire/ChannelPage';
import type { MessageLine } from '../bridge/wire/MessageLine';
import type { Span } from '../bridge/wire/Span';
import type { TalkLine } from '../bridge/wire/TalkLine';
import { act } from './calls';
import { answers } from './questions';

const CHANNELS_SHOWN = 500;
const LINES_AT_ONCE = 100;
const PEOPLE_SHOWN = 8;

/** All that this seat covers in which something was said, the latest first. */
export const useChannels = (enabled: boolean) =>
  useQuery<ChannelList>({
    queryKey: ['channels'],
    queryFn: ({ signal }) => bridge.ask<'channels'>({ type: 'channels', scope: null, limit: CHANNELS_SHOWN }, signal),
    enabled,
    placeholderData: keepPreviousData,
  });

/** Whom a message in the channel can call; none is asked for while `text` is null. */
export const useCallable = (channel: string, span: Span, text: string | null) =>
  useQuery({
    queryKey: ['callable', channel, span, text],
    queryFn: ({ signal }) =>
      bridge.ask<'callable'>({ type: 'callable', channel, span, text: text ?? '', limit: PEOPLE_SHOWN }, signal),
    enabled: text !== null,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });

/** What is said in a channel, alone or with all below, from the newest back; with these words in it, where there are any. */
export function useTalk(channel: string, span: Span, text: string) {
  const asked = useInfiniteQuery({
    queryKey: ['channel', channel, span, text],
    queryFn: ({ signal, pageParam }): Promise<ChannelPage> =>
      bridge.ask<'channel'>({ type: 'channel', channel, span, text, before: pageParam, limit: LINES_AT_ONCE }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.more ? (numberOf(page.lines.at(-1)) ?? undefined) : undefined),
    gcTime: 30_000,
  });
  return { ...asked, page: asked.data?.pages[0], lines: asked.data?.pages.flatMap((page) => page.lines) ?? [] };
}

/** Up to where this page has moved the marks: what was asked for before does not say so. */
const marks = new Map<string, number>();

/** A line's place among all that is said. */
export function numberOf(line: TalkLine | undefined): number | null {
  if (line === undefined) return null;
  return line.what === 'message' ? line.message.number : line.number;
}

/** Up to where a channel was read when it was opened, and how much was unread then. */
export type Opened = { read: number; unread: number };

/**
 * Moves this seat's mark while the newest line is shown to somebody, and says where the mark stood when the channel was
 * opened: what came since is new.
 */
export function useReading(
  channel: string,
  span: Span,
  page: ChannelPage | undefined,
  isShown: boolean,
): Opened | null {
  const [opened, setOpened] = useState<(Opened & { of: string }) | null>(null);
  const of = `${channel} ${span}`;
  const said = useRef({ of: '', number: 0 });
  const newest = numberOf(page?.lines[0]) ?? 0;
  const isHere = page?.channel === channel;
  const read = Math.max(page?.read ?? 0, marks.get(of) ?? 0);
  const unread = marks.has(of) ? 0 : (page?.unread ?? 0);
  useEffect(() => {
    if (isHere) setOpened((before) => (before?.of === of ? before : { of, read, unread }));
  }, [isHere, of, read, unread]);
  useEffect(() => {
    const move = (): void => {
      if (!isHere || !isShown || document.visibilityState !== 'visible') return;
      if (
        (newest <= (page?.read ?? 0) && (page?.unread ?? 0) === 0) ||
        (said.current.of === of && said.current.number >= newest)
      )
        return;
      said.current = { of, number: newest };
      marks.set(of, newest);
      act({ type: 'read_channel', channel, span, number: newest }).then(
        () => void answers.invalidateQueries({ queryKey: ['channels'] }),
        // The mark moves with the next line that comes, or when the channel is opened again.
        () => {
          said.current = { of: '', number: 0 };
          marks.delete(of);
        },
      );
    };
    move();
    document.addEventListener('visibilitychange', move);
    return () => document.removeEventListener('visibilitychange', move);
  }, [channel, span, of, isHere, isShown, newest, page?.read, page?.unread]);
  return opened?.of === of ? opened : null;
}

/** What is being written in a channel: it stays while one looks elsewhere. */
export type Writing = {
  words: string;
  span: Span;
  isCritical: boolean;
  quotes: MessageLine | null;
  called: Called[];
};

export const EMPTY: Writing = { words: '', span: 'here', isCritical: false, quotes: null, called: [] };

const written = new Map<string, Writing>();

/** The draft of a channel, as it stands. */
export function writingOf(channel: string): Writing {
  return written.get(channel) ?? EMPTY;
}

/** The draft of a channel, and how to change it. */
export function useWriting(channel: string): [Writing, (change: Partial<Writing>) => void] {
  const [, again] = useState(0);
  const writing = writingOf(channel);
  const change = (part: Partial<Writing>): void => {
    written.set(channel, { ...(written.get(channel) ?? EMPTY), ...part });
    again((count) => count + 1);
  };
  return [writing, change];
}

/** Whom the words really call: who was chosen and still stands there by name. */
export function stillCalled({ words, called }: Writing): Called[] {
  return called.filter(({ person }) => words.includes(`@${person}`));
}

/** What stands between the last `@` and the end of what was typed so far; null where nobody is being called. */
export function callingIn(typed: string): string | null {
  return /(?:^|[^\w@])@([^\s@]{0,20})$/u.exec(typed)?.[1] ?? null;
}
