// How sorts, states, steps and urgencies of incidents look.

import type { IncidentChannel } from '../../bridge/wire/IncidentChannel';
import type { IncidentState } from '../../bridge/wire/IncidentState';
import type { IncidentWish } from '../../bridge/wire/IncidentWish';
import type { OnSite } from '../../bridge/wire/OnSite';
import type { Priority } from '../../bridge/wire/Priority';
import type { ReportKind } from '../../bridge/wire/ReportKind';
import type { TurnState } from '../../bridge/wire/TurnState';
import type { Tone } from '../../shared/parts';

export const KINDS: ReportKind[] = [
  'facility',
  'road',
  'environment',
  'housing',
  'hazard',
  'dispute',
  'livelihood',
  'other',
];

export const CHANNELS: IncidentChannel[] = [
  'field',
  'call',
  'hotline',
  'mailbox',
  'patrol',
  'video',
  'sensor',
  'other',
];

export const URGENCIES: Priority[] = ['normal', 'urgent', 'critical'];

/** The five steps 五步, as the bar of a card shows them. */
export const STAGES = ['discover', 'report', 'assign', 'dispose', 'assess'] as const;
export type Stage = (typeof STAGES)[number];

/** The open states of each step; what is not sent yet is on a phone, and no desk knows of it. */
export const STATES_OF: Record<Exclude<Stage, 'discover'>, IncidentState[]> = {
  report: ['reported', 'reopened'],
  assign: ['accepted', 'assigned', 'returned'],
  dispose: ['disposing', 'on_site', 'suspended'],
  assess: ['disposed', 'verified'],
};

/** The steps that a desk knows open incidents of, in the order of the board's columns. */
export const ON_BOARD = Object.keys(STATES_OF) as Exclude<Stage, 'discover'>[];

export const OPEN: IncidentState[] = Object.values(STATES_OF).flat();

/** Whatever has not ended, wherever it is. */
export const ALL_OPEN: IncidentWish = {
  scope: null,
  states: OPEN,
  kinds: [],
  channels: [],
  mine: false,
  wants_reopening: false,
};

/** The step that an open incident is at; none: it has ended. */
export function stageOf(state: IncidentState): Stage | null {
  const found = Object.entries(STATES_OF).find(([, states]) => states.includes(state));
  return (found?.[0] as Stage | undefined) ?? null;
}

export const STATE_TONES: Record<IncidentState, Tone> = {
  reported: 'amber',
  reopened: 'amber',
  returned: 'red',
  accepted: 'blue',
  assigned: 'blue',
  disposing: 'blue',
  on_site: 'blue',
  suspended: 'plain',
  disposed: 'amber',
  verified: 'amber',
  closed: 'green',
  declined: 'plain',
  merged: 'plain',
  void: 'plain',
};

export const URGENCY_TONES: Record<Priority, Tone> = { normal: 'plain', urgent: 'amber', critical: 'red' };

export const ON_SITE_TONES: Record<OnSite, Tone> = { silent: 'amber', coming: 'blue', there: 'green', refused: 'red' };

export const TURN_TONES: Record<TurnState, Tone> = {
  later: 'plain',
  due: 'amber',
  overdue: 'red',
  done: 'green',
  missed: 'red',
  dropped: 'plain',
};
