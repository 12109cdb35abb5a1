// What the check found, drawn where it is: its outline, and a ring around it because it may be thinner than a pixel.

import type { FeatureCollection } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { type Tokens, wallScale } from '../shared/tokens';

/** What is drawn of a finding: a multipolygon and a place inside it, in degrees. */
export type FoundShape = { outline: [number, number][][][]; place: [number, number] | null };

export const FOUND = 'found';

export function foundLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'found-fill',
      type: 'fill',
      source: FOUND,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': tokens.overdue, 'fill-opacity': 0.45 },
    },
    {
      id: 'found-line',
      type: 'line',
      source: FOUND,
      filter: ['==', ['geometry-type'], 'Polygon'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': tokens.overdue, 'line-width': 2 },
    },
    {
      id: 'found-ring',
      type: 'circle',
      source: FOUND,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 16 * wallScale(),
        'circle-color': tokens.overdue,
        'circle-opacity': 0.08,
        'circle-stroke-color': tokens.overdue,
        'circle-stroke-width': 2.5,
      },
    },
  ];
}

export function foundFeatures(found: FoundShape | null): FeatureCollection {
  if (!found) return { type: 'FeatureCollection', features: [] };
  const { outline, place } = found;
  const shape = {
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'MultiPolygon' as const, coordinates: outline },
  };
  const spot = place && {
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'Point' as const, coordinates: place },
  };
  return { type: 'FeatureCollection', features: [...(outline.length > 0 ? [shape] : []), ...(spot ? [spot] : [])] };
}
