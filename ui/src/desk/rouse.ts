// Which of the three sounds an answer of the desk asks for. The desk raises alarms; a page only tells of them, once.

import type { AlarmLine } from '../bridge/wire/AlarmLine';
import type { Tone } from '../shared/sound';

export type Tune = 'urgent' | 'normal' | 'gentle';

/** What a page has told of: the time of the latest reason, and the alarms that were new when it last looked. */
export type Told = { until: number; fresh: ReadonlySet<string> };

const pair = (start: number, low: number, high: number): Tone[] => [
  { pitch: low, start, length: 0.16 },
  { pitch: high, start: start + 0.2, length: 0.34 },
];

export const TUNES: Record<Tune, readonly Tone[]> = {
  urgent: [0, 0.65, 1.3].flatMap((start) => pair(start, 784, 1175)),
  normal: pair(0, 659, 880),
  gentle: [
    { pitch: 784, start: 0, length: 0.3 },
    { pitch: 523, start: 0.22, length: 0.5 },
  ],
};

/** The sound that these alarms ask for after what was told of, and what is told of then. */
export function rouse(told: Told, alarms: readonly AlarmLine[]): { tune: Tune | null; told: Told } {
  const fresh = alarms.filter((line) => line.state === 'new');
  const loud = fresh.filter((line) => Date.parse(line.last) > told.until);
  const eased = alarms.some((line) => line.state === 'cleared' && told.fresh.has(line.key));
  const until = Math.max(told.until, ...fresh.map((line) => Date.parse(line.last)));
  return { tune: tuneOf(loud, eased), told: { until, fresh: new Set(fresh.map((line) => line.key)) } };
}

function tuneOf(loud: readonly AlarmLine[], eased: boolean): Tune | null {
  if (loud.some((line) => line.gravity === 'urgent')) return 'urgent';
  if (loud.length > 0) return 'normal';
  return eased ? 'gentle' : null;
}
