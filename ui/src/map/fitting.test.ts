import { expect, it } from 'vitest';
import { borderedLevels, drawnFor, drawnFrom, fittingLevels } from './fitting';

const province = { west: 112, east: 113.62, south: 30, north: 32.88 };
const grids = { 1: 80, 2: 720, 3: 6480, 4: 77_760, 5: 233_280 };
const ground = { tiles: '', revision: 1, division: null, bounds: province, levels: [1, 2, 3, 4, 5], grids };

it('draws the levels of few grids at every zoom, and the others from where their grids can be told apart', () => {
  expect(fittingLevels(3, ground)).toEqual([1, 2, 3]);
  const from = drawnFrom(grids[5], province);
  expect(drawnFrom(grids[4], province)).toBeLessThan(from);
  expect(fittingLevels(from - 0.01, ground)).toEqual([1, 2, 3, 4]);
  expect(fittingLevels(from, ground)).toEqual([1, 2, 3, 4, 5]);
  // As many squares of twelve pixels as there are grids cover the province.
  const [across, down] = [1.62, (180 / Math.PI) * (Math.asinh(Math.tan(0.5739)) - Math.asinh(Math.tan(0.5236)))];
  const pixels = (512 * 2 ** from) / 360;
  expect((across * pixels * down * pixels) / grids[5]).toBeCloseTo(144, 0);
});

it('draws a town as it is, however far away', () => {
  const town = {
    ...ground,
    bounds: { west: 114.54, east: 114.76, south: 33.55, north: 33.7 },
    grids: { ...grids, 4: 995, 5: 2640 },
  };
  expect(fittingLevels(3, town)).toEqual([1, 2, 3, 4, 5]);
});

it('draws for a level the deepest that fits above it', () => {
  expect([1, 3, 4, 5].map((level) => drawnFor(level, [1, 2, 3]))).toEqual([1, 3, 3, 3]);
  expect(drawnFor(5, [1, 2, 3, 4, 5])).toBe(5);
  // Even the highest is too small: something has to be drawn.
  expect(drawnFor(2, [])).toBe(2);
});

it('leaves borders away where no colour would be left between them', () => {
  expect(borderedLevels(5.8, ground)).toEqual([1, 2]);
  expect(borderedLevels(7, ground)).toEqual([1, 2, 3]);
  expect(borderedLevels(19, ground)).toEqual([1, 2, 3, 4, 5]);
});
