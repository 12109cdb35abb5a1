// The corners that can be taken hold of: those of the chosen grid that are on the screen, and the middles of its edges.

import type { Position } from '../../bridge/wire/Position';
import { distance, type Frame, type Pixel, pixelOf } from './frame';
import { type Corner, type Edge, type Mesh, middleOf } from './mesh';

export type Handle = { at: Pixel } & ({ kind: 'corner'; corner: Corner } | { kind: 'middle'; edge: Edge });

/** Beyond the screen's edge a handle is still drawn in part. */
const MARGIN = 8;
/** Nearer than this, corners would lie on each other: one has to come closer first. */
const LEAST_APART = 7;
/** An edge must be this long to have a middle to take hold of. */
const WORTH_A_MIDDLE = 40;
const REACH = 9;

export function handlesOf(mesh: Mesh, path: string, frame: Frame): Handle[] {
  const isSeen = ({ x, y }: Pixel): boolean =>
    x > -MARGIN && y > -MARGIN && x < frame.width + MARGIN && y < frame.height + MARGIN;
  const handles: Handle[] = [];
  const taken = new Set<string>();
  for (const corner of mesh.corners.values()) {
    if (!corner.paths.includes(path)) continue;
    const at = pixelOf(frame, corner.world);
    const cell = `${Math.round(at.x / LEAST_APART)},${Math.round(at.y / LEAST_APART)}`;
    if (!isSeen(at) || taken.has(cell)) continue;
    taken.add(cell);
    handles.push({ kind: 'corner', corner, at });
  }
  for (const edge of mesh.edges) {
    if (!edge.paths.includes(path)) continue;
    const [a, b] = edge.ends;
    const at = pixelOf(frame, middleOf(edge));
    const length = distance(pixelOf(frame, a.world), pixelOf(frame, b.world));
    if (length >= WORTH_A_MIDDLE && isSeen(at)) handles.push({ kind: 'middle', edge, at });
  }
  return handles;
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
