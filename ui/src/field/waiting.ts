// What waits to be sent: each item is one action with its command id, and files that go along.

import type { Action } from '../bridge/wire/Action';
import type { Attachment } from '../bridge/wire/Attachment';
import type { CheckpointState } from '../bridge/wire/CheckpointState';
import type { Failure } from '../bridge/wire/Failure';
import type { IncidentStep } from '../bridge/wire/IncidentStep';
import type { Mark } from '../bridge/wire/Mark';
import type { MessageDraft } from '../bridge/wire/MessageDraft';
import type { ReportDraft } from '../bridge/wire/ReportDraft';
import type { WhistleDraft } from '../bridge/wire/WhistleDraft';
import type { WhistleStep } from '../bridge/wire/WhistleStep';

type Item = {
  /** The command id: made when the button was pressed, used again on every retry. */
  id: string;
  /** For which post; a phone can be paired to another one later. */
  post: string;
  /** When it was done, in milliseconds. */
  at: number;
  /** Of each photo or voice note that goes along, by which it is handed in; its bytes lie in the shelf so named. */
  files?: string[];
};

/** Something said of an order that the desk has not answered yet. */
export type Pending = Item & { order: string; mark: Mark };

/** Something said in a group that the desk has not answered yet; the command id is the message's own. */
export type PendingMessage = Item & {
  message: MessageDraft;
  /** The beginning of what it quotes, to be shown beside it. */
  quoted: string | null;
};

/** Something reported that the desk has not answered yet; the command id is the report's own. */
export type PendingReport = Item & {
  report: ReportDraft;
  /** Why the desk did not take it: it stays until the person has decided what becomes of it. */
  refused?: Failure;
};

/** How a checkpoint stands, as somebody there says. */
export type PendingCheckpoint = Item & { checkpoint: { id: string; state: CheckpointState; queue: number } };

/** A step on an incident that the desk has not answered yet. */
export type PendingStep = Item & {
  incident: string;
  step: IncidentStep;
  /** Why the desk did not take it: it stays until the person has read that. */
  refused?: Failure;
};

/** A step on a whistle that the desk has not answered yet. The desk's own clock says when it was taken. */
export type PendingWhistling = Item & {
  whistle: string;
  whistling: WhistleStep;
  /** Why the desk did not take it: it stays until the person has read that. */
  refused?: Failure;
};

/** A whistle that the desk has not answered yet; the command id is its own. */
export type PendingWhistle = Item & {
  blow: WhistleDraft;
  /** Why the desk did not take it: it stays until the person has read that. */
  refused?: Failure;
};

/** What stays when the desk does not take it, until the person has decided or read why. */
export type Retained = PendingReport | PendingStep | PendingWhistling | PendingWhistle;

/** Whatever waits to be sent. */
export type Waiting = Pending | PendingMessage | PendingCheckpoint | Retained;

export const isMark = (waiting: Waiting): waiting is Pending => 'mark' in waiting;
export const isMessage = (waiting: Waiting): waiting is PendingMessage => 'message' in waiting;
export const isReport = (waiting: Waiting): waiting is PendingReport => 'report' in waiting;
export const isStep = (waiting: Waiting): waiting is PendingStep => 'step' in waiting;
export const isWhistling = (waiting: Waiting): waiting is PendingWhistling => 'whistling' in waiting;
export const isWhistle = (waiting: Waiting): waiting is PendingWhistle => 'blow' in waiting;
export const isCheckpoint = (waiting: Waiting): waiting is PendingCheckpoint => 'checkpoint' in waiting;

/** Whether it stays when the desk does not take it. */
export function isRetained(waiting: Waiting): waiting is Retained {
  return isReport(waiting) || isStep(waiting) || isWhistling(waiting) || isWhistle(waiting);
}

/** Whether it is to be sent, rather than waiting for the person. */
export function isOpen(waiting: Waiting): boolean {
  return !isRetained(waiting) || waiting.refused === undefined;
}

/** The item with its files as the desk calls them. */
export function withAttachments(waiting: Waiting, attachments: Attachment[]): Waiting {
  if (isReport(waiting)) return { ...waiting, report: { ...waiting.report, attachments } };
  if (isMessage(waiting)) return { ...waiting, message: { ...waiting.message, attachments } };
  if (isStep(waiting) && takesPhotos(waiting.step)) return { ...waiting, step: { ...waiting.step, attachments } };
  if (isMark(waiting) && waiting.mark.mark === 'done') return { ...waiting, mark: { ...waiting.mark, attachments } };
  return waiting;
}

/** Whether its files were handed in before: what they are called is written down, so that a retry says the very same. */
export function hasAttachments(waiting: Waiting): boolean {
  if (isReport(waiting)) return waiting.report.attachments.length > 0;
  if (isMessage(waiting)) return (waiting.message.attachments ?? []).length > 0;
  if (isStep(waiting)) return takesPhotos(waiting.step) && (waiting.step.attachments ?? []).length > 0;
  return isMark(waiting) && waiting.mark.mark === 'done' && (waiting.mark.attachments ?? []).length > 0;
}

type Shown = Extract<IncidentStep, { step: 'dispose' | 'pass' | 'fail' }>;

/** Whether photos show what a step says. */
function takesPhotos(step: IncidentStep): step is Shown {
  return step.step === 'dispose' || step.step === 'pass' || step.step === 'fail';
}

/** What the desk is asked to do. */
export function actionOf(waiting: Waiting): Action {
  const said = new Date(waiting.at).toISOString();
  if (isMessage(waiting)) return { type: 'send_message', message: waiting.message };
  if (isReport(waiting)) return { type: 'make_report', report: waiting.report };
  if (isStep(waiting)) return { type: 'handle_incident', incident: waiting.incident, step: waiting.step };
  if (isWhistling(waiting)) return { type: 'handle_whistle', whistle: waiting.whistle, step: waiting.whistling };
  if (isWhistle(waiting)) return { type: 'blow_whistle', whistle: waiting.blow };
  if (isCheckpoint(waiting)) return { type: 'say_checkpoint', ...waiting.checkpoint, said };
  const { order, post, mark } = waiting;
  return { type: 'mark_receipt', order, post, mark, way: 'device', said };
}
