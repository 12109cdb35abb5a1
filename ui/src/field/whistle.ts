// Whistles that call my grid or that I blew, with what waits on the phone; and whom I may call.

import type { InboxCard } from '../bridge/wire/InboxCard';
import type { InboxWhistle } from '../bridge/wire/InboxWhistle';
import type { Party } from '../bridge/wire/Party';
import type { WhistleDeed } from '../bridge/wire/WhistleDeed';
import type { WhistleMark } from '../bridge/wire/WhistleMark';
import type { WhistleStep } from '../bridge/wire/WhistleStep';
import type { Field } from './state';
import { isWhistle, isWhistling, type PendingWhistle, type PendingWhistling } from './waiting';

/** The sorts that the front line blows. */
export const KINDS = ['daily', 'emergency'] as const;
export type Kind = (typeof KINDS)[number];

export const MARKS: readonly WhistleMark[] = ['content', 'partly', 'unhappy'];

export type Whistle = InboxWhistle & {
  /** What was said of it and the desk has not answered yet. */
  unsent: PendingWhistling | null;
};

/** All of them; a card that an earlier page has kept says nothing of any. */
export function whistlesOf({ card, pending }: Pick<Field, 'card' | 'pending'>): Whistle[] {
  const steps = pending.filter(isWhistling).filter(({ post }) => post === card?.post.id);
  return (card?.whistles ?? []).map((one) => ({
    ...one,
    unsent: steps.find(({ whistle }) => whistle === one.id) ?? null,
  }));
}

/** Whether somebody waits for me. */
export function isCalling(whistle: Whistle): boolean {
  return whistle.unsent === null && whistle.called.some(({ may }) => may.includes('answer') || may.includes('arrive'));
}

/** The step of a deed with what was said; `mark` counts where one rates. */
export function stepOf(deed: WhistleDeed, party: Party | null, words: string, mark: WhistleMark): WhistleStep | null {
  if (deed === 'end') return { step: 'end', words };
  if (party === null || deed === 'note') return null;
  if (deed === 'answer' || deed === 'arrive') return { step: deed, party };
  if (deed === 'refuse') return { step: deed, party, reason: words };
  return { step: 'rate', party, of: deed === 'rate_called' ? 'called' : 'caller', mark, words };
}

/** Those that I blew and that the desk has not taken: nothing of them is lost in silence. */
export function unblownOf({ card, pending }: Pick<Field, 'card' | 'pending'>): PendingWhistle[] {
  const known = new Set(card?.whistles?.map(({ id }) => id));
  return pending.filter(isWhistle).filter(({ id, post }) => post === card?.post.id && !known.has(id));
}

/** Whom I may call: my grid's head unless I am that, then those above, the nearest first. */
export function aboveOf({ post, grid, ancestors }: Pick<InboxCard, 'post' | 'grid' | 'ancestors'>): Above[] {
  const isHead = post.role === 'head' || post.role === 'deputy';
  return [...ancestors, ...(isHead ? [] : [grid])].reverse().map(({ path, name }) => ({ path, name }));
}

export type Above = { path: string; name: string };
