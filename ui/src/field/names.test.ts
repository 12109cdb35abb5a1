import { expect, test } from 'vitest';
import { clearOf } from './names';

const named = (key: string, x: number, y: number, rank = 0) => ({ key, text: '徐营村', x, y, rank });

test('names stand clear of each other, and the more important one stays', () => {
  const kept = clearOf([named('a', 0, 0, 1), named('b', 20, 5), named('c', 20, 20, 2), named('d', 60, 0, 3)], 10);
  expect(kept.map(({ key }) => key)).toEqual(['b', 'c', 'd']);
  // Narrow letters take half the room.
  const narrow = (key: string, x: number) => ({ key, text: 'abc', x, y: 0, rank: 0 });
  expect(clearOf([narrow('a', 0), narrow('b', 20)], 10)).toHaveLength(2);
});
