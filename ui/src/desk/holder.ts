// In which of some grids a ring lies.

import type { NearGrid } from '../bridge/wire/NearGrid';
import type { Position } from '../bridge/wire/Position';

/** Places that are looked at across a ring, each way. */
const ACROSS = 24;

/**
 * The grid that holds most of what lies within a ring; on a tie the first. None: it holds nothing of it. Its corners
 * say little: those that caught on a border lie in the grids of both sides.
 */
export function holder(grids: readonly NearGrid[], ring: readonly Position[]): string | null {
  const inside = placesIn(ring);
  let most = 0;
  let found: string | null = null;
  for (const { path, shape } of grids) {
    const held = inside.filter((at) => isIn(shape.flat(), at)).length;
    if (held <= most) continue;
    most = held;
    found = path;
  }
  return found;
}

/** Places spread evenly over what lies within a ring; of one too thin for that, its corners. */
function placesIn(ring: readonly Position[]): readonly Position[] {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [west, south] = [Math.min(...xs), Math.min(...ys)];
  const [wide, high] = [Math.max(...xs) - west, Math.max(...ys) - south];
  const places: Position[] = [];
  for (let row = 0.5; row < ACROSS; row += 1) {
    for (let column = 0.5; column < ACROSS; column += 1) {
      places.push([west + (wide * column) / ACROSS, south + (high * row) / ACROSS]);
    }
  }
  const inside = places.filter((at) => isIn([ring], at));
  return inside.length > 0 ? inside : ring;
}

/** Whether a place lies within rings: a ray to the east crosses them an odd number of times. */
function isIn(rings: readonly (readonly Position[])[], [x, y]: Position): boolean {
  let isInside = false;
  for (const ring of rings) {
    let before = ring.at(-1);
    for (const [ax, ay] of ring) {
      const [bx, by] = before ?? [ax, ay];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
      before = [ax, ay];
    }
  }
  return isInside;
}
