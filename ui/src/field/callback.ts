// Asking the centre to call: one wish at a time, kept with its command id where it outlives the page, sent until the
// desk answers.

import { NotSeated } from '../bridge/failed';
import { uuid7 } from '../shared/uuid';
import { act, PAUSES } from './desk';
import { failureOf, isPassing } from './failure';
import { memory, now, set } from './state';

/** A call that was asked for and that the desk has not answered yet. */
export type Wish = {
  /** The command id, used again on every retry. */
  id: string;
  post: string;
  /** When the button was pressed, in milliseconds. */
  asked: number;
  words: string;
};

/** Puts the wish where it outlives the page. A second press before the desk has it changes nothing. */
export function wish(words: string): void {
  const post = now().card?.post.id;
  if (post === undefined || memory.wish()?.post === post) return;
  const kept: Wish = { id: uuid7(), post, asked: Date.now(), words };
  const isKept = memory.keepWish(kept);
  set({ wish: kept, wishRefused: null, forgetful: now().forgetful || !isKept });
}

let busy = false;
let tries = 0;
let again: ReturnType<typeof setTimeout> | undefined;

/** Sends the wish of this post, if there is one. */
export async function sendWish(after: { ended(): void }): Promise<void> {
  const { wish: pending, card } = now();
  if (busy || pending === null || card === null || pending.post !== card.post.id) return;
  busy = true;
  clearTimeout(again);
  const { id, asked, words } = pending;
  try {
    const action = { type: 'ask_for_call', asked: new Date(asked).toISOString(), words } as const;
    await act({ command_id: id, action });
    tries = 0;
    memory.keepWish(null);
    const call = { asked: new Date(asked).toISOString(), settled: null };
    const card = now().card;
    set({ wish: null, ...(card && { card: { ...card, call } }) });
  } catch (failure) {
    if (failure instanceof NotSeated) after.ended();
    // Perhaps the desk heard it, perhaps not: it stays, with its command id.
    else if (isPassing(failure)) {
      again = setTimeout(() => void sendWish(after), PAUSES[Math.min(tries, PAUSES.length - 1)]);
      tries += 1;
    } else {
      memory.keepWish(null);
      set({ wish: null, wishRefused: failureOf(failure) });
    }
  } finally {
    busy = false;
  }
}
