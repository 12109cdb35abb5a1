// What the pointer finds on the map: places first, then the grids of the shown level.

import type { MapGeoJSONFeature, Map as MapLibreMap, MapMouseEvent, PointLike } from 'maplibre-gl';
import type { PlaceNoun } from '../bridge/wire/PlaceNoun';
import { layerOf } from './grids';
import { type Levels, propertyOf } from './measure';

export type FoundGrid = {
  path: string;
  name: string;
  level: number;
  heads: number;
  residents: number | null;
  /** What it stands in for: the grids of the chosen level in it; null where it is of that level itself. */
  holds: Held | null;
};
/** How many grids of a level, how many of them nobody answers for, and how many people live in one of them. */
export type Held = { level: number; grids: number; vacant: number; residents: number | null };
export type FoundPlace = { noun: PlaceNoun; id: string; name: string; kind: string };

export type PointerListener = {
  pointed(at: { longitude: number; latitude: number } | null): void;
  hovered(grid: FoundGrid | null, place: FoundPlace | null, at: { x: number; y: number }): void;
  pickedGrid(grid: FoundGrid): void;
  pickedPlace(place: FoundPlace): void;
  pickedIncident(incident: string): void;
  drilled(grid: FoundGrid): void;
  /** Whether the pointer finds nothing there: a tool holds it, or another map lies above. */
  isBlind(at: { x: number; y: number }): boolean;
  /** Whether grids alone are meant, and what stands in them is looked through. */
  looksThrough(): boolean;
};

/** How far from a symbol a click still means it, in pixels. */
const REACH = 9;

/** `isPicking`: whether a point is being chosen, and not what lies there. */
export function followPointer(
  map: MapLibreMap,
  levelsNow: () => Levels,
  isPicking: () => boolean,
  listener: PointerListener,
): void {
  let frame = 0;
  let last: MapMouseEvent | null = null;

  const spotAt = (event: MapMouseEvent): FoundPlace | null => (listener.looksThrough() ? null : placeAt(map, event));
  const look = (): void => {
    frame = 0;
    if (!last) return;
    const isBlind = listener.isBlind(last.point);
    const place = isBlind ? null : spotAt(last);
    const grid = isBlind ? null : gridAt(map, last, levelsNow());
    if (!isBlind) map.getCanvas().style.cursor = isPicking() ? 'crosshair' : place || grid ? 'pointer' : '';
    listener.hovered(grid, place, { x: last.point.x, y: last.point.y });
    listener.pointed({ longitude: last.lngLat.lng, latitude: last.lngLat.lat });
  };

  map.on('mousemove', (event) => {
    last = event;
    if (frame === 0 && !map.isMoving()) frame = requestAnimationFrame(look);
  });
  map.on('mouseout', () => {
    last = null;
    listener.hovered(null, null, { x: 0, y: 0 });
    listener.pointed(null);
  });
  map.on('click', (event) => {
    if (isPicking() || listener.isBlind(event.point)) return;
    const incident = listener.looksThrough() ? undefined : incidentAt(map, event);
    if (incident) {
      const { id, point_count: count } = incident.properties;
      if (count === undefined) listener.pickedIncident(String(id));
      // Several in one ring come apart closer by.
      else map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
      return;
    }
    const place = spotAt(event);
    if (place) {
      listener.pickedPlace(place);
      return;
    }
    const grid = gridAt(map, event, levelsNow());
    if (grid) listener.pickedGrid(grid);
  });
  map.on('dblclick', (event) => {
    if (isPicking() || listener.isBlind(event.point)) return;
    const grid = spotAt(event) || incidentAt(map, event) ? null : gridAt(map, event, levelsNow());
    if (grid) listener.drilled(grid);
  });
}

function incidentAt(map: MapLibreMap, { point }: MapMouseEvent): MapGeoJSONFeature | undefined {
  return first(map, [point.x, point.y], 'incident-ring') ?? first(map, [point.x, point.y], 'incident-cluster');
}

function placeAt(map: MapLibreMap, { point }: MapMouseEvent): FoundPlace | null {
  const box: [PointLike, PointLike] = [
    [point.x - REACH, point.y - REACH],
    [point.x + REACH, point.y + REACH],
  ];
  const found = first(map, box, 'place') ?? first(map, box, 'place-far');
  if (!found) return null;
  const { noun, id, name, kind } = found.properties;
  return {
    noun: noun as PlaceNoun,
    id: String(id),
    name: String(name),
    kind: String(kind),
  };
}

function gridAt(map: MapLibreMap, { point }: MapMouseEvent, levels: Levels): FoundGrid | null {
  const found = first(map, [point.x, point.y], layerOf.hit(levels.drawn));
  if (!found) return null;
  const { path, name, level, heads, residents } = found.properties;
  return {
    path: String(path),
    name: String(name),
    level: Number(level ?? levels.drawn),
    heads: Number(heads ?? 0),
    residents: counted(residents),
    holds: heldBy(found, levels),
  };
}

/** None where tiles do not say: a draft's don't. */
function heldBy({ properties }: MapGeoJSONFeature, levels: Levels): Held | null {
  if (levels.drawn === levels.shown) return null;
  const said = (name: string): unknown => properties[propertyOf(name, levels)];
  const grids = Number(said('grids') ?? 0);
  if (grids === 0) return null;
  return { level: levels.shown, grids, vacant: Number(said('vacant') ?? 0), residents: counted(said('residents')) };
}

/** Tiles say 0 where nobody has counted. */
function counted(residents: unknown): number | null {
  return typeof residents === 'number' && residents > 0 ? residents : null;
}

function first(
  map: MapLibreMap,
  where: PointLike | [PointLike, PointLike],
  layer: string,
): MapGeoJSONFeature | undefined {
  return map.getLayer(layer) ? map.queryRenderedFeatures(where, { layers: [layer] })[0] : undefined;
}
