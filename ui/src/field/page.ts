// What changes the field page: pairing, asking, listening, answering.

import { CallFailed, isLost, NotSeated } from '../bridge/failed';
import type { InboxCard } from '../bridge/wire/InboxCard';
import type { InboxOrder } from '../bridge/wire/InboxOrder';
import type { IncidentStep } from '../bridge/wire/IncidentStep';
import type { Mark } from '../bridge/wire/Mark';
import type { ReportDraft } from '../bridge/wire/ReportDraft';
import type { Told } from '../bridge/wire/Told';
import type { WhistleDraft } from '../bridge/wire/WhistleDraft';
import type { WhistleStep } from '../bridge/wire/WhistleStep';
import { onceMore } from '../shared/again';
import { allowSound, canSound } from '../shared/sound';
import { uuid7 } from '../shared/uuid';
import { sendWish, wish } from './callback';
import { plainCode, takeCode } from './code';
import { inbox, type Line, listen, PAUSES, pair } from './desk';
import { failureOf, isPassing } from './failure';
import { keepFiles } from './files';
import { recallGround, refreshGround } from './ground';
import {
  forgetTalk,
  hearTalk,
  leaveTalk,
  noteUnsaid,
  openTalk,
  recall,
  refreshTalk,
  ringUnlessQuiet,
  say,
} from './groups';
import { keepPage } from './offline';
import {
  again,
  flush,
  keepCheckpoint,
  keepReport,
  keepStep,
  keepWhistle,
  keepWhistling,
  note,
  noteWithFiles,
  sweepFiles,
} from './outbox';
import { followCalls, leaveCalls } from './phone';
import { followSpeeches, leaveSpeeches, openEars, radio } from './radio';
import { hasEnded, isBefore, merged, type Shown } from './receipt';
import { type Pressed, reportNow } from './sealed';
import { memory, now, orders, type Screen, set } from './state';
import type { PendingReport } from './waiting';

/** How long the groups may wait, at the least, in milliseconds; twice as long at the most. */
const A_WHILE = 3000;

let line: Line | null = null;
/** The card may be older than what the socket begins with. */
let isStale = true;
/** The desk's store is not the one of before; what it says now counts alone. */
let isAnew = false;
/** This page has asked for its whole inbox once; from then on it asks for what changed. */
let isWhole = false;

/** Opens the page: with a code from the address, or with what is known already. */
export function start(): void {
  const code = takeCode();
  const kept = memory.kept();
  window.addEventListener('hashchange', arrive);
  window.addEventListener('popstate', goToAddress);
  window.addEventListener('online', hurry);
  window.addEventListener('storage', () => set({ pending: memory.pending() }));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') hurry();
  });
  document.addEventListener('pointerdown', unmute);
  document.addEventListener('pointerdown', openEars);
  void sweepFiles();
  if (code !== null) {
    goToAddress();
    void takeLink(code);
    return;
  }
  if (kept !== null) {
    set({ stage: 'seated', card: kept.card, asOf: kept.asOf });
    recall();
    recallGround();
  }
  goToAddress();
  void refresh();
}

/** A link with a code may be opened in a page that is open already. */
function arrive(): void {
  const code = takeCode();
  if (code !== null) void takeLink(code);
  else goToAddress();
}

/** The address says which order or which group is on the screen. */
function goToAddress(): void {
  set({ open: inAddress('order'), task: inAddress('task'), screen: screenInAddress() });
  const talk = inAddress('talk');
  if (talk === null) leaveTalk();
  else if (talk !== now().talk.open) openTalk(talk);
}

function inAddress(name: string): string | null {
  return new URLSearchParams(location.hash.slice(1)).get(name);
}

function screenInAddress(): Screen | null {
  const named = inAddress('screen');
  return named === 'report' || named === 'checkpoints' || named === 'ground' ? named : null;
}

/** Sound is allowed by a touch, any touch. */
export function unmute(): void {
  if (!canSound()) allowSound(() => set({ sound: canSound() }));
}

// Pairing

let press = { code: '', id: '' };

/** Pairs this phone with a one-time code. The same code again is the same command. */
export async function takePost(typed: string): Promise<void> {
  if (now().busy) return;
  const code = plainCode(typed);
  if (press.code !== code) press = { code, id: uuid7() };
  set({ stage: 'pairing', busy: true, failure: null });
  try {
    await pair(code, press.id);
    press = { code: '', id: '' };
    hangUp();
    memory.forgetCard();
    forgetTalk();
    const none = { card: null, ground: null, heard: {}, refusals: {}, fresh: new Set<string>() };
    set({ ...none, stage: 'opening', busy: false, ended: false, typed: '' });
    await refresh();
  } catch (failure) {
    set({ stage: 'pairing', busy: false, failure: failureOf(failure) });
  }
}

/** A link is opened again and again: its code is used by then, but the pairing it made may be there. */
async function takeLink(code: string): Promise<void> {
  set({ typed: code });
  await takePost(code);
  if (now().stage !== 'pairing') return;
  try {
    take(await inbox(null));
  } catch {
    // Then the page says why the code did not do.
  }
}

/** The desk does not know this phone, or no more. Unsent receipts stay. */
function leave(): void {
  hangUp();
  leaveSpeeches();
  leaveCalls();
  const hadPost = now().card !== null || memory.kept() !== null;
  memory.forgetCard();
  forgetTalk();
  const none = { card: null, ground: null, failure: null, screen: null, fresh: new Set<string>() };
  // Which order the address names stays: a link leads to it after pairing, too.
  set({ ...none, open: inAddress('order'), stage: 'pairing', ended: now().ended || hadPost });
}

// Asking

let retry: ReturnType<typeof setTimeout> | undefined;
let tries = 0;

/** Asks for the inbox; while an answer is under way, once more after it. */
const refresh = onceMore(ask);

async function ask(): Promise<void> {
  clearTimeout(retry);
  try {
    const card = await inbox(isWhole && !isAnew ? (now().card?.vector ?? null) : null);
    tries = 0;
    take(card);
  } catch (failure) {
    if (isNobody(failure)) return leave();
    set({ failure: failureOf(failure), link: isLost(failure) ? 'lost' : now().link });
    // Without a card nothing listens yet that would ask again.
    if (isPassing(failure)) retry = setTimeout(() => void refresh(), PAUSES[Math.min(tries, PAUSES.length - 1)]);
    tries += 1;
    const kept = now().card;
    if (kept !== null) hangOn(kept);
  }
}

/** A new card: kept first, and only then said to be delivered. */
function take(answered: InboxCard): void {
  const before = now().card;
  const card = before === null || isAnew ? answered : merged(before, answered);
  isAnew = false;
  isWhole = true;
  const isMoved = before !== null && before.grid.path !== card.grid.path;
  const asOf = Date.now();
  const isKept = memory.keep({ card, asOf });
  const fresh = new Set(now().fresh);
  const known = new Set(before?.orders.map((order) => order.id));
  const news = before === null ? [] : card.orders.filter((order) => !known.has(order.id));
  for (const order of news) fresh.add(order.id);
  const calledOff = before === null ? [] : card.orders.filter((order) => isCalledOff(order, before));
  for (const order of calledOff) fresh.add(order.id);
  const called = before === null ? [] : card.orders.filter((order) => isCalledAgain(order, before));
  for (const order of called) fresh.add(order.id);
  set({ stage: 'seated', ended: false, failure: null, card, asOf, fresh, forgetful: !isKept });
  isStale = false;
  if (isKept) sayDelivered();
  keepFiles(card);
  const asked = [...news.filter((order) => order.part === 'recipient'), ...called];
  const loudest = asked.sort((a, b) => rank(b) - rank(a))[0];
  if (loudest !== undefined) ringUnlessQuiet(loudest.priority);
  else if (calledOff.length > 0) ringUnlessQuiet('normal');
  talkLater();
  if (now().ground === null || isMoved) void refreshGround();
  hangOn(card);
  send();
}

let isTalkComing = false;

/** Groups that nobody looks at can wait: a district's phones that hear of an order would all ask for them at once. */
function talkLater(): void {
  const { list, open } = now().talk;
  if (list === null || open !== null) return void refreshTalk();
  if (isTalkComing) return;
  isTalkComing = true;
  const ask = (): void => {
    isTalkComing = false;
    void refreshTalk();
  };
  setTimeout(ask, A_WHILE * (1 + Math.random()));
}

/** Whether the desk took back what this person still had to do. */
function isCalledOff(order: InboxOrder, before: InboxCard): boolean {
  const known = before.orders.find(({ id }) => id === order.id);
  const wasOpen = known !== undefined && !hasEnded(known) && order.part === 'recipient';
  return wasOpen && hasEnded(order) && order.end?.how.end !== 'closed' && isBefore(order.progress, 'refused');
}

/** Whether the desk called those who are silent once more, and this person is one of them. */
function isCalledAgain(order: InboxOrder, before: InboxCard): boolean {
  const known = before.orders.find(({ id }) => id === order.id);
  return known !== undefined && Boolean(order.called) && order.called !== known.called;
}

function rank({ priority }: { priority: string }): number {
  return ['normal', 'urgent', 'critical'].indexOf(priority);
}

function sayDelivered(): void {
  for (const order of orders()) {
    if (order.progress === 'waiting') note(order.id, { mark: 'delivered' });
  }
}

// Listening

function hangOn(card: InboxCard): void {
  line ??= listen(card.vector, {
    opened: () => {
      set({ link: 'live' });
      void keepPage();
      if (isStale) void refresh();
      void followSpeeches();
      void followCalls();
      send();
    },
    anew: () => {
      isAnew = true;
      void refresh();
    },
    told: hear,
    lost: () => {
      isStale = true;
      set({ link: 'lost' });
      // The socket cannot say why it did not open; the question can.
      void refresh();
    },
    ended: leave,
  });
}

function hangUp(): void {
  line?.stop();
  line = null;
  isStale = true;
}

function hurry(): void {
  line?.hurry();
  if (now().stage !== 'pairing') void refresh();
  send();
}

function hear({ desk, seq, news }: Told): void {
  // Of ten orders at once, one answer tells.
  const isInCard = seq <= (now().card?.vector[desk] ?? 0);
  switch (news.type) {
    case 'order_issued':
      if (news.part !== null && !isInCard) void refresh();
      return;
    case 'receipt_marked': {
      const order = orders().find(({ id }) => id === news.order);
      if (order === undefined || isBefore(order.progress, news.progress)) void refresh();
      return;
    }
    case 'district_changed':
      void refreshGround();
      void refresh();
      return;
    case 'journal_changed':
      void followCalls();
      void refresh();
      return;
    case 'calls_changed':
      void followCalls();
      return;
    case 'order_ended':
    case 'rung_reached':
    case 'incidents_changed':
      void refresh();
      return;
    case 'message_sent':
    case 'channel_changed':
    case 'quiet_hours_changed':
      hearTalk(news);
      return;
    case 'speech_begun':
    case 'speech_ended':
      void followSpeeches();
      return;
    case 'speech_heard':
      // Whoever speaks counts them.
      if (radio.now().speaking?.speech === news.speech) void followSpeeches();
      return;
    case 'call_logged':
    case 'paper_printed':
    case 'robots_changed':
    case 'ladders_changed':
    case 'findings_changed':
    case 'schemes_changed':
    case 'devices_changed':
    case 'other':
  }
}

// Answering

function send(): void {
  const after = {
    ended: leave,
    refused: () => void refresh(),
    said: () => void refreshTalk(),
    told: () => {
      void refresh();
      void refreshGround();
    },
    unsaid: noteUnsaid,
  };
  void flush(after);
  void sendWish(after);
}

/** The centre is asked to call. */
export function askForCall(words: string): void {
  wish(words);
  send();
}

/** Opens a group; the phone's own way back leads out of it. */
export function openTalkOf(path: string): void {
  const isIn = history.state?.field === 'talk';
  const address = `#talk=${encodeURIComponent(path)}`;
  if (isIn) history.replaceState({ field: 'talk' }, '', address);
  else history.pushState({ field: 'talk' }, '', address);
  openTalk(path);
}

export function closeTalk(): void {
  if (history.state?.field === 'talk') {
    history.back();
    return;
  }
  history.replaceState(null, '', location.pathname);
  leaveTalk();
}

/** Says something in my group. */
export function speak(...said: Parameters<typeof say>): void {
  void say(...said).then(send);
}

/** Opens one of the front line's own screens; the phone's own way back leads out of it. */
export function openScreen(screen: Screen): void {
  history.pushState({ field: 'screen' }, '', `#screen=${screen}`);
  set({ screen });
}

export function closeScreen(): void {
  if (history.state?.field === 'screen') {
    history.back();
    return;
  }
  history.replaceState(null, '', location.pathname);
  set({ screen: null, task: null });
}

/** Reports what was found. */
export async function report(draft: ReportDraft, files: readonly Blob[]): Promise<void> {
  await keepReport(draft, files);
  send();
}

/** Reports what somebody told, with who it was: at once, or not at all. */
export async function reportSealed(press: Pressed, draft: ReportDraft, files: readonly Blob[]): Promise<void> {
  await reportNow(press, draft, files);
  void refresh();
}

/** Sends a report once more that the desk did not take. */
export async function reportAgain(refused: PendingReport): Promise<void> {
  await again(refused);
  send();
}

/** Takes a step on an incident. */
export async function handle(incident: string, step: IncidentStep, files: readonly Blob[] = []): Promise<void> {
  await keepStep(incident, step, files);
  send();
}

/** Takes a step on a whistle. */
export function whistle(id: string, step: WhistleStep): void {
  keepWhistling(id, step);
  send();
}

/** Whistles for others to come to an incident. */
export function blow(draft: WhistleDraft): void {
  keepWhistle(draft);
  send();
}

/** Opens something that my grid has to do; the phone's own way back leads out of it. */
export function openTask(task: string): void {
  history.pushState({ field: 'screen' }, '', `#task=${encodeURIComponent(task)}`);
  set({ task });
}

/** Says how a checkpoint stands now. */
export function sayCheckpoint(...said: Parameters<typeof keepCheckpoint>): void {
  keepCheckpoint(...said);
  send();
}

/** Opens an order: from now on it is read. */
export function openOrder(order: string): void {
  history.pushState({ field: 'order' }, '', `#order=${encodeURIComponent(order)}`);
  set({ open: order });
}

export function closeOrder(): void {
  if (history.state?.field === 'order') {
    history.back();
    return;
  }
  history.replaceState(null, '', location.pathname);
  set({ open: null });
}

/** The order lies open before the person's eyes. */
export function sayRead(order: Shown): void {
  if (now().fresh.has(order.id)) set({ fresh: new Set([...now().fresh].filter((id) => id !== order.id)) });
  if (isBefore(order.progress, 'read')) note(order.id, { mark: 'read' });
  send();
}

/** A button was pressed. Pressed twice it is still one act. */
export function answer(order: string, said: Mark, files: readonly Blob[] = []): void {
  const { [order]: _, ...refusals } = now().refusals;
  set({ refusals });
  if (files.length === 0) {
    note(order, said);
    send();
  } else void noteWithFiles(order, said, files).then(send);
}

export function forgetRefusal(order: string): void {
  const { [order]: _, ...refusals } = now().refusals;
  set({ refusals });
}

function isNobody(failure: unknown): boolean {
  if (failure instanceof NotSeated) return true;
  // An operator's seat in the same browser is no post.
  return failure instanceof CallFailed && failure.failure.code === 'rights.not_yours';
}
