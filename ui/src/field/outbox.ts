// What was said and not answered yet: kept with its command id, sent until the desk answers.

import { CallFailed, failureFrom, isLost, NotSeated } from '../bridge/failed';
import type { Action } from '../bridge/wire/Action';
import type { Attachment } from '../bridge/wire/Attachment';
import type { Failure } from '../bridge/wire/Failure';
import type { Mark } from '../bridge/wire/Mark';
import type { MessageDraft } from '../bridge/wire/MessageDraft';
import { uuid7 } from '../shared/uuid';
import { act, attach, PAUSES } from './desk';
import { failureOf, isPassing } from './failure';
import { isMessage, isSpoken, mark as marked, type Pending, type PendingMessage, type Waiting } from './receipt';
import { drop, get, keys, put } from './shelf';
import { memory, now, set } from './state';
import { say } from './words';

export type After = {
  /** The token is no longer good. */
  ended(): void;
  /** The desk did not take something: what it holds may differ from what is shown. */
  refused(): void;
  /** A message stands in its group. */
  said(): void;
  /** The desk did not take a message: its words are not lost. */
  unsaid(message: PendingMessage, failure: Failure): void;
};

/** Puts an act where it outlives the page, with its command id. */
export function note(order: string, said: Mark, files: string[] = []): void {
  const post = now().card?.post.id;
  if (post === undefined) return;
  const isThere = memory
    .pending()
    .some((one) => !isMessage(one) && one.order === order && one.post === post && one.mark.mark === said.mark);
  if (isThere) return;
  const along = files.length > 0 ? { files } : {};
  const isKept = memory.add({ id: uuid7(), post, order, mark: said, at: Date.now(), ...along });
  set({ pending: memory.pending(), forgetful: now().forgetful || !isKept });
}

/** The same with photos or a voice note. They are kept first: an answer is never there without what goes along. */
export async function noteWithFiles(order: string, said: Mark, files: readonly Blob[]): Promise<void> {
  const names = files.map(() => uuid7());
  const kept = await Promise.all(names.map((name, at) => put('outgoing', name, files[at] ?? new Blob())));
  note(order, said, names);
  if (kept.includes(false)) set({ forgetful: true });
}

/** Lets go of files that no answer waits for: their page was closed between the two. */
export async function sweepFiles(): Promise<void> {
  const before = await keys('outgoing');
  const wanted = new Set(memory.pending().flatMap((one) => (isMessage(one) ? [] : (one.files ?? []))));
  for (const name of before) if (!wanted.has(name)) await drop('outgoing', name);
}

/** Puts a message where it outlives the page, with its command id, which is the message's own. */
export function keepMessage(message: MessageDraft, quoted: string | null): void {
  const post = now().card?.post.id;
  if (post === undefined) return;
  const at = Date.now();
  const written = new Date(at).toISOString();
  const isKept = memory.add({ id: uuid7(), post, message: { ...message, written }, quoted, at });
  set({ pending: memory.pending(), forgetful: now().forgetful || !isKept });
}

let flushing = false;
let flushTries = 0;
let flushAgain: ReturnType<typeof setTimeout> | undefined;

/** Sends what is pending, oldest first. What the desk answers leaves the list, whatever it answers. */
export async function flush(after: After): Promise<void> {
  if (flushing) return;
  flushing = true;
  clearTimeout(flushAgain);
  try {
    const tried = new Set<string>();
    for (let next = nextPending(tried); next !== undefined; next = nextPending(tried)) {
      tried.add(next.id);
      if (!(await send(next, after))) break;
    }
    if (tried.size > 0 && nextPending(new Set()) === undefined) flushTries = 0;
    else if (tried.size > 0) {
      flushAgain = setTimeout(() => void flush(after), PAUSES[Math.min(flushTries, PAUSES.length - 1)]);
      flushTries += 1;
    }
  } finally {
    flushing = false;
  }
}

function nextPending(tried: ReadonlySet<string>): Waiting | undefined {
  const post = now().card?.post.id;
  return memory.pending().find((one) => one.post === post && !tried.has(one.id));
}

/** Returns whether it makes sense to go on with the next. */
async function send(next: Waiting, after: After): Promise<boolean> {
  let made = next;
  try {
    if (!isMessage(made)) made = await withFiles(made);
    await act({ command_id: made.id, action: actionOf(made) });
  } catch (failure) {
    if (failure instanceof NotSeated) {
      after.ended();
      return false;
    }
    // Perhaps the desk heard it, perhaps not: it stays, with its command id.
    if (isPassing(failure)) return !isLost(failure);
    forget(next);
    set({ pending: memory.pending() });
    if (isMessage(next)) after.unsaid(next, failureOf(failure));
    else if (isSpoken(next.mark)) set({ refusals: { ...now().refusals, [next.order]: failureOf(failure) } });
    after.refused();
    return true;
  }
  forget(made);
  if (isMessage(made)) {
    set({ pending: memory.pending() });
    after.said();
  } else settle(made);
  return true;
}

function actionOf(next: Waiting): Action {
  if (isMessage(next)) return { type: 'send_message', message: next.message };
  const { order, post, mark } = next;
  return { type: 'mark_receipt', order, post, mark, way: 'device', said: new Date(next.at).toISOString() };
}

/** What was said, with its files handed in. What they are called at the desk is written down before it is said, so
 * that a retry says the very same. */
async function withFiles(next: Pending): Promise<Pending> {
  const { mark: said, files = [] } = next;
  if (said.mark !== 'done' || files.length === 0 || said.attachments) return next;
  const attachments: Attachment[] = [];
  for (const [at, name] of files.entries()) {
    const held = await get('outgoing', name);
    // Browsers may clear what a page keeps; then the person takes the photo once more.
    if (held === null) throw new CallFailed(failureFrom({ kind: 'refused', code: 'photo.lost' }, 'a photo is gone'));
    const called = held.type.startsWith('audio/') ? say('voice.name') : say('photo.name', { number: at + 1 });
    const file = await attach(held, called, name);
    attachments.push({ is: 'file', file });
  }
  const whole = { ...next, mark: { ...said, attachments } };
  memory.change(whole);
  return whole;
}

function forget(next: Waiting): void {
  memory.drop(next.id);
  if (isMessage(next)) return;
  for (const name of next.files ?? []) void drop('outgoing', name);
}

/** What was pending is a fact now. */
function settle({ order, post, mark: said, at }: Pending): void {
  const { card, asOf } = now();
  if (card === null || card.post.id !== post) {
    set({ pending: memory.pending() });
    return;
  }
  const orders = card.orders.map((one) => (one.id === order ? marked(one, said, at) : one));
  const settled = { ...card, orders };
  memory.keep({ card: settled, asOf });
  set({ card: settled, pending: memory.pending() });
}
