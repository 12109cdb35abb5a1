// How a clock of an incident is told: how long is left, how long it has run.

import type { Light } from '../../bridge/wire/Light';
import type { Owed } from '../../bridge/wire/Owed';
import { named } from '../../i18n/spoken';
import { t } from '../../i18n/words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From so long on minutes say nothing, and days are counted. */
const LONG = 2 * DAY;

/** `12 分`, `3 时 05 分`, `4 天`. */
export function spanWords(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span >= LONG) return t('incident.span.days', { days: Math.round(span / DAY) });
  return workWords(span);
}

/** The same of time that was worked: no day of it has twenty-four hours, so hours are the longest. */
export function workWords(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / MINUTE);
  if (minutes < 60) return t('incident.span.minutes', { minutes });
  return t('incident.span.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** What is owed, and how long is left: `受理还有 12 分`. */
export function owedWords({ kind, due, light }: Owed, now: number): string {
  const clock = named('incident_clock', kind);
  if (due === null) return t(light === null ? 'incident.owed.unknown' : 'incident.owed.halted', { clock });
  const left = Date.parse(due) - now;
  return left >= 0
    ? t('incident.owed.left', { clock, span: spanWords(left) })
    : t('incident.owed.over', { clock, span: spanWords(-left) });
}

/** A clock is over once its time has passed, whether or not the desk has been asked again since. */
export function lightOf({ due, light }: Pick<Owed, 'due' | 'light'>, now: number): Light | null {
  return due !== null && Date.parse(due) < now ? 'red' : light;
}
