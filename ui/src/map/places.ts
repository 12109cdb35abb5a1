// Venues, checkpoints, units and assets as the map draws them.

import type { FeatureCollection } from 'geojson';
import type { PlaceLine } from '../bridge/wire/PlaceLine';
import type { PlaceNoun } from '../bridge/wire/PlaceNoun';
import { symbolOf } from './symbols';

/** Which symbols are drawn first; those that come later lie above. */
const ORDERS: Record<PlaceNoun, number> = { asset: -1, unit: 0, venue: 1, checkpoint: 2 };
/** From which zoom a noun is shown. */
const SHOWN_FROM: Record<PlaceNoun, number> = { venue: 0, checkpoint: 0, unit: 12.6, asset: 12.6 };
const GATES_FROM = 12;
/** From so many places on most are left out from afar: the map looks for room for each of them in every frame. */
const MANY = 2000;
/** Of many places one is shown in each square of so many pixels. */
const APART = 16;
/** The zoom at which all of them are there. */
const ALL_FROM = 11;
/** Pixels of the world at zoom 0. */
const WORLD = 512;

export function placeFeatures(places: PlaceLine[]): FeatureCollection {
  const zooms = thinned(places);
  return {
    type: 'FeatureCollection',
    features: places.map(({ noun, id, name, kind, state, longitude, latitude }, at) => {
      const symbol = symbolOf(noun, kind, state);
      const from = symbol === 'gate' ? GATES_FROM : SHOWN_FROM[noun];
      return {
        type: 'Feature',
        properties: {
          key: `${noun}:${id}`,
          noun,
          id,
          name,
          kind,
          symbol,
          order: ORDERS[noun],
          from: Math.max(from, zooms[at] ?? 0),
        },
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
      };
    }),
  };
}

/** From which zoom each place has room beside those before it; nought of all where they are few. */
export function thinned(places: readonly Pick<PlaceLine, 'longitude' | 'latitude'>[]): number[] {
  const from = new Array<number>(places.length).fill(places.length > MANY ? ALL_FROM : 0);
  if (places.length <= MANY) return from;
  for (let zoom = ALL_FROM - 1; zoom >= 0; zoom -= 1) {
    const across = (WORLD * 2 ** zoom) / 360 / APART;
    const taken = new Set<number>();
    for (const [at, { longitude, latitude }] of places.entries()) {
      // Who has room from afar has it from nearby: squares of one zoom are four of the next.
      if ((from[at] ?? 0) > zoom + 1) continue;
      const square = Math.floor(longitude * across) * 0x100000 + Math.floor(latitude * across);
      if (taken.has(square)) continue;
      taken.add(square);
      from[at] = zoom;
    }
  }
  return from;
}
