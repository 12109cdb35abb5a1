import { type Language, language } from './language';

const whole = new Intl.NumberFormat('zh-CN', { useGrouping: true });
const clock = new Intl.DateTimeFormat('zh-CN', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
const minute = new Intl.DateTimeFormat('zh-CN', time);
/** In English the month is a word: of two figures nobody knows which is the month. */
const dayMinute: Record<Language, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { month: '2-digit', day: '2-digit', ...time }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'short', day: 'numeric', ...time }),
};

const wholeDay: Record<Language, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'long', day: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'short', day: 'numeric' }),
};

/** 1204 as `1 204`: a thin space keeps tabular columns calm. */
export function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : whole.format(value).replaceAll(',', '\u2009');
}

/** A mean: 438, and 2.4 where whole numbers would hide most of it. */
export function mean(value: number): string {
  return figure(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
}

/** `22:45:12`. */
export function clockTime(moment: string | number): string {
  return clock.format(new Date(moment));
}

/** `22:45`, with the day in front when it is not today. */
export function shortTime(moment: string | number, now: number = Date.now()): string {
  const date = new Date(moment);
  return date.toDateString() === new Date(now).toDateString()
    ? minute.format(date)
    : dayMinute[language()].format(date);
}

/** `11-21 22:45` by this machine's clock, the same in every language: a part of a name, not of a sentence. */
export function stamp(moment: Date): string {
  const [month, day, hour, least] = [
    moment.getMonth() + 1,
    moment.getDate(),
    moment.getHours(),
    moment.getMinutes(),
  ].map((part) => String(part).padStart(2, '0'));
  return `${month}-${day} ${hour}:${least}`;
}

/** The day with its year: `2027年1月31日`. */
export function day(moment: string | number): string {
  return wholeDay[language()].format(new Date(moment));
}

/** Half as 50; whole per cents, but never 100 before everybody is there, never 0 when somebody is. */
export function percent(part: number, whole: number): number {
  if (whole === 0) return 0;
  const exact = (part / whole) * 100;
  if (part < whole && exact > 99) return 99;
  if (part > 0 && exact < 1) return 1;
  return Math.round(exact);
}

/** Minutes and seconds as `09:48`, hours in front where there are any. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? [hours, ...parts].join(':') : parts.join(':');
}

const STEPS = ['B', 'KB', 'MB', 'GB'];

/** `1.4 MB`. */
export function sizeWords(bytes: number): string {
  const step = Math.min(STEPS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  return `${value >= 100 || step === 0 ? Math.round(value) : value.toFixed(1)} ${STEPS[step]}`;
}
