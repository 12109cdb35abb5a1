// What this phone knows of its groups: the list, the lines that were fetched, and when it may ring.

import type { Called } from '../bridge/wire/Called';
import type { ChannelLine } from '../bridge/wire/ChannelLine';
import type { ChannelList } from '../bridge/wire/ChannelList';
import type { ChannelPage } from '../bridge/wire/ChannelPage';
import type { Failure } from '../bridge/wire/Failure';
import type { MessageLine } from '../bridge/wire/MessageLine';
import type { Priority } from '../bridge/wire/Priority';
import type { QuietHours } from '../bridge/wire/QuietHours';
import type { TalkLine } from '../bridge/wire/TalkLine';
import type { PendingMessage } from './waiting';

/** When this phone rings: as the house says, always, or for nothing but what is critical. */
export type Ringing = 'house' | 'always' | 'critical';

export type Talk = {
  list: ChannelList | null;
  /** The groups that were opened, by grid: the newest lines of each. */
  pages: Readonly<Record<string, ChannelPage>>;
  /** Whom one can call in one's own group. */
  people: readonly Called[];
  /** The group on the screen; null: none. */
  open: string | null;
  /** Where the mark stood when it was opened: what came since is new. */
  opened: number;
  /** Up to where this phone has read, by grid: also what the desk does not know yet. */
  read: Readonly<Record<string, number>>;
  /** Messages that the desk did not take, with their words. */
  unsaid: readonly { message: PendingMessage; failure: Failure }[];
  /** Why the group on the screen could not be fetched. */
  failure: Failure | null;
};

/** What outlives a closed page. */
export type KeptTalk = Pick<Talk, 'list' | 'pages' | 'people' | 'read'> & { post: string };

export const NO_TALK: Talk = {
  list: null,
  pages: {},
  people: [],
  open: null,
  opened: 0,
  read: {},
  unsaid: [],
  failure: null,
};

/** Of one's own group so many lines are kept for when there is no network. */
const KEPT = 60;

/** What is worth keeping: the newest of one's own group. */
export function keptOf({ list, pages, people, read }: Talk, post: string, own: string): KeptTalk {
  const page = pages[own];
  const newest = page && { ...page, lines: page.lines.slice(0, KEPT), more: page.more || page.lines.length > KEPT };
  return { post, list, pages: newest ? { [own]: newest } : {}, people, read };
}

/** A line's place among all that is said. */
export function numberOf(line: TalkLine | undefined): number {
  if (line === undefined) return 0;
  return line.what === 'message' ? line.message.number : line.number;
}

/** A newer page over what was fetched before: lines that it reaches down to are told anew, older ones stay. */
export function renewed(before: ChannelPage | undefined, page: ChannelPage): ChannelPage {
  const oldest = numberOf(page.lines.at(-1));
  if (before === undefined || !page.more) return page;
  const older = before.lines.filter((line) => numberOf(line) < oldest);
  // Between the two something may be missing: then only what is new stands.
  if (!before.lines.some((line) => numberOf(line) >= oldest)) return page;
  return { ...page, lines: [...page.lines, ...older], more: before.more };
}

/** An older page under what is there. */
export function continued(before: ChannelPage, page: ChannelPage): ChannelPage {
  const oldest = numberOf(before.lines.at(-1));
  const older = page.lines.filter((line) => numberOf(line) < oldest);
  return { ...before, lines: [...before.lines, ...older], more: page.more };
}

/** What is unread in a group, also where the desk has not heard yet that it was read. */
export function unreadIn(line: ChannelLine, talk: Talk): number {
  const read = talk.read[line.channel] ?? 0;
  const page = talk.pages[line.channel];
  if (page === undefined || read <= page.read) return line.unread;
  return page.lines.filter((one) => isNews(one, read)).length;
}

/** What is unread in my own group, and where somebody calls me elsewhere. */
export function unreadInAll(talk: Talk): number {
  const lines = talk.list?.channels ?? [];
  return lines.reduce(
    (sum, line) => sum + (line.own ? unreadIn(line, talk) : Math.min(line.called, unreadIn(line, talk))),
    0,
  );
}

export function isNews(line: TalkLine, read: number): boolean {
  return line.what === 'message' && line.message.number > read && !line.message.own && line.message.withdrawn === null;
}

/** Whether the phone keeps silent now about something of this urgency. */
export function isQuiet(
  priority: Priority,
  ringing: Ringing,
  list: Pick<ChannelList, 'quiet' | 'offset_hours'> | null,
  at: number,
): boolean {
  if (priority === 'critical' || ringing === 'always') return false;
  if (ringing === 'critical') return true;
  return list?.quiet ? holds(list.quiet, minuteOfDay(at, list.offset_hours)) : false;
}

/** Hours that end earlier than they begin go over midnight. */
export function holds({ from, to }: QuietHours, minute: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** The minute of the store's day, wherever the phone is. */
export function minuteOfDay(at: number, offsetHours: number): number {
  const minutes = Math.floor(at / 60_000) + offsetHours * 60;
  return ((minutes % 1440) + 1440) % 1440;
}

/** The beginning of what a message says, for where another speaks of it. */
export function beginning(message: Pick<MessageLine, 'words'>): string | null {
  const { words } = message;
  return words !== null && words.length > 80 ? `${words.slice(0, 80)}…` : words;
}
