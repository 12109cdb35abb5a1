import { expect, test } from 'vitest';
import { fullAt, heatFeatures } from './heat';

test('one square that stands out takes the glow of no other', () => {
  const counts = [...Array.from({ length: 99 }, () => 6), 400];
  expect(fullAt(counts)).toBe(6);
});

test('a few here and there are no heap', () => {
  expect(fullAt([1, 1, 2])).toBe(3);
  expect(fullAt([])).toBe(3);
});

test('each square glows by its share and at the most in full', () => {
  const place = [1_146_500_000, 336_200_000] as [number, number];
  const cells = [1, 3, 9].map((count) => ({ place, count }));
  const { features } = heatFeatures(cells);
  expect(features.map(({ properties }) => properties?.share)).toEqual([1 / 3, 1, 1]);
});
