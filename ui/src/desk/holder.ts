// In which of some grids a line lies.

import type { NearGrid } from '../bridge/wire/NearGrid';
import type { Position } from '../bridge/wire/Position';

/** The grid that holds most of a line's points; on a tie the first. None: it holds none. */
export function holder(grids: readonly NearGrid[], line: readonly Position[]): string | null {
  let most = 0;
  let found: string | null = null;
  for (const { path, shape } of grids) {
    const held = line.filter((at) => isIn(shape, at)).length;
    if (held <= most) continue;
    most = held;
    found = path;
  }
  return found;
}

/** Whether a place lies in a boundary: a ray to the east crosses it an odd number of times. */
function isIn(shape: Position[][][], [x, y]: Position): boolean {
  let isInside = false;
  for (const ring of shape.flat()) {
    let before = ring.at(-1);
    for (const [ax, ay] of ring) {
      const [bx, by] = before ?? [ax, ay];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
      before = [ax, ay];
    }
  }
  return isInside;
}
