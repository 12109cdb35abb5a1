import { describe, expect, it } from 'vitest';
import type { NearGrid } from '../bridge/wire/NearGrid';
import type { Position } from '../bridge/wire/Position';
import { holder } from './holder';

const ring = (...corners: Position[]): Position[] => corners;
const grid = (path: string, outline: Position[]): NearGrid => ({ path, shape: [[outline]] }) as unknown as NearGrid;
/** Two grids with a bent border between them. */
const [west, east] = [
  grid('1.1', ring([0, 0], [100, 0], [110, 50], [100, 100], [0, 100])),
  grid('1.2', ring([100, 0], [200, 0], [200, 100], [100, 100], [110, 50])),
];

describe('the grid that a ring lies in', () => {
  it('is the one that holds its inside, whoever else has its corners', () => {
    const along = ring([100, 0], [110, 50], [100, 100], [80, 100], [80, 0]);
    expect(holder([east, west], along)).toBe('1.1');
    expect(holder([west, east], along)).toBe('1.1');
  });

  it('is the one that holds most of it where it lies in two', () => {
    expect(holder([west, east], ring([60, 20], [190, 20], [190, 40], [60, 40]))).toBe('1.2');
  });

  it('is none where nothing of it lies in any', () => {
    expect(holder([west, east], ring([300, 0], [310, 0], [310, 10]))).toBeNull();
  });

  it('is told by the corners of a ring that is too thin to have an inside', () => {
    expect(holder([west, east], ring([10, 10], [20, 10], [30, 10]))).toBe('1.1');
  });
});
