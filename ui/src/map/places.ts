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

export function placeFeatures(places: PlaceLine[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: places.map(({ noun, id, name, kind, state, longitude, latitude }) => ({
      type: 'Feature',
      properties: {
        key: `${noun}:${id}`,
        noun,
        id,
        name,
        kind,
        symbol: symbolOf(noun, kind, state),
        order: ORDERS[noun],
        from: symbolOf(noun, kind, state) === 'gate' ? GATES_FROM : SHOWN_FROM[noun],
      },
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    })),
  };
}
