// What this phone knows of its orders: what the desk said, and on top what the person has said since.

import type { InboxCard } from '../bridge/wire/InboxCard';
import type { InboxOrder } from '../bridge/wire/InboxOrder';
import type { Mark } from '../bridge/wire/Mark';
import type { Progress } from '../bridge/wire/Progress';
import { isMark, type Pending, type Waiting } from './waiting';

/** An order as the page shows it. */
export type Shown = InboxOrder & {
  /** A press of a button that the desk has not answered yet. */
  unsent: Pending | null;
};

export type Sections = { waiting: Shown[]; underway: Shown[]; copies: Shown[]; closed: Shown[] };

const STEPS: readonly Progress[] = ['waiting', 'delivered', 'read', 'accepted', 'refused', 'done'];

/** The longest reason or report, in characters; the desk refuses more. */
export const LONGEST_WORDS = 1000;

/** Whether `a` lies before `b` on the way of a receipt. */
export function isBefore(a: Progress, b: Progress): boolean {
  return STEPS.indexOf(a) < STEPS.indexOf(b);
}

/** Whether the person said it, rather than the page by itself. */
export function isSpoken(mark: Mark): boolean {
  return mark.mark !== 'delivered' && mark.mark !== 'read';
}

/** The person's own words in a mark. */
export function wordsOf(mark: Mark): string | null {
  if (mark.mark === 'refused') return mark.reason;
  return mark.mark === 'done' ? mark.words : null;
}

/** The orders as they stand, with what is still on its way. */
export function shown(card: InboxCard, pending: readonly Waiting[]): Shown[] {
  return card.orders.map((order) => {
    // A card that an earlier page has kept does not say what an answer must hold, nor what stands beside words.
    let so: Shown = {
      ...order,
      answer: order.answer ?? { holds: 'nothing' },
      attachments: order.attachments ?? [],
      answered: order.answered ?? [],
      unsent: null,
    };
    for (const act of pending) {
      if (!isMark(act) || act.order !== order.id || act.post !== card.post.id) continue;
      so = mark(so, act.mark, act.at);
      if (isSpoken(act.mark)) so.unsent = act;
    }
    return so;
  });
}

/** The order once a mark is folded in. Forward only. */
export function mark<Order extends InboxOrder>(order: Order, said: Mark, at: number): Order {
  if (!isBefore(order.progress, said.mark)) return order;
  const stamp = { at: new Date(at).toISOString(), way: 'device' as const };
  return {
    ...order,
    progress: said.mark,
    words: wordsOf(said) ?? order.words,
    value: said.mark === 'done' ? (said.value ?? null) : order.value,
    answered: said.mark === 'done' ? (said.attachments ?? []) : order.answered,
    receipt: { ...order.receipt, [said.mark]: order.receipt[said.mark] ?? stamp },
  };
}

/** A newer card, but no order further back than before: an answer may be older than what was said meanwhile. One that
 * tells only what changed leaves all other orders as they were. */
export function merged(before: InboxCard, card: InboxCard): InboxCard {
  if (before.post.id !== card.post.id) return card;
  const known = new Map(before.orders.map((order) => [order.id, order]));
  const orders = card.orders.map((order) => {
    const { progress, receipt, words, value, answered } = known.get(order.id) ?? order;
    return isBefore(order.progress, progress) ? { ...order, progress, receipt, words, value, answered } : order;
  });
  if (card.whole) return { ...card, orders };
  const told = new Set(orders.map(({ id }) => id));
  return { ...card, orders: [...orders, ...before.orders.filter(({ id }) => !told.has(id))] };
}

/** What has to be answered above, then what is under way, copies, and what has ended; newest first in each. */
export function sections(orders: readonly Shown[]): Sections {
  const sorted: Sections = { waiting: [], underway: [], copies: [], closed: [] };
  // As moments: `12.4Z` is before `12.413Z`, but not as text.
  for (const order of [...orders].sort((a, b) => Date.parse(b.issued) - Date.parse(a.issued))) {
    sorted[sectionOf(order)].push(order);
  }
  return sorted;
}

/** Whether nobody need answer it any more. A card that was kept before orders could end says nothing of it. */
export function hasEnded({ end }: Pick<InboxOrder, 'end'>): boolean {
  return Boolean(end);
}

function sectionOf(order: InboxOrder): keyof Sections {
  const { part, progress } = order;
  if (part === 'copy') return 'copies';
  if (progress === 'refused' || progress === 'done' || hasEnded(order)) return 'closed';
  return progress === 'accepted' ? 'underway' : 'waiting';
}
