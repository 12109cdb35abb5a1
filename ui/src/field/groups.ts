// What changes the groups on this phone: asking, reading, writing, and whether news of them may ring.

import { isLost, NotSeated } from '../bridge/failed';
import type { Called } from '../bridge/wire/Called';
import type { Failure } from '../bridge/wire/Failure';
import type { MessageDraft } from '../bridge/wire/MessageDraft';
import type { MessageLine } from '../bridge/wire/MessageLine';
import type { News } from '../bridge/wire/News';
import type { Priority } from '../bridge/wire/Priority';
import { onceMore } from '../shared/again';
import { keep, kept } from '../shared/keep';
import { uuid7 } from '../shared/uuid';
import { ring } from './alarm';
import { act, callable, channel, channels } from './desk';
import { failureOf } from './failure';
import { keepMessage } from './outbox';
import { memory, now, set } from './state';
import { beginning, continued, isQuiet, keptOf, NO_TALK, numberOf, type Ringing, renewed, type Talk } from './talk';
import type { PendingMessage } from './waiting';

/** Lines that are fetched at once. */
const AT_ONCE = 50;
const RINGING = 'wutu.field.ringing';

function change(part: Partial<Talk>): void {
  set({ talk: { ...now().talk, ...part } });
}

/** The grid of my own group. */
function own(): string | null {
  return now().card?.grid.path ?? null;
}

/** What an earlier page has kept of this post's groups. */
export function recall(): void {
  const { card, talk } = now();
  const before = memory.talk();
  if (card === null || before?.post !== card.post.id || talk.list !== null) return;
  const { list, pages, people, read } = before;
  change({ list, pages, people, read });
}

function remember(): void {
  const { card, talk } = now();
  if (card !== null) memory.keepTalk(keptOf(talk, card.post.id, card.grid.path));
}

/** Asks for the groups and for the newest lines of those that matter; while an answer is under way, once more after it. */
export const refreshTalk = onceMore(ask);

async function ask(): Promise<void> {
  const mine = own();
  if (mine === null) return;
  try {
    change({ list: await channels() });
    const { open } = now().talk;
    for (const path of open === null || open === mine ? [mine] : [mine, open]) await fetchNewest(path);
    if (now().talk.people.length === 0) change({ people: (await callable(mine)).people });
    remember();
  } catch (failure) {
    // Without a network what was kept stands; who has no seat any more is told by the inbox.
    if (!isLost(failure) && !(failure instanceof NotSeated)) change({ failure: failureOf(failure) });
  }
  sayRead();
}

async function fetchNewest(path: string): Promise<void> {
  const page = await channel(path, null, AT_ONCE);
  const { pages } = now().talk;
  change({ pages: { ...pages, [path]: renewed(pages[path], page) }, failure: null });
}

let fetching = false;

/** Fetches older lines of the group on the screen. */
export async function fetchOlder(): Promise<void> {
  const { open, pages } = now().talk;
  const page = open === null ? undefined : pages[open];
  if (open === null || page === undefined || !page.more || fetching) return;
  fetching = true;
  try {
    const older = await channel(open, numberOf(page.lines.at(-1)), AT_ONCE);
    const { pages: current } = now().talk;
    const newest = current[open];
    if (newest) change({ pages: { ...current, [open]: continued(newest, older) }, failure: null });
  } catch (failure) {
    change({ failure: failureOf(failure) });
  } finally {
    fetching = false;
  }
}

/** What is found in the group on the screen. */
export async function find(text: string): Promise<MessageLine[]> {
  const { open } = now().talk;
  if (open === null) return [];
  const page = await channel(open, null, AT_ONCE, text);
  return page.lines.flatMap((line) => (line.what === 'message' ? [line.message] : []));
}

// Reading

/** Opens a group: from now on it is read as long as it lies open. */
export function openTalk(path: string): void {
  const { talk } = now();
  const read = Math.max(talk.read[path] ?? 0, talk.pages[path]?.read ?? 0);
  change({ open: path, opened: read, failure: null });
  void refreshTalk();
  sayRead();
}

export function leaveTalk(): void {
  change({ open: null });
}

let saying = false;

/** The group lies open before the person's eyes: the mark moves here at once, and at the desk when it can be reached. */
export function sayRead(): void {
  const { open, pages, read } = now().talk;
  const page = open === null ? undefined : pages[open];
  if (open !== null && page && document.visibilityState === 'visible') {
    const newest = numberOf(page.lines[0]);
    if (newest > (read[open] ?? 0)) {
      change({ read: { ...read, [open]: newest } });
      remember();
    }
  }
  void tellRead();
}

/** Tells the desk of every mark that it does not know yet. A mark said twice is one mark, so none need be kept. */
async function tellRead(): Promise<void> {
  if (saying) return;
  saying = true;
  try {
    for (const [path, number] of Object.entries(now().talk.read)) {
      const page = now().talk.pages[path];
      if (page === undefined || number <= page.read) continue;
      const action = { type: 'read_channel', channel: path, span: 'here', number } as const;
      await act({ command_id: uuid7(), action });
      const { pages, list } = now().talk;
      const told = pages[path];
      const lines = list?.channels.map((line) => (line.channel === path ? { ...line, unread: 0, called: 0 } : line));
      change({
        ...(told && { pages: { ...pages, [path]: { ...told, read: number, unread: 0 } } }),
        ...(list && lines && { list: { ...list, channels: lines } }),
      });
    }
    remember();
  } catch {
    // It is told when the desk is there again.
  } finally {
    saying = false;
  }
}

// Writing

/** Says something in my group; it is sent when the desk can be reached, once. */
export async function say(
  words: string,
  quotes: MessageLine | null,
  called: readonly Called[],
  files: readonly Blob[] = [],
): Promise<void> {
  const path = own();
  if (path === null) return;
  const message: MessageDraft = {
    channel: path,
    span: 'here',
    priority: 'normal',
    words,
    mentions: called.filter(({ person }) => words.includes(`@${person}`)).map(({ post }) => post),
    quotes: quotes?.id ?? null,
    written: null,
  };
  await keepMessage(message, quotes && beginning(quotes), files);
}

/** The desk did not take a message: it stays on the screen until the person has seen why. */
export function noteUnsaid(message: PendingMessage, failure: Failure): void {
  change({ unsaid: [...now().talk.unsaid, { message, failure }] });
}

export function forgetUnsaid(id: string): void {
  change({ unsaid: now().talk.unsaid.filter(({ message }) => message.id !== id) });
}

/** Another post, or none: nothing of the groups before is shown. */
export function forgetTalk(): void {
  set({ talk: NO_TALK });
}

// Ringing

export function ringing(): Ringing {
  const chosen = kept(RINGING);
  return chosen === 'always' || chosen === 'critical' ? chosen : 'house';
}

export function setRinging(chosen: Ringing): void {
  keep(RINGING, chosen);
  change({});
}

/** Rings, unless these are quiet hours and it can wait. */
export function ringUnlessQuiet(priority: Priority): void {
  if (!isQuiet(priority, ringing(), now().talk.list, Date.now())) ring(priority);
}

/** News of the groups: fetched, and told by sound where somebody looks elsewhere. */
export function hearTalk(
  news: Extract<News, { type: 'message_sent' | 'channel_changed' | 'quiet_hours_changed' }>,
): void {
  void refreshTalk();
  if (news.type !== 'message_sent' || news.own) return;
  const isMine = news.channel === own() || news.span === 'below';
  const isSeen = now().talk.open !== null && document.visibilityState === 'visible';
  if ((isMine || news.calls_me) && !isSeen) ringUnlessQuiet(news.priority);
}
