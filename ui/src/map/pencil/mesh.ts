// Grids as a pencil sees them: corners and edges, each once, with the grids that have them.

import type { CornerMove } from '../../bridge/wire/CornerMove';
import type { Position } from '../../bridge/wire/Position';
import { latticeAt, type World, worldOf } from './frame';

/** A grid's boundary: parts, rings, places. */
export type Outline = { path: string; shape: Position[][][] };

export type Corner = { key: string; at: Position; world: World; paths: string[] };
export type Edge = { ends: [Corner, Corner]; paths: string[] };
export type Mesh = { corners: ReadonlyMap<string, Corner>; edges: readonly Edge[] };

/** What a stroke catches on. */
export type Snapped = { to: 'corner'; at: Position; corner: Corner } | { to: 'edge'; at: Position; edge: Edge };

export const NOTHING: Mesh = { corners: new Map(), edges: [] };

export const keyOf = ([x, y]: Position): string => `${x},${y}`;

export function meshOf(outlines: readonly Outline[]): Mesh {
  const corners = new Map<string, Corner>();
  const edges = new Map<string, Edge>();
  const cornerAt = (at: Position, path: string): Corner => {
    const key = keyOf(at);
    const known = corners.get(key) ?? { key, at, world: worldOf(at), paths: [] };
    corners.set(key, known);
    if (!known.paths.includes(path)) known.paths.push(path);
    return known;
  };
  for (const { path, shape } of outlines) {
    for (const ring of shape.flat()) {
      let before: Corner | null = null;
      for (const at of ring) {
        const corner = cornerAt(at, path);
        if (before && before !== corner) join(edges, before, corner, path);
        before = corner;
      }
    }
  }
  return { corners, edges: [...edges.values()] };
}

function join(edges: Map<string, Edge>, a: Corner, b: Corner, path: string): void {
  const ends: [Corner, Corner] = a.key < b.key ? [a, b] : [b, a];
  const key = `${ends[0].key} ${ends[1].key}`;
  const known = edges.get(key) ?? { ends, paths: [] };
  edges.set(key, known);
  if (!known.paths.includes(path)) known.paths.push(path);
}

/**
 * What lies within `reach` (in worlds) of a place: a corner before an edge, the nearer before the farther. `without` is
 * the corner in hand: it does not catch on itself, nor on the edges that hang on it.
 */
export function snap(mesh: Mesh, to: World, reach: number, without: string | null = null): Snapped | null {
  let nearest: Snapped | null = null;
  let least = reach;
  for (const corner of mesh.corners.values()) {
    if (corner.key === without) continue;
    const far = Math.hypot(corner.world.x - to.x, corner.world.y - to.y);
    if (far > least) continue;
    least = far;
    nearest = { to: 'corner', at: corner.at, corner };
  }
  if (nearest) return nearest;
  for (const edge of mesh.edges) {
    if (edge.ends.some(({ key }) => key === without)) continue;
    const foot = footOn(edge, to);
    const far = Math.hypot(foot.x - to.x, foot.y - to.y);
    if (far > least) continue;
    least = far;
    nearest = { to: 'edge', at: latticeAt(foot), edge };
  }
  return nearest;
}

/** The place on an edge that is nearest. */
function footOn({ ends: [a, b] }: Edge, to: World): World {
  const [dx, dy] = [b.world.x - a.world.x, b.world.y - a.world.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : ((to.x - a.world.x) * dx + (to.y - a.world.y) * dy) / length;
  const on = Math.min(1, Math.max(0, share));
  return { x: a.world.x + on * dx, y: a.world.y + on * dy };
}

/** The middle of an edge. */
export function middleOf({ ends: [a, b] }: Edge): World {
  return { x: (a.world.x + b.world.x) / 2, y: (a.world.y + b.world.y) / 2 };
}

/** The outlines after some corners moved. */
export function movedBy(outlines: readonly Outline[], moves: readonly CornerMove[]): Outline[] {
  if (moves.length === 0) return [...outlines];
  const to = new Map(moves.map((move) => [keyOf(move.from), move.to]));
  const place = (at: Position): Position => to.get(keyOf(at)) ?? at;
  return outlines.map(({ path, shape }) => ({
    path,
    shape: shape.map((part) => part.map((ring) => ring.map(place))),
  }));
}
