// Open incidents as rings: their colour is how urgent they are, and they fill as they grow old. From afar those that lie
// close together are one ring with their number.

import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl';
import type { IncidentRing } from '../bridge/wire/IncidentRing';
import { degreesOf } from '../shared/lattice';
import { type Tokens, wallScale } from '../shared/tokens';

export const INCIDENTS = 'incidents';
export const INCIDENT_LAYERS = ['incident-cluster', 'incident-count', 'incident-ring'] as const;
/** From this zoom on each stands by itself. */
const APART = 14;
/** Those within so many pixels are one. */
const REACH = 36;
const HOUR = 3_600_000;
/** An hour old, a day old: older ones are filled more. */
const AGES = [HOUR, 24 * HOUR];

export function incidentSource(): GeoJSONSourceSpecification {
  return {
    type: 'geojson',
    data: { type: 'FeatureCollection', features: [] },
    cluster: true,
    clusterMaxZoom: APART - 1,
    clusterRadius: REACH,
    // What is most urgent of them colours them all.
    clusterProperties: { gravity: ['max', ['get', 'gravity']] },
  };
}

export function incidentLayers(tokens: Tokens, font: readonly string[]): LayerSpecification[] {
  const scale = wallScale();
  const colour: ExpressionSpecification = [
    'match',
    ['get', 'gravity'],
    2,
    tokens.overdue,
    1,
    tokens.waiting,
    tokens.underWay,
  ];
  return [
    {
      id: 'incident-cluster',
      type: 'circle',
      source: INCIDENTS,
      filter: ['has', 'point_count'],
      paint: {
        'circle-radius': ['step', ['get', 'point_count'], 11 * scale, 10, 14 * scale, 100, 18 * scale],
        'circle-color': tokens.surface1,
        'circle-opacity': 0.9,
        'circle-stroke-color': colour,
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'incident-count',
      type: 'symbol',
      source: INCIDENTS,
      filter: ['has', 'point_count'],
      layout: {
        'text-field': ['get', 'point_count_abbreviated'],
        'text-font': [...font],
        'text-size': 11 * scale,
        // Its ring is there anyhow.
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': tokens.text },
    },
    {
      id: 'incident-ring',
      type: 'circle',
      source: INCIDENTS,
      filter: ['!', ['has', 'point_count']],
      paint: {
        'circle-radius': ['+', 6 * scale, ['*', 1.5 * scale, ['get', 'gravity']]],
        'circle-color': colour,
        'circle-opacity': ['match', ['get', 'age'], 0, 0.08, 1, 0.35, 0.7],
        'circle-stroke-color': colour,
        'circle-stroke-width': 2.5,
      },
    },
  ];
}

const GRAVITY = { normal: 0, urgent: 1, critical: 2 } as const;

/** Each where it lies; what is only in a grid has none. */
export function incidentFeatures(lines: readonly IncidentRing[], now: number): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: lines.map(({ id, place, urgency, arrived }) => {
      const old = now - Date.parse(arrived);
      return {
        type: 'Feature' as const,
        properties: { id, gravity: GRAVITY[urgency], age: AGES.filter((age) => old >= age).length },
        geometry: { type: 'Point' as const, coordinates: degreesOf(place) },
      };
    }),
  };
}
