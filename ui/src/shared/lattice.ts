// Positions as the store has them: whole steps of a ten-millionth of a degree, longitude first.

/** Steps in a degree. */
export const STEPS = 1e7;

/** A position in degrees; longitude first. */
export function degreesOf([x, y]: readonly [number, number]): [number, number] {
  return [x / STEPS, y / STEPS];
}

/** The nearest step to a position in degrees. */
export function latticeOf([longitude, latitude]: readonly [number, number]): [number, number] {
  return [Math.round(longitude * STEPS), Math.round(latitude * STEPS)];
}
