import { describe, expect, it } from 'vitest';
import { isPeriod, lastDay, periodOf, today } from './period';

describe('a period that people name', () => {
  it('is a week from Monday', () => {
    expect(periodOf('thisWeek', '2026-11-22')).toEqual({ from: '2026-11-16', until: '2026-11-23' });
    expect(periodOf('thisWeek', '2026-11-23')).toEqual({ from: '2026-11-23', until: '2026-11-30' });
    expect(periodOf('lastWeek', '2026-11-22')).toEqual({ from: '2026-11-09', until: '2026-11-16' });
  });

  it('is a month of the calendar, over the turn of the year, too', () => {
    expect(periodOf('thisMonth', '2026-02-28')).toEqual({ from: '2026-02-01', until: '2026-03-01' });
    expect(periodOf('thisMonth', '2026-12-31')).toEqual({ from: '2026-12-01', until: '2027-01-01' });
    expect(periodOf('lastMonth', '2027-01-31')).toEqual({ from: '2026-12-01', until: '2027-01-01' });
  });

  it('is told with its last day', () => {
    expect(lastDay({ from: '2026-11-16', until: '2026-11-23' })).toBe('2026-11-22');
    const late = new Date('2026-11-22T16:07:00Z');
    expect(today(8, late)).toBe('2026-11-23');
    expect(today(0, late)).toBe('2026-11-22');
  });

  it('has a last day that is not before its first', () => {
    expect(isPeriod('2026-11-22', '2026-11-22')).toBe(true);
    expect(isPeriod('2026-11-22', '2026-11-21')).toBe(false);
    expect(isPeriod('1926-11-22', '2026-11-21')).toBe(false);
    expect(isPeriod('2026-11-2', '2026-11-21')).toBe(false);
  });
});
