// Periods of whole days, as people name them.

import type { ReviewPeriod } from '../bridge/wire/ReviewPeriod';

export type Usual = 'thisWeek' | 'lastWeek' | 'thisMonth' | 'lastMonth';
export const USUAL: readonly Usual[] = ['thisWeek', 'lastWeek', 'thisMonth', 'lastMonth'];

/** A day as `2026-11-22`. */
export type Day = string;

const AT_MIDNIGHT = 'T00:00:00Z';

const date = (day: Day): Date => new Date(`${day}${AT_MIDNIGHT}`);
const written = (moment: Date): Day => moment.toISOString().slice(0, 10);

/** So many days later. */
export function later(day: Day, days: number): Day {
  const moved = date(day);
  moved.setUTCDate(moved.getUTCDate() + days);
  return written(moved);
}

const HOUR = 3_600_000;

/** The day in a district so many hours east of Greenwich, wherever its page is looked at. */
export function today(offsetHours: number, now: Date = new Date()): Day {
  return written(new Date(now.getTime() + offsetHours * HOUR));
}

/** The period that one means; weeks begin on Monday. */
export function periodOf(usual: Usual, day: Day): ReviewPeriod {
  const monday = later(day, -((date(day).getUTCDay() + 6) % 7));
  const first = `${day.slice(0, 7)}-01`;
  const firstBefore = `${later(first, -1).slice(0, 7)}-01`;
  switch (usual) {
    case 'thisWeek':
      return { from: monday, until: later(monday, 7) };
    case 'lastWeek':
      return { from: later(monday, -7), until: monday };
    case 'thisMonth':
      return { from: first, until: `${later(first, 31).slice(0, 7)}-01` };
    case 'lastMonth':
      return { from: firstBefore, until: first };
  }
}

/** The last day of it, as people say it. */
export const lastDay = ({ until }: ReviewPeriod): Day => later(until, -1);

/** Whether these two days make a period: a last day that is not before the first, within ten years. */
export function isPeriod(from: Day, last: Day): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/;
  if (!day.test(from) || !day.test(last) || Number.isNaN(date(from).getTime()) || Number.isNaN(date(last).getTime())) {
    return false;
  }
  const days = (date(last).getTime() - date(from).getTime()) / 86_400_000;
  return days >= 0 && days < 3653;
}
