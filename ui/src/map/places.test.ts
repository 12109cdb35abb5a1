import { expect, it } from 'vitest';
import { thinned } from './places';

const row = (count: number, step: number) =>
  Array.from({ length: count }, (_, at) => ({ longitude: 112 + at * step, latitude: 30 }));

it('shows few places at every zoom', () => {
  expect(new Set(thinned(row(2000, 0.0001)))).toEqual(new Set([0]));
});

it('shows one of many places in each square, more of them from nearer, and all in the end', () => {
  const from = thinned(row(3000, 0.0001));
  expect(Math.max(...from)).toBe(11);
  const shown = (zoom: number) => from.filter((one) => one <= zoom).length;
  const counts = [6, 7, 8, 9, 10, 11].map(shown);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts.at(-1)).toBe(3000);
  // 0.3 degrees are 437 pixels at zoom 10, and each has 16 for itself.
  expect(shown(10)).toBeGreaterThanOrEqual(26);
  expect(shown(10)).toBeLessThanOrEqual(29);
  expect(shown(0)).toBe(1);
});
