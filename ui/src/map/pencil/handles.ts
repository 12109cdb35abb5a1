// The corners that can be taken hold of: those of the chosen grid that are on the screen, and the middles of its edges.
// Where they would lie on each other only as many are there as can be told apart; one comes closer for the others.

import type { Position } from '../../bridge/wire/Position';
import { distance, type Frame, type Pixel, pixelOf } from './frame';
import { type Corner, type Edge, type Mesh, middleOf } from './mesh';

export type Handle = { at: Pixel } & ({ kind: 'corner'; corner: Corner } | { kind: 'middle'; edge: Edge });

/** Beyond the screen's edge a handle is still drawn in part. */
const MARGIN = 8;
/** A handle with its rim, and a little ground between it and the next. */
const LEAST_APART = 14;
/** An edge must be this long to have a middle to take hold of. */
const WORTH_A_MIDDLE = 40;
const REACH = 9;

/**
 * The handles of a grid, none nearer to another than can be told apart. A corner where more borders meet comes before one
 * of fewer, the corner `inHand` before all, and every corner before a middle. What is off the screen has its say too:
 * otherwise handles would come and go while the map is moved.
 */
export function handlesOf(mesh: Mesh, path: string, frame: Frame, inHand: string | null = null): Handle[] {
  const isSeen = ({ x, y }: Pixel): boolean =>
    x > -MARGIN && y > -MARGIN && x < frame.width + MARGIN && y < frame.height + MARGIN;
  const isOurs = ({ paths }: { paths: string[] }): boolean => paths.includes(path);
  const rank = ({ key, paths }: Corner): number => (key === inHand ? Number.POSITIVE_INFINITY : paths.length);
  const corners = [...mesh.corners.values()].filter(isOurs).sort((one, other) => rank(other) - rank(one));
  const apart = keepApart();
  const handles: Handle[] = [];
  for (const corner of corners) {
    const at = pixelOf(frame, corner.world);
    if (apart(at) && isSeen(at)) handles.push({ kind: 'corner', corner, at });
  }
  for (const edge of mesh.edges) {
    if (!isOurs(edge)) continue;
    const [a, b] = edge.ends;
    const length = distance(pixelOf(frame, a.world), pixelOf(frame, b.world));
    const at = pixelOf(frame, middleOf(edge));
    if (length >= WORTH_A_MIDDLE && apart(at) && isSeen(at)) handles.push({ kind: 'middle', edge, at });
  }
  return handles;
}

/** Takes a pixel that is far enough from all that were taken before; false: it is not. */
function keepApart(): (at: Pixel) => boolean {
  // By squares as wide as the least distance: whatever is too near lies in one of nine.
  const taken = new Map<string, Pixel[]>();
  return (at) => {
    const [column, row] = [Math.floor(at.x / LEAST_APART), Math.floor(at.y / LEAST_APART)];
    for (let right = -1; right <= 1; right += 1) {
      for (let down = -1; down <= 1; down += 1) {
        const there = taken.get(`${column + right},${row + down}`) ?? [];
        if (there.some((other) => distance(other, at) < LEAST_APART)) return false;
      }
    }
    const key = `${column},${row}`;
    taken.set(key, [...(taken.get(key) ?? []), at]);
    return true;
  };
}

/** The handle under a pixel: a corner before a middle. */
export function handleAt(handles: readonly Handle[], pixel: Pixel): Handle | null {
  let nearest: Handle | null = null;
  let least = REACH;
  for (const handle of handles) {
    const far = distance(handle.at, pixel) + (handle.kind === 'middle' ? REACH / 3 : 0);
    if (far > least) continue;
    least = far;
    nearest = handle;
  }
  return nearest;
}

/** An edge's ends, as an edit names them. */
export function endsOf({ ends: [a, b] }: Edge): [Position, Position] {
  return [a.at, b.at];
}
