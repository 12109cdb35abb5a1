// What was said and not answered yet: kept with its command id, sent until the desk answers.

import { isLost, NotSeated } from '../bridge/failed';
import type { Action } from '../bridge/wire/Action';
import type { Failure } from '../bridge/wire/Failure';
import type { Mark } from '../bridge/wire/Mark';
import type { MessageDraft } from '../bridge/wire/MessageDraft';
import { uuid7 } from '../shared/uuid';
import { act, PAUSES } from './desk';
import { failureOf, isPassing } from './failure';
import { isMessage, isSpoken, mark, type Pending, type PendingMessage, type Waiting } from './receipt';
import { memory, now, set } from './state';

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
export function note(order: string, said: Mark): void {
  const post = now().card?.post.id;
  if (post === undefined) return;
  const isThere = memory
    .pending()
    .some((one) => !isMessage(one) && one.order === order && one.post === post && one.mark.mark === said.mark);
  if (isThere) return;
  const isKept = memory.add({ id: uuid7(), post, order, mark: said, at: Date.now() });
  set({ pending: memory.pending(), forgetful: now().forgetful || !isKept });
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
  try {
    await act({ command_id: next.id, action: actionOf(next) });
  } catch (failure) {
    if (failure instanceof NotSeated) {
      after.ended();
      return false;
    }
    // Perhaps the desk heard it, perhaps not: it stays, with its command id.
    if (isPassing(failure)) return !isLost(failure);
    memory.drop(next.id);
    set({ pending: memory.pending() });
    if (isMessage(next)) after.unsaid(next, failureOf(failure));
    else if (isSpoken(next.mark)) set({ refusals: { ...now().refusals, [next.order]: failureOf(failure) } });
    after.refused();
    return true;
  }
  memory.drop(next.id);
  if (isMessage(next)) {
    set({ pending: memory.pending() });
    after.said();
  } else settle(next);
  return true;
}

function actionOf(next: Waiting): Action {
  if (isMessage(next)) return { type: 'send_message', message: next.message };
  const { order, post, mark } = next;
  return { type: 'mark_receipt', order, post, mark, way: 'device', said: new Date(next.at).toISOString() };
}

/** What was pending is a fact now. */
function settle({ order, post, mark: said, at }: Pending): void {
  const { card, asOf } = now();
  if (card === null || card.post.id !== post) {
    set({ pending: memory.pending() });
    return;
  }
  const marked = card.orders.map((one) => (one.id === order ? mark(one, said, at) : one));
  const settled = { ...card, orders: marked };
  memory.keep({ card: settled, asOf });
  set({ card: settled, pending: memory.pending() });
}
