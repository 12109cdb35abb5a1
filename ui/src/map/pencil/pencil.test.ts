import { describe, expect, it } from 'vitest';
import type { Position } from '../../bridge/wire/Position';
import { frameOf, latticeAt, pixelOf, worldAt, worldOf } from './frame';
import { handleAt, handlesOf } from './handles';
import { isEnough, withoutLast, withPoint } from './line';
import { meshOf, movedBy, snap } from './mesh';

/** Two squares of a hundredth of a degree, side by side, with the corners between them in common. */
const [x, y, side] = [1_146_500_000, 336_500_000, 100_000];
const square = (west: number): Position[][][] => [
  [
    [
      [west, y],
      [west + side, y],
      [west + side, y + side],
      [west, y + side],
      [west, y],
    ],
  ],
];
const outlines = [
  { path: '1.1', shape: square(x) },
  { path: '1.2', shape: square(x + side) },
];
const mesh = meshOf(outlines);
const frame = frameOf({ width: 1000, height: 800 }, [114.66, 33.655], 14);
const reach = 10 / frame.scale;
/** A place some pixels away from a corner. */
const beside = (at: Position, right: number, down: number) => {
  const pixel = pixelOf(frame, worldOf(at));
  return worldAt(frame, { x: pixel.x + right, y: pixel.y + down });
};

describe('the frame', () => {
  it('leads from the lattice to the screen and back to the very same place', () => {
    const at: Position = [1_146_612_345, 336_598_765];
    expect(latticeAt(worldAt(frame, pixelOf(frame, worldOf(at))))).toEqual(at);
  });

  it('has the middle of the view in the middle, and north above', () => {
    const middle = pixelOf(frame, worldOf([1_146_600_000, 336_550_000]));
    expect(middle.x).toBeCloseTo(500);
    expect(middle.y).toBeCloseTo(400);
    expect(pixelOf(frame, worldOf([1_146_600_000, 336_560_000])).y).toBeLessThan(400);
  });
});

describe('a mesh', () => {
  it('has each corner and each edge once, with all grids that have it', () => {
    expect(mesh.corners.size).toBe(6);
    expect(mesh.edges.length).toBe(7);
    expect(mesh.corners.get(`${x + side},${y}`)?.paths).toEqual(['1.1', '1.2']);
    expect(mesh.edges.filter(({ paths }) => paths.length === 2).length).toBe(1);
  });

  it('moves a corner in every grid that has it', () => {
    const [first, second] = movedBy(outlines, [{ from: [x + side, y], to: [x + side + 7, y - 9] }]);
    expect(first?.shape[0]?.[0]?.[1]).toEqual([x + side + 7, y - 9]);
    expect(second?.shape[0]?.[0]?.[0]).toEqual([x + side + 7, y - 9]);
    expect(second?.shape[0]?.[0]?.at(-1)).toEqual([x + side + 7, y - 9]);
  });
});

describe('a stroke', () => {
  it('catches on a corner before an edge, and on nothing that is far', () => {
    const corner: Position = [x + side, y + side];
    expect(snap(mesh, beside(corner, 6, 6), reach)).toMatchObject({ to: 'corner', at: corner });
    const edge = snap(mesh, beside(corner, 5, 120), reach);
    expect(edge?.to).toBe('edge');
    // It lies on the edge itself.
    expect(edge?.at[0]).toBe(x + side);
    expect(snap(mesh, beside(corner, 60, 60), reach)).toBeNull();
  });

  it('does not catch on the corner in hand, nor on the edges that hang on it', () => {
    const corner: Position = [x + side, y + side];
    expect(snap(mesh, beside(corner, 3, 3), reach, corner.join())).toBeNull();
  });

  it('takes a point once, gives it back, and knows when it may end', () => {
    const line = withPoint(withPoint(withPoint([], [1, 1]), [2, 2]), [2, 2]);
    expect(line).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(isEnough(line, 'line')).toBe(true);
    expect(isEnough(line, 'ring')).toBe(false);
    expect(withoutLast(line)).toEqual([[1, 1]]);
  });
});

describe('handles', () => {
  const handles = handlesOf(mesh, '1.1', frame);

  it('are the corners of the grid in hand, and the middles of edges that are long enough', () => {
    expect(handles.filter(({ kind }) => kind === 'corner').length).toBe(4);
    expect(handles.filter(({ kind }) => kind === 'middle').length).toBe(4);
    const far = handlesOf(mesh, '1.1', frameOf({ width: 1000, height: 800 }, [114.66, 33.655], 10.5));
    expect(far.filter(({ kind }) => kind === 'middle').length).toBe(0);
  });

  it('are found a little beside where they are drawn', () => {
    const at = pixelOf(frame, worldOf([x, y]));
    expect(handleAt(handles, { x: at.x + 6, y: at.y - 5 })).toMatchObject({ kind: 'corner' });
    expect(handleAt(handles, { x: at.x + 20, y: at.y - 20 })).toBeNull();
  });
});
