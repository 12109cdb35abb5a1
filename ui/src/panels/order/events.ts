// What happened to an order, minute by minute: issued, called, answered, ended.

import type { CallEntry } from '../../bridge/wire/CallEntry';
import type { OrderEnd } from '../../bridge/wire/OrderEnd';
import type { Progress } from '../../bridge/wire/Progress';
import type { Rung } from '../../bridge/wire/Rung';
import type { LiveBoard } from '../../desk/board';

/** Receipts of one minute, counted: people who reached each state then. */
export type Answers = Partial<Record<Exclude<Progress, 'waiting'>, number>>;

export type OrderEvent = { at: number; key: string } & (
  | { sort: 'issued' }
  | { sort: 'answers'; answers: Answers }
  | { sort: 'rung'; rung: Rung }
  | { sort: 'call'; call: CallEntry }
  | { sort: 'ended'; end: OrderEnd }
);

const MINUTE = 60_000;
const STATES = ['delivered', 'read', 'accepted', 'refused', 'done'] as const;

/** The newest first. */
export function eventsOf(board: LiveBoard): OrderEvent[] {
  const { order, ladder, calls, end } = board.card;
  const events: OrderEvent[] = [{ at: Date.parse(order.issued), key: 'issued', sort: 'issued' }];
  const minutes = new Map<number, Answers>();
  for (const { part, receipt } of board.rows) {
    if (part !== 'recipient') continue;
    for (const state of STATES) {
      const stamp = receipt[state];
      if (stamp === null) continue;
      const minute = Math.floor(Date.parse(stamp.at) / MINUTE) * MINUTE;
      const answers = minutes.get(minute) ?? {};
      answers[state] = (answers[state] ?? 0) + 1;
      minutes.set(minute, answers);
    }
  }
  // A minute's answers stand at its end, after what began in it.
  for (const [minute, answers] of minutes) {
    events.push({ at: minute + MINUTE - 1, key: `answers ${minute}`, sort: 'answers', answers });
  }
  for (const rung of ladder.rungs) {
    if (rung.reached) events.push({ at: Date.parse(rung.reached.at), key: `rung ${rung.number}`, sort: 'rung', rung });
  }
  calls.forEach((call, index) => {
    events.push({ at: Date.parse(call.at), key: `call ${index}`, sort: 'call', call });
  });
  if (end) events.push({ at: Date.parse(end.at), key: 'ended', sort: 'ended', end });
  return events.sort((a, b) => b.at - a.at);
}
