// What was said and not answered yet: kept with its command id, sent until the desk answers.

import { CallFailed, failureFrom, isLost, NotSeated } from '../bridge/failed';
import type { Attachment } from '../bridge/wire/Attachment';
import type { Failure } from '../bridge/wire/Failure';
import type { IncidentStep } from '../bridge/wire/IncidentStep';
import type { Mark } from '../bridge/wire/Mark';
import type { MessageDraft } from '../bridge/wire/MessageDraft';
import type { Outcome } from '../bridge/wire/Outcome';
import type { ReportDraft } from '../bridge/wire/ReportDraft';
import type { WhistleDraft } from '../bridge/wire/WhistleDraft';
import type { WhistleStep } from '../bridge/wire/WhistleStep';
import { uuid7 } from '../shared/uuid';
import { actAll, attach, PAUSES } from './desk';
import { failureOf, isPassing } from './failure';
import { isSpoken, mark as marked } from './receipt';
import { drop, get, keys, put } from './shelf';
import { type Heard, memory, now, set } from './state';
import {
  actionOf,
  hasAttachments,
  isCheckpoint,
  isMark,
  isMessage,
  isOpen,
  isRetained,
  isStep,
  isWhistle,
  isWhistling,
  type Pending,
  type PendingCheckpoint,
  type PendingMessage,
  type PendingReport,
  type Retained,
  type Waiting,
  withAttachments,
} from './waiting';
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
  /** The desk has a report or a step, or knows how a checkpoint stands. */
  told(): void;
  /** The desk did not take a message: its words are not lost. */
  unsaid(message: PendingMessage, failure: Failure): void;
};

/** Puts something where it outlives the page. */
function add(waiting: Waiting): void {
  const isKept = memory.add(waiting);
  set({ pending: memory.pending(), forgetful: now().forgetful || !isKept });
}

/** What every item has: its command id, whose it is, and when it was done; none while no post is known. */
function begun(files: string[] = []): { id: string; post: string; at: number; files?: string[] } | null {
  const post = now().card?.post.id;
  return post === undefined ? null : { id: uuid7(), post, at: Date.now(), ...(files.length > 0 && { files }) };
}

/** Says something of an order. Said twice it is one act. */
export function note(order: string, said: Mark, files: string[] = []): void {
  const item = begun(files);
  if (item === null) return;
  const isThere = memory
    .pending()
    .some((one) => isMark(one) && one.order === order && one.post === item.post && one.mark.mark === said.mark);
  if (!isThere) add({ ...item, order, mark: said });
}

/** The same with photos or a voice note. */
export async function noteWithFiles(order: string, said: Mark, files: readonly Blob[]): Promise<void> {
  note(order, said, await shelved(files));
}

/** Says something in a group; what quotes an earlier message is shown beside its beginning. */
export async function keepMessage(
  message: MessageDraft,
  quoted: string | null,
  files: readonly Blob[] = [],
): Promise<void> {
  const item = begun(await shelved(files));
  if (item !== null) add({ ...item, message: { ...message, written: new Date(item.at).toISOString() }, quoted });
}

/** Reports what was found. */
export async function keepReport(report: ReportDraft, files: readonly Blob[]): Promise<void> {
  const item = begun(await shelved(files));
  if (item !== null) add({ ...item, report });
}

/** Takes a step on an incident. Taken twice before it has gone it is one. */
export async function keepStep(incident: string, step: IncidentStep, files: readonly Blob[]): Promise<void> {
  const isThere = memory.pending().some((one) => isStep(one) && one.incident === incident && !one.refused);
  if (isThere) return;
  const item = begun(await shelved(files));
  if (item !== null) add({ ...item, incident, step });
}

/** Takes a step on a whistle. Taken twice before it has gone it is one. */
export function keepWhistling(whistle: string, whistling: WhistleStep): void {
  const isThere = memory.pending().some((one) => isWhistling(one) && one.whistle === whistle && !one.refused);
  if (isThere) return;
  const item = begun();
  if (item !== null) add({ ...item, whistle, whistling });
}

/** Whistles for others. Of the same incident twice before it has gone it is one. */
export function keepWhistle(blow: WhistleDraft): void {
  const isThere = memory.pending().some((one) => isWhistle(one) && one.blow.incident === blow.incident && !one.refused);
  if (isThere) return;
  const item = begun();
  if (item !== null) add({ ...item, blow });
}

/** Says how a checkpoint stands. What was said of it before and has not gone yet goes, too: each has its own time. */
export function keepCheckpoint(checkpoint: PendingCheckpoint['checkpoint']): void {
  const item = begun();
  if (item !== null) add({ ...item, checkpoint });
}

/** Sends once more what the desk did not take, as a new command, with those of its files that the phone still has. */
export async function again(report: PendingReport): Promise<void> {
  const { refused: _, files = [], ...same } = report;
  const known = await Promise.all(files.map(async (name) => ((await get('outgoing', name)) === null ? [] : [name])));
  memory.drop(report.id);
  add({ ...same, id: uuid7(), files: known.flat() });
}

/** Gives up what the desk did not take. */
export function giveUp(refused: Retained): void {
  forget(refused);
  set({ pending: memory.pending() });
}

/** Puts files on the shelf first: nothing is there without what goes along. What they are called there. */
async function shelved(files: readonly Blob[]): Promise<string[]> {
  const names = files.map(() => uuid7());
  const kept = await Promise.all(names.map((name, at) => put('outgoing', name, files[at] ?? new Blob())));
  if (kept.includes(false)) set({ forgetful: true });
  return names;
}

/** Lets go of files that nothing waits for: their page was closed between the two. */
export async function sweepFiles(): Promise<void> {
  const before = await keys('outgoing');
  const wanted = new Set(memory.pending().flatMap((one) => one.files ?? []));
  for (const name of before) if (!wanted.has(name)) await drop('outgoing', name);
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
    .filter((one) => one.post === post && isOpen(one) && !tried.has(one.id))
    .slice(0, TOGETHER);
}

/** Returns whether it makes sense to go on with the next. */
async function send(waiting: readonly Waiting[], after: After): Promise<boolean> {
  const made: Waiting[] = [];
  let goesOn = true;
  for (const next of waiting) {
    try {
      made.push(await withFiles(next));
    } catch (failure) {
      goesOn = failed(next, failure, after) && goesOn;
      if (!goesOn) return false;
    }
  }
  if (made.length === 0) return goesOn;
  try {
    const answers = await actAll(made.map((next) => ({ command_id: next.id, action: actionOf(next) })));
    for (const [at, next] of made.entries()) {
      const answer = answers[at];
      if (answer?.is === 'done') taken(next, answer.outcome, after);
      else if (answer) goesOn = failed(next, new CallFailed(answer.failure), after) && goesOn;
    }
    return goesOn;
  } catch (failure) {
    // The request itself failed, and all that was in it.
    const [first, ...others] = made;
    if (first === undefined || isPassing(failure) || failure instanceof NotSeated || others.length === 0)
      return made.every((next) => failed(next, failure, after));
    // What the desk does not take in company may do alone.
    for (const next of made) if (!(await send([next], after))) return false;
    return true;
  }
}

/** Why something was not done: it stays where that may pass, and else the person is told. Returns whether it makes sense
 * to go on with the next. */
function failed(next: Waiting, failure: unknown, after: After): boolean {
  if (failure instanceof NotSeated) {
    after.ended();
    return false;
  }
  // Perhaps the desk heard it, perhaps not: it stays, with its command id.
  if (isPassing(failure)) return !isLost(failure);
  refused(next, failureOf(failure), after);
  return true;
}

/** The desk has it. */
function taken(made: Waiting, outcome: Outcome, after: After): void {
  forget(made);
  if (isMark(made)) {
    settle(made);
    return;
  }
  if (isCheckpoint(made)) {
    const isLate = outcome.type === 'checkpoint_said' && !outcome.changed;
    tellOf(made, isLate ? { late: made.at } : null);
  }
  set({ pending: memory.pending() });
  if (isMessage(made)) after.said();
  else after.told();
}

/** The desk does not want it: the person learns why, and what was written is not lost. */
function refused(next: Waiting, failure: Failure, after: After): void {
  if (isRetained(next)) memory.change({ ...next, refused: failure });
  else forget(next);
  set({ pending: memory.pending() });
  if (isMessage(next)) after.unsaid(next, failure);
  else if (isCheckpoint(next)) tellOf(next, { failure });
  else if (isMark(next) && isSpoken(next.mark)) set({ refusals: { ...now().refusals, [next.order]: failure } });
  after.refused();
}

function tellOf({ checkpoint }: PendingCheckpoint, told: Heard | null): void {
  const { [checkpoint.id]: _, ...others } = now().heard;
  set({ heard: told === null ? others : { ...others, [checkpoint.id]: told } });
}

/** The item with its files handed in. What they are called at the desk is written down before it is said, so that a
 * retry says the very same. */
async function withFiles(next: Waiting): Promise<Waiting> {
  const { files = [] } = next;
  if (files.length === 0 || hasAttachments(next)) return next;
  const attachments: Attachment[] = [];
  for (const [at, name] of files.entries()) {
    const held = await get('outgoing', name);
    // Browsers may clear what a page keeps; then the person takes the photo once more.
    if (held === null) throw new CallFailed(failureFrom({ kind: 'refused', code: 'photo.lost' }, 'a photo is gone'));
    const called = held.type.startsWith('audio/') ? say('voice.name') : say('photo.name', { number: at + 1 });
    const file = await attach(held, called, name);
    attachments.push({ is: 'file', file });
  }
  const whole = withAttachments(next, attachments);
  memory.change(whole);
  return whole;
}

function forget(next: Waiting): void {
  memory.drop(next.id);
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
