import { expect, it } from 'vitest';
import { namesBetween, namesFrom } from './grids';

const town = { west: 114.52, east: 114.71, south: 33.5, north: 33.7 };
const ground = {
  tiles: '',
  revision: 1,
  division: null,
  bounds: town,
  levels: [1, 2, 3],
  grids: { 1: 1, 2: 9, 3: 88 },
};

it('names small grids later than large ones, and those of a country earlier than those of a town', () => {
  expect(namesFrom(9, town)).toBeLessThan(namesFrom(88, town));
  const country = { west: 5.9, east: 10.5, south: 45.8, north: 47.8 };
  expect(namesFrom(88, country)).toBeLessThan(namesFrom(88, town));
});

it('shows the names of the chosen level and, for a while, of those above', () => {
  expect(namesBetween(3, 2, ground)).toBeNull();
  const [from, until] = namesBetween(2, 3, ground) ?? [0, 0];
  expect(from).toBeCloseTo(namesFrom(9, town));
  expect(until).toBeGreaterThan(namesFrom(88, town));
  expect(namesBetween(2, 2, ground)?.[1]).toBe(24);
});
