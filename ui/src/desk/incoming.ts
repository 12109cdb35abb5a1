// Files in hand: each is looked at, tried, and brought in; several go one after the other.

import { create } from 'zustand';
import type { Sending } from '../bridge/bridge';
import { CallFailed } from '../bridge/failed';
import { bridge } from '../bridge/open';
import type { Fault } from '../bridge/wire/Fault';
import type { FileKind } from '../bridge/wire/FileKind';
import type { FileLook } from '../bridge/wire/FileLook';
import type { ImportProgress } from '../bridge/wire/ImportProgress';
import type { ImportReport } from '../bridge/wire/ImportReport';
import type { Manner } from '../bridge/wire/Manner';
import type { Remembered } from '../bridge/wire/Remembered';
import { t } from '../i18n/words';
import { language } from '../shared/language';
import { uuid7 } from '../shared/uuid';
import type { Wrong } from './dropped';
import { answers } from './questions';
import { inSequence } from './sequence';

/** What the person says about a file; the rest is guessed. */
export type Said = Omit<Manner, 'dry_run'> & { kind: FileKind | null };
export type Step = 'look' | 'trial' | 'import';

/** What is done with a file just now. */
export type Under = {
  step: Step;
  /** How much has left the page, from 0 to 1. */
  sent: number;
  /** How far the desk is; null before it has begun. */
  progress: ImportProgress | null;
  /** It is being stopped. */
  stopping: boolean;
  since: number;
};

export type Incoming = {
  id: number;
  file: File;
  said: Said;
  look: FileLook | null;
  /** What bringing it in would do. */
  trial: ImportReport | null;
  /** What bringing it in did. */
  report: ImportReport | null;
  under: Under | null;
  /** Why the last step failed. */
  failure: unknown;
  /** How columns were matched when a file like this came in last: taken over, until the person says otherwise. */
  proposed: Remembered | null;
  /** The spreadsheet of its faulty rows. */
  mending: Mending | null;
};

/** Faulty rows on their way into a spreadsheet, and where it lies. */
export type Mending = { state: 'under' } | { state: 'done'; where: string } | { state: 'failed'; failure: unknown };

type Hand = {
  files: Incoming[];
  wrong: Wrong[];
  /** The file that is shown. */
  shown: number | null;
  /** All are being brought in. */
  running: boolean;
};

const NOTHING_SAID: Said = {
  kind: null,
  layer: null,
  scheme: null,
  level: null,
  datum: null,
  columns: {},
  parent: null,
  skip_bad: false,
};

export const useHand = create<Hand>(() => ({ files: [], wrong: [], shown: null, running: false }));

const stops = new Map<number, AbortController>();
/** How often the desk is asked how far it is, in milliseconds. */
const BEAT = 250;
/** One command id for each file as it is to be read: made when that is settled, used again on every retry. */
const commands = new Map<number, { said: string; id: string }>();
let last = 0;

export const hand = {
  get: useHand.getState,
  file: (id: number): Incoming | undefined => useHand.getState().files.find((one) => one.id === id),
};

/** Takes files in hand, looks at all of them and shows the first that can come in. */
export async function take(files: File[], wrong: Wrong[]): Promise<void> {
  const taken = files.map((file): Incoming => {
    last += 1;
    const nothing = {
      look: null,
      trial: null,
      report: null,
      under: null,
      failure: null,
      proposed: null,
      mending: null,
    };
    return { id: last, file, said: NOTHING_SAID, ...nothing };
  });
  useHand.setState((before) => {
    // What is done with keeps nobody from what comes after it.
    const unfinished = before.files.find(({ id, report }) => id === before.shown && report === null)?.id;
    const shown = unfinished ?? (taken.length === 1 ? (taken[0]?.id ?? null) : null);
    return { files: [...before.files, ...taken], wrong: [...before.wrong, ...wrong], shown };
  });
  for (const { id } of taken) await lookAt(id);
  useHand.setState(({ files }) => ({
    files: [...files.filter((one) => one.report), ...inSequence(files.filter((one) => !one.report))],
  }));
  const { shown } = hand.get();
  const next = pending()[0];
  // One whose look was stopped stays stopped.
  if (shown !== null) await tryOut(shown);
  else if (next) await show(next.id);
}

/** Shows a file, and tries it unless that was done. */
export async function show(id: number | null): Promise<void> {
  useHand.setState({ shown: id });
  if (id === null) return;
  const file = hand.file(id);
  if (file && !file.look && !file.under) await lookAt(id);
  await tryOut(id);
}

/** Says more about a file, or something else; it is looked at and tried anew. */
export async function say(id: number, more: Partial<Said>): Promise<void> {
  const before = hand.file(id);
  if (!before) return;
  // Columns of one kind are none of another, nor are those of one layer.
  const isOther = more.kind || more.layer !== undefined;
  const said = { ...before.said, ...(isOther && { columns: {}, parent: null }), ...more };
  change(id, { said, ...((isOther || more.columns) && { proposed: null }) });
  if (Object.keys(more).join() === 'skip_bad') return;
  change(id, { trial: null, failure: null, mending: null });
  await lookAt(id, more.columns === undefined);
  await tryOut(id);
}

/** Tries again what failed. */
export async function again(id: number): Promise<void> {
  const file = hand.file(id);
  if (!file) return;
  if (!file.look) await lookAt(id);
  if (file.trial) await bring(id);
  else await tryOut(id);
}

/** Brings a file in; the same press again is the same command. */
export async function bring(id: number): Promise<void> {
  const file = hand.file(id);
  if (!file?.look || !canBring(file)) return;
  const { kind } = file.look;
  const manner = mannerOf(file.said, false);
  const key = JSON.stringify([kind, manner]);
  const command = commands.get(id)?.said === key ? commands.get(id) : { said: key, id: uuid7() };
  if (!command) return;
  commands.set(id, command);
  await step(
    id,
    'import',
    command.id,
    (sending) => bridge.import(file.file, { name: file.file.name, kind, manner }, command.id, sending),
    (report) => ({ report, trial: null }),
  );
  if (!hand.file(id)?.report) return;
  // What the others were tried on is not what is there now.
  useHand.setState(({ files }) => ({ files: files.map((one) => ({ ...one, trial: null, failure: null })) }));
  void answers.invalidateQueries({ queryKey: ['imports'] });
}

/** Brings in all that are left, one after the other; stops where a person must decide. */
export async function bringAll(): Promise<void> {
  if (hand.get().running) return;
  useHand.setState({ running: true });
  try {
    for (let next = pending()[0]; next && hand.get().running; next = pending()[0]) {
      await show(next.id);
      const tried = hand.file(next.id);
      if (!tried || !canBring(tried)) return;
      await bring(next.id);
      if (!hand.file(next.id)?.report) return;
    }
    if (hand.get().running) useHand.setState({ shown: null });
  } finally {
    useHand.setState({ running: false });
  }
}

/** Ends `bringAll` after the file that is under way. */
export function rest(): void {
  useHand.setState({ running: false });
}

/** Stops what is under way with a file. What the store takes in already is brought in all the same. */
export function stop(id: number): void {
  rest();
  const under = hand.file(id)?.under;
  // A file that has arrived is stopped by the desk, which says whether it was.
  if (under && under.sent >= 1) change(id, { under: { ...under, stopping: true } });
  else stops.get(id)?.abort();
}

/** Gives the rows that have faults back as a spreadsheet, to be mended and dropped again. */
export async function saveFailed(id: number, faults: Fault[]): Promise<void> {
  const file = hand.file(id);
  const kind = file?.look?.kind;
  if (!file || !kind || file.mending?.state === 'under') return;
  change(id, { mending: { state: 'under' } });
  const reading = { name: file.file.name, kind, manner: mannerOf(file.said, true) };
  const spoken = language() === 'en' ? 'en' : 'zh';
  const mending = await bridge.failedRows(file.file, faults, reading, spoken, t('import.mend.where')).then(
    (where): Mending | null => (where === null ? null : { state: 'done', where }),
    (failure: unknown): Mending => ({ state: 'failed', failure }),
  );
  change(id, { mending });
}

/** Puts a file away; what came in stays in. */
export function putAway(id: number): void {
  stop(id);
  commands.delete(id);
  useHand.setState(({ files, shown }) => {
    const left = files.filter((one) => one.id !== id);
    const next = left.find((one) => !one.report)?.id ?? null;
    return { files: left, shown: shown === id ? next : shown };
  });
  const { shown } = hand.get();
  if (shown !== null) void show(shown);
}

export function putAwayWrong(wrong: Wrong): void {
  useHand.setState((before) => ({ wrong: before.wrong.filter((one) => one !== wrong) }));
}

/** Puts everything away. */
export function putAllAway(): void {
  for (const { id } of hand.get().files) stop(id);
  commands.clear();
  useHand.setState({ files: [], wrong: [], shown: null });
}

/** Files that are still to come in, in their order. */
export function pending(): Incoming[] {
  return hand.get().files.filter((one) => !one.report && !(one.look && one.look.faults.length > 0));
}

/** Our fields that must have a column and have none. */
export function missing(look: FileLook): string[] {
  return look.fields.filter((field) => field.required && field.column === null).map((field) => field.name);
}

/** Whether the desk would take it, as it is said to be read. */
export function canBring({ look, trial, said, under }: Incoming): boolean {
  if (!look || !trial || under) return false;
  return trial.taken > 0 && (trial.faults.length === 0 || said.skip_bad);
}

/** Looks; a match of columns that was made before is taken over, unless the person has just said another. */
async function lookAt(id: number, isOpen = true): Promise<void> {
  const file = hand.file(id);
  if (!file) return;
  const reading = { name: file.file.name, kind: file.said.kind, manner: mannerOf(file.said, true) };
  const command = uuid7();
  await step(
    id,
    'look',
    command,
    (sending) => bridge.look(file.file, reading, command, sending),
    (look) => ({ look }),
  );
  const seen = hand.file(id);
  const proposed = seen?.look?.remembered;
  if (!seen || !proposed || !isOpen || Object.keys(seen.said.columns).length > 0) return;
  change(id, { said: { ...seen.said, columns: proposed.columns }, proposed });
  await lookAt(id, false);
}

async function tryOut(id: number): Promise<void> {
  const file = hand.file(id);
  if (!file?.look || file.trial || file.report || file.under) return;
  if (file.look.faults.length > 0 || missing(file.look).length > 0) return;
  // Faulty rows stay out of a trial, so that it tells of all of them and of what would be left.
  const manner = { ...mannerOf(file.said, true), skip_bad: true };
  const reading = { name: file.file.name, kind: file.look.kind, manner };
  const command = uuid7();
  await step(
    id,
    'trial',
    command,
    (sending) => bridge.import(file.file, reading, command, sending),
    (trial) => ({ trial }),
  );
}

/** Does one step with a file, unless a later one takes its place; all that it changes is seen at once. */
async function step<T>(
  id: number,
  name: Step,
  command: string,
  go: (sending: Sending) => Promise<T>,
  kept: (done: T) => Partial<Incoming>,
): Promise<void> {
  stops.get(id)?.abort();
  const mine = new AbortController();
  stops.set(id, mine);
  const isMine = (): boolean => stops.get(id) === mine;
  const tell = (some: Partial<Under>): void => {
    const under = hand.file(id)?.under;
    if (isMine() && under) change(id, { under: { ...under, ...some } });
  };
  const under = { step: name, sent: 0, progress: null, stopping: false, since: Date.now() };
  change(id, { failure: null, under });
  const unwatch = watch(id, command, (progress) => tell({ progress }));
  // Another step takes the place of this one: nobody waits for what the desk does for it.
  mine.signal.addEventListener('abort', () => void bridge.cancelImport(command).catch(() => {}), { once: true });
  let seen: Partial<Incoming> = {};
  try {
    seen = kept(await go({ signal: mine.signal, sent: (sent) => tell({ sent }) }));
  } catch (failure) {
    seen = mine.signal.aborted || isStopped(failure) ? {} : { failure };
  }
  unwatch();
  if (!isMine()) return;
  stops.delete(id);
  change(id, { ...seen, under: null });
}

/** Asks the desk now and then how far it is with a file, or has it stopped; returns how to leave off. */
function watch(id: number, command: string, tell: (progress: ImportProgress) => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let isOver = false;
  const ask = async (): Promise<void> => {
    const under = hand.file(id)?.under;
    try {
      // Asked again until the file is there to be stopped, or is done.
      if (under?.stopping) await bridge.cancelImport(command);
      const progress = under && under.sent >= 1 ? await bridge.importProgress(command) : null;
      if (progress && !isOver) tell(progress);
    } catch {
      // The step itself says when the desk can't be reached.
    }
    if (!isOver) timer = setTimeout(ask, BEAT);
  };
  timer = setTimeout(ask, BEAT);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

const isStopped = (failure: unknown): boolean =>
  failure instanceof CallFailed && failure.failure.code === 'import.cancelled';

function mannerOf({ kind: _, ...said }: Said, isTrial: boolean): Manner {
  return { ...said, dry_run: isTrial };
}

function change(id: number, some: Partial<Incoming>): void {
  useHand.setState(({ files }) => ({ files: files.map((one) => (one.id === id ? { ...one, ...some } : one)) }));
}
