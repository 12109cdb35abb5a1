import { describe, expect, it } from 'vitest';
import { percent, span, stamp } from './format';
import { themes } from './tokens';
import { uuid7 } from './uuid';

describe('a command id', () => {
  it('is a UUID of version 7 that sorts by time', () => {
    expect(uuid7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuid7(1000) < uuid7(2000)).toBe(true);
    expect(uuid7()).not.toBe(uuid7());
  });
});

describe('figures', () => {
  it('of a time in a name are those of the clock on the wall', () => {
    expect(stamp(new Date(2026, 0, 5, 7, 9))).toBe('01-05 07:09');
  });

  it('never round to all before all are there, nor to none when one is', () => {
    expect(percent(213, 214)).toBe(99);
    expect(percent(214, 214)).toBe(100);
    expect(percent(1, 3775)).toBe(1);
    expect(percent(0, 0)).toBe(0);
  });

  it('write spans of time as clocks do', () => {
    expect(span(588_000)).toBe('09:48');
    expect(span(3_661_000)).toBe('1:01:01');
    expect(span(-5)).toBe('00:00');
  });
});

it('has the same tokens in both themes', () => {
  expect(Object.keys(themes.light).sort()).toEqual(Object.keys(themes.dark).sort());
});
