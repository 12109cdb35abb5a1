// How sorts, states and urgencies of reports look.

import type { Priority } from '../../bridge/wire/Priority';
import type { ReportKind } from '../../bridge/wire/ReportKind';
import type { ReportState } from '../../bridge/wire/ReportState';
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

export const STATE_TONES: Record<ReportState, Tone> = {
  new: 'amber',
  taken_up: 'blue',
  settled: 'green',
  closed: 'plain',
};

export const URGENCY_TONES: Record<Priority, Tone> = { normal: 'plain', urgent: 'amber', critical: 'red' };
