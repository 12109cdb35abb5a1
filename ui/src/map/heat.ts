// Where incidents heap up: a glow that is the stronger the more of them lie together.

import type { FeatureCollection } from 'geojson';
import type { GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl';
import type { HeatCell } from '../bridge/wire/HeatCell';
import { degreesOf } from '../shared/lattice';
import { type Tokens, wallScale } from '../shared/tokens';

export const HEAT = 'heat';
/** A square with as many as this share of the squares have at the most glows in full: one that stands out hides none. */
const USUAL = 0.95;
/** So few in a square are no heap. */
const FEW = 3;

export function heatSource(): GeoJSONSourceSpecification {
  return { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };
}

export function heatLayers(tokens: Tokens): LayerSpecification[] {
  const scale = wallScale();
  return [
    {
      id: HEAT,
      type: 'heatmap',
      source: HEAT,
      layout: { visibility: 'none' },
      paint: {
        'heatmap-weight': ['get', 'share'],
        'heatmap-radius': ['interpolate', ['linear'], ['zoom'], 9, 10 * scale, 13, 26 * scale, 17, 70 * scale],
        'heatmap-intensity': ['interpolate', ['linear'], ['zoom'], 9, 0.5, 13, 1, 17, 1.6],
        'heatmap-opacity': 0.72,
        'heatmap-color': [
          'interpolate',
          ['linear'],
          ['heatmap-density'],
          0,
          // The first colour, seen through: black seen through would be a grey seam.
          `${tokens.heat1}00`,
          0.15,
          tokens.heat1,
          0.45,
          tokens.heat2,
          0.75,
          tokens.heat3,
          1,
          tokens.heat4,
        ],
      },
    },
  ];
}

export function heatFeatures(cells: readonly HeatCell[]): FeatureCollection {
  const full = fullAt(cells.map(({ count }) => count));
  return {
    type: 'FeatureCollection',
    features: cells.map(({ place, count }) => ({
      type: 'Feature' as const,
      properties: { share: Math.min(1, count / full) },
      geometry: { type: 'Point' as const, coordinates: degreesOf(place) },
    })),
  };
}

/** How many in a square make it glow in full. */
export function fullAt(counts: readonly number[]): number {
  const ranked = [...counts].sort((one, other) => one - other);
  return Math.max(FEW, ranked[Math.floor((ranked.length - 1) * USUAL)] ?? FEW);
}
