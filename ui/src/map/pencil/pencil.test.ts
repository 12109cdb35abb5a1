import { describe, expect, it } from 'vitest';
import type { Position } from '../../bridge/wire/Position';
import { distance, frameOf, latticeAt, pixelOf, worldAt, worldOf } from './frame';
import { type Handle, handleAt, handlesOf } from './handles';
import { isEnough, withoutLast, withPoint } from './line';
import { meshOf, movedBy, snap } from './mesh';
import type { Task } from './pencil';
import { sceneOf } from './showing';

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

  it('lie apart where corners crowd, with the corner first where most borders meet, and the one in hand before it', () => {
    // A border of a hundred corners, each a pixel from the next; a neighbour begins at the thirtieth.
    const step = side / 100;
    const crowd = Array.from({ length: 101 }, (_, at): Position => [x + at * step, y + side]);
    const ring: Position[] = [[x, y], ...crowd, [x + side, y], [x, y]];
    const thirtieth: Position = [x + 30 * step, y + side];
    const neighbour: Position[] = [thirtieth, [x + side, y + 2 * side], [x + side, y + side], thirtieth];
    const crowded = meshOf([
      { path: '1.1', shape: [[ring]] },
      { path: '1.2', shape: [[neighbour]] },
    ]);
    const at = frameOf({ width: 1000, height: 800 }, [114.655, 33.66], 13.5);
    const shown = handlesOf(crowded, '1.1', at);
    for (const [index, one] of shown.entries()) {
      for (const other of shown.slice(index + 1)) expect(distance(one.at, other.at)).toBeGreaterThanOrEqual(14);
    }
    const cornersOf = (all: Handle[]) => all.flatMap((one) => (one.kind === 'corner' ? [one.corner.key] : []));
    expect(cornersOf(shown)).toContain(thirtieth.join());
    expect(cornersOf(shown).length).toBeLessThan(20);
    const beside = crowd[31]?.join() ?? null;
    expect(cornersOf(shown)).not.toContain(beside);
    expect(cornersOf(handlesOf(crowded, '1.1', at, beside))).toContain(beside);
    // Close by, all are there; and the same ones stay while the map is moved.
    expect(cornersOf(handlesOf(crowded, '1.1', frameOf(at, [114.655, 33.66], 18))).length).toBeGreaterThan(20);
    const aside = handlesOf(crowded, '1.1', frameOf(at, [114.6551, 33.6601], 13.5));
    expect(cornersOf(aside)).toEqual(cornersOf(shown));
  });

  it('are found a little beside where they are drawn', () => {
    const at = pixelOf(frame, worldOf([x, y]));
    expect(handleAt(handles, { x: at.x + 6, y: at.y - 5 })).toMatchObject({ kind: 'corner' });
    expect(handleAt(handles, { x: at.x + 20, y: at.y - 20 })).toBeNull();
  });
});

describe('what is shown', () => {
  const task: Task = {
    draws: 'corners',
    outlines,
    chosen: ['1.1'],
    level: 2,
    moves: [],
    corner: [x, y],
    line: null,
    tried: null,
    other: null,
    anchor: null,
  };
  const still = { outlines, handles: handlesOf(mesh, '1.1', frame), held: null, line: [], ahead: null, caught: null };

  it('is the chosen grid with its handles, full where a neighbour shares the corner', () => {
    const scene = sceneOf(task, still, frame);
    expect(scene.outlines.map(({ part }) => part)).toEqual(['chosen']);
    expect(scene.handles.filter(({ isShared }) => isShared).length).toBe(2);
    expect(scene.handles.filter(({ isPressed }) => isPressed).length).toBe(1);
  });

  it('is every grid that has the corner in hand as it would be, and no other handle', () => {
    const to: Position = [x + side + 500, y + 700];
    const handle = still.handles.find((one) => one.kind === 'corner' && one.corner.key === `${x + side},${y}`);
    if (!handle) throw new Error('the corner has a handle');
    const scene = sceneOf(task, { ...still, held: { handle, to } }, frame);
    expect(scene.outlines.filter(({ part }) => part === 'becomes').length).toBe(2);
    expect(scene.handles).toEqual([]);
  });

  it('is a ring that closes where the pointer is', () => {
    const line: Position[] = [
      [1, 1],
      [5, 1],
    ];
    const scene = sceneOf(
      { ...task, draws: 'ring', chosen: [] },
      { ...still, handles: [], line, ahead: [5, 5] },
      frame,
    );
    expect(scene.lines).toEqual([
      { points: line, isDashed: false },
      {
        points: [
          [5, 1],
          [5, 5],
          [1, 1],
        ],
        isDashed: true,
      },
    ]);
    expect(scene.handles.map(({ kind }) => kind)).toEqual(['point', 'point']);
    expect(sceneOf(null, { ...still, line }, frame).lines).toEqual([]);
  });
});
