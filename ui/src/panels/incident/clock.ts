// How a clock of an incident is told: how long is left, how long it has run.

import type { Light } from '../../bridge/wire/Light';
import type { Owed } from '../../bridge/wire/Owed';
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

/** How long is left for what is owed: `还有 12 分`. What that is, the state says. */
export function owedWords({ due, light }: Owed, now: number): string {
  if (due === null) return t(light === null ? 'incident.owed.unknown' : 'incident.owed.halted');
  const left = Date.parse(due) - now;
  return left >= 0
    ? t('incident.owed.left', { span: spanWords(left) })
    : t('incident.owed.over', { span: spanWords(-left) });
}

/** A clock is over once its time has passed, whether or not the desk has been asked again since. */
export function lightOf({ due, light }: Pick<Owed, 'due' | 'light'>, now: number): Light | null {
  return due !== null && Date.parse(due) < now ? 'red' : light;
}
