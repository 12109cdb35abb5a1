// What my grid has to put right, and what others have put right there and I may look at, with what waits on the phone.

import type { InboxIncident } from '../bridge/wire/InboxIncident';
import type { Field } from './state';
import { isStep, type PendingStep } from './waiting';

/** The steps that a phone offers, in the order in which they come. */
export const STEPS = ['take_on', 'arrive', 'dispose', 'fail', 'pass'] as const;
export type Step = (typeof STEPS)[number];

export type Task = InboxIncident & {
  /** What was said of it and the desk has not answered yet. */
  unsent: PendingStep | null;
};

/** All of them; a card that an earlier page has kept says nothing of any. */
export function tasksOf({ card, pending }: Pick<Field, 'card' | 'pending'>): Task[] {
  const steps = pending.filter(isStep).filter(({ post }) => post === card?.post.id);
  return (card?.tasks ?? []).map((one) => ({
    ...one,
    unsent: steps.find(({ incident }) => incident === one.id) ?? null,
  }));
}

/** What the desk did not take of something that is not mine any more: nothing that was said is lost in silence. */
export function refusedOf(field: Field): PendingStep[] {
  const mine = new Set(tasksOf(field).map(({ id }) => id));
  const post = field.card?.post.id;
  return field.pending.filter(isStep).filter((one) => one.refused && one.post === post && !mine.has(one.incident));
}

/** What may be done with it now. */
export function stepsOf(task: Task): Step[] {
  return STEPS.filter((step) => task.deeds.includes(step));
}

/** Whether nobody has begun with it. */
export function isToBegin(task: Task): boolean {
  return task.unsent === null && (task.state === 'assigned' || task.state === 'disposed');
}
