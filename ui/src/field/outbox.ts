// What was said and not answered yet: kept with its command id, sent until the desk answers.

import { CallFailed, failureFrom, isLost, NotSeated } from '../bridge/failed';
import type { Action } from '../bridge/wire/Action';
import type { Attachment } from '../bridge/wire/Attachment';
import type { Failure } from '../bridge/wire/Failure';
import type { Mark } from '../bridge/wire/Mark';
import type { MessageDraft } from '../bridge/wire/MessageDraft';
import { uuid7 } from '../shared/uuid';
import { actAll, attach, PAUSES } from './desk';
import { failureOf, isPassing } from './failure';
import { isMessage, isSpoken, mark as marked, type Pending, type PendingMessage, type Waiting } from './receipt';
import { drop, get, keys, put } from './shelf';
import { memory, now, set } from './state';
import { say } from './words';

/** So much goes with one request. */
const TOGETHER = 50;

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

/** Sends what is pending, oldest first, what waits together in one request. What the desk answers leaves the list,
 * whatever it answers. */
export async function flush(after: After): Promise<void> {
  if (flushing) return;
  flushing = true;
  clearTimeout(flushAgain);
  try {
    const tried = new Set<string>();
    for (let next = nextPending(tried); next.length > 0; next = nextPending(tried)) {
      for (const { id } of next) tried.add(id);
      if (!(await send(next, after))) break;
    }
    if (tried.size > 0 && nextPending(new Set()).length === 0) flushTries = 0;
    else if (tried.size > 0) {
      flushAgain = setTimeout(() => void flush(after), PAUSES[Math.min(flushTries, PAUSES.length - 1)]);
      flushTries += 1;
    }
  } finally {
    flushing = false;
  }
}

function nextPending(tried: ReadonlySet<string>): Waiting[] {
  const post = now().card?.post.id;
  return memory
    .pending()
    .filter((one) => one.post === post && !tried.has(one.id))
    .slice(0, TOGETHER);
}

/** Returns whether it makes sense to go on with the next. */
async function send(waiting: readonly Waiting[], after: After): Promise<boolean> {
  const made: Waiting[] = [];
  let goesOn = true;
  for (const next of waiting) {
    try {
      made.push(isMessage(next) ? next : await withFiles(next));
    } catch (failure) {
      goesOn = take(next, failure, after) && goesOn;
      if (!goesOn) return false;
    }
  }
  if (made.length === 0) return goesOn;
  try {
    const answers = await actAll(made.map((next) => ({ command_id: next.id, action: actionOf(next) })));
    for (const [at, next] of made.entries()) {
      const answer = answers[at];
      if (answer?.is === 'done') settle(next, after);
      else if (answer) goesOn = take(next, new CallFailed(answer.failure), after) && goesOn;
    }
    return goesOn;
  } catch (failure) {
    // The request itself failed, and all that was in it.
    const [first, ...others] = made;
    if (first === undefined || isPassing(failure) || failure instanceof NotSeated || others.length === 0)
      return made.every((next) => take(next, failure, after));
    // What the desk does not take in company may do alone.
    for (const next of made) if (!(await send([next], after))) return false;
    return true;
  }
}

/** Why something was not done: it stays where that may pass, and else the person is told. Returns whether it makes sense
 * to go on with the next. */
function take(next: Waiting, failure: unknown, after: After): boolean {
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
function settle(next: Waiting, after: After): void {
  forget(next);
  const { card, asOf } = now();
  if (isMessage(next) || card === null || card.post.id !== next.post) {
    set({ pending: memory.pending() });
    if (isMessage(next)) after.said();
    return;
  }
  const { order, mark: said, at } = next;
  const orders = card.orders.map((one) => (one.id === order ? marked(one, said, at) : one));
  const settled = { ...card, orders };
  memory.keep({ card: settled, asOf });
  set({ card: settled, pending: memory.pending() });
}
