// Where the selected grid lies, while it is too small to be drawn.

import type { FeatureCollection } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { type Tokens, wallScale } from '../shared/tokens';

export const SPOT = 'spot';

export function spotLayer(tokens: Tokens): LayerSpecification {
  return {
    id: 'spot',
    type: 'circle',
    source: SPOT,
    paint: {
      'circle-radius': 8 * wallScale(),
      'circle-color': tokens.accent,
      'circle-opacity': 0.12,
      'circle-stroke-color': tokens.accent,
      'circle-stroke-width': 2.5,
    },
  };
}

export function spotFeatures(centre: [number, number] | null): FeatureCollection {
  const spot = centre && {
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'Point' as const, coordinates: centre },
  };
  return { type: 'FeatureCollection', features: spot ? [spot] : [] };
}
