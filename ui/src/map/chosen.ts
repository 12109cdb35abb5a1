// What somebody draws for an order: the ground that it is for – a line around it, or a circle –, and what is shown to
// whoever gets it, a point besides. One press of the mouse draws it, from where it goes down to where it comes up.

import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { Bounds } from '../bridge/wire/Bounds';
import type { Position } from '../bridge/wire/Position';
import type { Sketch } from '../bridge/wire/Sketch';
import type { SketchShape } from '../bridge/wire/SketchShape';
import type { Drawn, Stroke, Tool } from '../desk/drafting';
import type { Tokens } from '../shared/tokens';
import { degreesOf, onLattice } from './pencil/frame';

export const CHOSEN = 'chosen';

/** What is only shown, and is no ground of the order. */
const IS_SKETCH: ExpressionSpecification = ['==', ['get', 'sketch'], true];

/** The mean radius of the earth in metres, as the desk has it. */
const EARTH = 6_371_008.8;
/** Corners of a drawn circle. */
const CORNERS = 72;
/** How far the pointer goes before a lasso has another corner, in pixels. */
const STRIDE = 5;
/** A press that comes to less is none, in pixels. */
const LEAST = 8;

export function chosenLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'chosen-fill',
      type: 'fill',
      source: CHOSEN,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': ['case', IS_SKETCH, tokens.waiting, tokens.accent], 'fill-opacity': 0.14 },
    },
    {
      id: 'chosen-line',
      type: 'line',
      source: CHOSEN,
      filter: ['!', IS_SKETCH],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': tokens.accent, 'line-width': 2, 'line-dasharray': [3, 2] },
    },
    {
      id: 'sketch-line',
      type: 'line',
      source: CHOSEN,
      filter: IS_SKETCH,
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': tokens.waiting, 'line-width': 2.5 },
    },
    {
      id: 'sketch-point',
      type: 'circle',
      source: CHOSEN,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 7,
        'circle-color': tokens.waiting,
        'circle-stroke-width': 2,
        'circle-stroke-color': tokens.surface1,
      },
    },
  ];
}

export function chosenFeatures(pieces: readonly Stroke[], sketches: readonly Sketch[]): FeatureCollection {
  const ground = pieces.map((piece): Feature => ({ type: 'Feature', properties: {}, geometry: geometryOf(piece) }));
  const shown = sketches.map(({ shape }): Feature => {
    return { type: 'Feature', properties: { sketch: true }, geometry: sketchOf(shape) };
  });
  return { type: 'FeatureCollection', features: [...ground, ...shown] };
}

function geometryOf(piece: Stroke): Geometry {
  if (piece.ground === 'point') return { type: 'Point', coordinates: degreesOf(piece.at) };
  return { type: 'Polygon', coordinates: [ringOf(piece)] };
}

function sketchOf(shape: SketchShape): Geometry {
  switch (shape.shape) {
    case 'point':
      return geometryOf({ ground: 'point', at: shape.at });
    case 'line':
      return { type: 'LineString', coordinates: shape.line.map(degreesOf) };
    case 'area':
      return geometryOf({ ground: 'lasso', line: shape.line });
    case 'circle':
      return geometryOf({ ground: 'around', centre: shape.centre, metres: shape.metres });
  }
}

/** The box around what a sketch shows: west, south, east, north. */
export function sketchBounds(shape: SketchShape): Bounds {
  const geometry = sketchOf(shape);
  const corners =
    geometry.type === 'Point'
      ? [geometry.coordinates]
      : geometry.type === 'LineString'
        ? geometry.coordinates
        : geometry.type === 'Polygon'
          ? geometry.coordinates.flat()
          : [];
  const along = corners.map(([x = 0]) => x);
  const up = corners.map(([, y = 0]) => y);
  return { west: Math.min(...along), south: Math.min(...up), east: Math.max(...along), north: Math.max(...up) };
}

/** A closed ring in degrees. */
function ringOf(piece: Drawn): [number, number][] {
  if (piece.ground === 'lasso') {
    const [first] = piece.line;
    return first ? [...piece.line, first].map(degreesOf) : [];
  }
  const [longitude, latitude] = degreesOf(piece.centre);
  const up = (piece.metres / EARTH) * (180 / Math.PI);
  const along = up / Math.cos((latitude * Math.PI) / 180);
  return Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const turn = (corner / CORNERS) * 2 * Math.PI;
    return [longitude + along * Math.cos(turn), latitude + up * Math.sin(turn)];
  });
}

/** Metres between two places, as the desk reckons them. */
export function metresBetween(a: Position, b: Position): number {
  const [[ax, ay], [bx, by]] = [degreesOf(a), degreesOf(b)];
  const half = (degrees: number): number => Math.sin((degrees * Math.PI) / 360);
  const cosines = Math.cos((ay * Math.PI) / 180) * Math.cos((by * Math.PI) / 180);
  return 2 * EARTH * Math.asin(Math.min(1, Math.hypot(half(by - ay), Math.sqrt(cosines) * half(bx - ax))));
}

export type Drawer = {
  /** Takes a tool in hand; null: none. */
  take(tool: Tool | null): void;
  isDrawing(): boolean;
};

/** `shown`: what the stroke in hand would be; null once it is let go. `drawn`: a stroke is finished. */
export function drawerOn(
  map: MapLibreMap,
  listener: { shown(piece: Stroke | null): void; drawn(piece: Stroke): void },
): Drawer {
  let tool: Tool | null = null;
  let line: { at: Position; x: number; y: number }[] = [];

  const pieceNow = (): Stroke | null => {
    const [first, last] = [line[0], line.at(-1)];
    if (!first || !last) return null;
    if (tool === 'point') return { ground: 'point', at: last.at };
    if (tool === 'lasso') return line.length < 3 ? null : { ground: 'lasso', line: line.map(({ at }) => at) };
    const metres = Math.round(metresBetween(first.at, last.at));
    return metres < 1 ? null : { ground: 'around', centre: first.at, metres };
  };
  const isWide = (): boolean => {
    const [first] = line;
    return first !== undefined && line.some(({ x, y }) => Math.hypot(x - first.x, y - first.y) >= LEAST);
  };
  const pointOf = (x: number, y: number) => {
    const { lng, lat } = map.unproject([x, y]);
    return { at: onLattice(lng, lat), x, y };
  };
  const pressed = (event: MapMouseEvent): void => {
    if (tool === null || event.originalEvent.button !== 0) return;
    // The map stays where it is.
    event.preventDefault();
    line = [pointOf(event.point.x, event.point.y)];
    window.addEventListener('mousemove', dragged);
    window.addEventListener('mouseup', released, { once: true });
  };
  const dragged = (event: MouseEvent): void => {
    const box = map.getContainer().getBoundingClientRect();
    const next = pointOf(event.clientX - box.left, event.clientY - box.top);
    const last = line.at(-1);
    if (tool === 'point') line = [next];
    else if (tool === 'circle') line = [line[0] ?? next, next];
    else if (last && Math.hypot(next.x - last.x, next.y - last.y) >= STRIDE) line.push(next);
    listener.shown(pieceNow());
  };
  const released = (): void => {
    window.removeEventListener('mousemove', dragged);
    const piece = tool === 'point' || isWide() ? pieceNow() : null;
    line = [];
    listener.shown(null);
    if (!piece) return;
    // The click that ends a point is still the tool's: the grid under it is not chosen.
    if (piece.ground === 'point') window.addEventListener('click', () => listener.drawn(piece), { once: true });
    else listener.drawn(piece);
  };
  map.on('mousedown', pressed);
  map.on('remove', () => {
    window.removeEventListener('mousemove', dragged);
    window.removeEventListener('mouseup', released);
  });
  return {
    take: (next) => {
      // News of an order says the same again: what is half drawn stays in hand.
      if (next === tool) return;
      tool = next;
      line = [];
      window.removeEventListener('mousemove', dragged);
      map.getCanvas().style.cursor = next ? 'crosshair' : '';
      listener.shown(null);
    },
    isDrawing: () => tool !== null,
  };
}
