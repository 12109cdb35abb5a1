import { expect, test } from 'vitest';
import { ownName } from './own';

test('a stream is called by what its place’s name does not say already', () => {
  const named = (name: string) => ownName({ name, place_name: '万顺达' });
  expect(named('万顺达正门')).toBe('正门');
  expect(named('万顺达 后门')).toBe('后门');
  expect(named('一层中庭')).toBe('一层中庭');
  expect(named('万顺达')).toBe('万顺达');
});
