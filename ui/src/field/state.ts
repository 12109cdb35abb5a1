// What the field page knows, and who watches it.

import type { CallLine } from '../bridge/wire/CallLine';
import type { Failure } from '../bridge/wire/Failure';
import type { InboxCard } from '../bridge/wire/InboxCard';
import type { MyGround } from '../bridge/wire/MyGround';
import type { SpeechLine } from '../bridge/wire/SpeechLine';
import type { Wish } from './callback';
import type { Link } from './desk';
import { browserStorage, Memory } from './memory';
import { type Shown, shown } from './receipt';
import { NO_TALK, type Talk } from './talk';
import type { Waiting } from './waiting';

/** A screen beside orders and groups. */
export type Screen = 'report' | 'checkpoints' | 'ground';

/** The desk knew something newer of a checkpoint than what was said at that time, or refused it. */
export type Heard = { late: number } | { failure: Failure };

export type Field = {
  /** Before the first answer, without a post, or with one. */
  stage: 'opening' | 'pairing' | 'seated';
  /** The desk ended a pairing that was there. */
  ended: boolean;
  /** The code that the address brought, for another try. */
  typed: string;
  /** Why pairing or asking failed. */
  failure: Failure | null;
  busy: boolean;
  card: InboxCard | null;
  /** When the desk gave the card, in milliseconds. */
  asOf: number;
  link: Link;
  pending: readonly Waiting[];
  /** The call that was asked for and that the desk has not answered yet. */
  wish: Wish | null;
  /** Why the desk did not take the last one. */
  wishRefused: Failure | null;
  /** What the desk did not take, by order. */
  refusals: Readonly<Record<string, Failure>>;
  /** Orders that came while the page was open and were not looked at yet. */
  fresh: ReadonlySet<string>;
  /** Which order is on the screen. */
  open: string | null;
  /** Which incident that my grid has to do is on the screen. */
  task: string | null;
  /** Which of the front line's own screens is shown. */
  screen: Screen | null;
  /** My grid as a small map; null: the desk has not told it yet. */
  ground: MyGround | null;
  /** What came of the last word about each checkpoint, where it was not simply taken. */
  heard: Readonly<Record<string, Heard>>;
  /** My group and those below it. */
  talk: Talk;
  /** Who speaks live, the latest first. */
  speeches: readonly SpeechLine[];
  /** My live calls, as the desk tells them. */
  calls: readonly CallLine[];
  /** The browser keeps nothing. */
  forgetful: boolean;
  sound: boolean;
  /** The browser does not trust the desk's certificate; where a phone gets it, if there is such a page. */
  untrusted: { page: string | null } | null;
};

export const memory = new Memory(browserStorage());
const watchers = new Set<() => void>();

let field: Field = {
  stage: 'opening',
  ended: false,
  typed: '',
  failure: null,
  busy: false,
  card: null,
  asOf: 0,
  link: 'connecting',
  pending: memory.pending(),
  wish: memory.wish(),
  wishRefused: null,
  refusals: {},
  fresh: new Set(),
  open: null,
  task: null,
  screen: null,
  ground: null,
  heard: {},
  talk: NO_TALK,
  speeches: [],
  calls: [],
  forgetful: false,
  sound: false,
  untrusted: null,
};

export function now(): Field {
  return field;
}

export function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function set(change: Partial<Field>): void {
  field = { ...field, ...change };
  for (const watcher of watchers) watcher();
}

/** My orders as they stand, with what is still on its way. */
export function orders(): Shown[] {
  return field.card === null ? [] : shown(field.card, field.pending);
}
