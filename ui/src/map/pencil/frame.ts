// Where the lattice lies on the screen. The map is never turned or tilted, so two numbers and a scale do; asking the map
// for each corner would cost more than drawing it.

import type { Position } from '../../bridge/wire/Position';

/** A place on the unrolled world, 0 to 1 from the north-west. */
export type World = { x: number; y: number };
/** A place on the map's canvas, in the page's pixels. */
export type Pixel = { x: number; y: number };

export type Frame = {
  width: number;
  height: number;
  /** Pixels across the world. */
  scale: number;
  /** The world's place in the middle of the canvas. */
  centre: World;
};

const STEPS = 1e7;
/** The world at zoom 0, in pixels. */
const TILE = 512;

export function frameOf(size: { width: number; height: number }, centre: [number, number], zoom: number): Frame {
  return { ...size, scale: TILE * 2 ** zoom, centre: worldOf(onLattice(centre[0], centre[1])) };
}

/** The lattice's place nearest to some degrees. */
export function onLattice(longitude: number, latitude: number): Position {
  return [Math.round(longitude * STEPS), Math.round(latitude * STEPS)];
}

export function degreesOf([x, y]: Position): [number, number] {
  return [x / STEPS, y / STEPS];
}

export function worldOf([longitude, latitude]: Position): World {
  const sine = Math.sin((latitude / STEPS) * (Math.PI / 180));
  return {
    x: longitude / STEPS / 360 + 0.5,
    y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI),
  };
}

/** The lattice's place nearest to a place of the world. */
export function latticeAt({ x, y }: World): Position {
  const latitude = (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
  return onLattice((x - 0.5) * 360, latitude);
}

export function pixelOf(frame: Frame, { x, y }: World): Pixel {
  return {
    x: frame.width / 2 + (x - frame.centre.x) * frame.scale,
    y: frame.height / 2 + (y - frame.centre.y) * frame.scale,
  };
}

export function worldAt(frame: Frame, { x, y }: Pixel): World {
  return {
    x: frame.centre.x + (x - frame.width / 2) / frame.scale,
    y: frame.centre.y + (y - frame.height / 2) / frame.scale,
  };
}

export function distance(a: Pixel, b: Pixel): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
