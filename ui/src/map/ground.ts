// The quiet ground under the grids: water, green, roads, footprints.

import type { DataDrivenPropertyValueSpecification, ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { type Tokens, wallScale } from '../shared/tokens';

type Width = DataDrivenPropertyValueSpecification<number>;

const isRoad = (...classes: string[]): ExpressionSpecification => ['match', ['get', 'class'], classes, true, false];

/** Pixels by zoom, growing as roads do. */
const grows = (...stops: number[]): Width =>
  ['interpolate', ['exponential', 1.5], ['zoom'], ...stops] as unknown as ExpressionSpecification;

/** Drawn right on the land, below everything that is measured. */
export function greenLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'field',
      type: 'fill',
      source: 'base',
      'source-layer': 'green',
      minzoom: 12,
      filter: ['match', ['get', 'class'], ['farmland', 'vegetables', 'orchard'], true, false],
      paint: {
        'fill-color': tokens.mapField,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 12, 0, 13.5, 1],
        'fill-antialias': false,
      },
    },
    {
      id: 'green',
      type: 'fill',
      source: 'base',
      'source-layer': 'green',
      filter: ['match', ['get', 'class'], ['farmland', 'vegetables', 'orchard'], false, true],
      paint: { 'fill-color': tokens.mapGreen },
    },
  ];
}

/** Water, footprints and roads: they show through what is measured. */
export function groundLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'water',
      type: 'fill',
      source: 'base',
      'source-layer': 'water',
      paint: { 'fill-color': tokens.mapWater, 'fill-outline-color': tokens.mapWaterEdge },
    },
    {
      id: 'building',
      type: 'fill',
      source: 'base',
      'source-layer': 'building',
      minzoom: 13.5,
      paint: {
        'fill-color': tokens.mapBuilding,
        'fill-outline-color': tokens.mapBuildingEdge,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13.5, 0, 15, 0.9],
      },
    },
    road('road-lane', isRoad('lane'), tokens.mapRoadMinor, grows(14, 0.4, 16, 1.6, 18, 7), 14),
    road('road-street', isRoad('street'), tokens.mapRoadMinor, grows(11.5, 0.4, 14, 1.4, 18, 12), 11.5),
    road('road-main', isRoad('main'), tokens.mapRoad, grows(9, 0.5, 12, 1.3, 14, 2.6, 18, 18)),
    road('road-ring', isRoad('ring'), tokens.mapRoadRing, grows(9, 0.7, 12, 1.7, 14, 3.2, 18, 20)),
    road('road-expressway', isRoad('expressway'), tokens.mapRoadRing, grows(8, 0.8, 12, 2, 14, 3.6, 18, 22)),
  ];
}

/** Names of rivers and roads: the first to give way. */
export function groundLabels(tokens: Tokens, fonts: { plain: string[]; slanted: string[] }): LayerSpecification[] {
  return [
    {
      id: 'road-name',
      type: 'symbol',
      source: 'base',
      'source-layer': 'road',
      minzoom: 13,
      filter: ['all', ['has', 'name'], isRoad('expressway', 'ring', 'main', 'street')],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420,
        'text-field': ['get', 'name'],
        'text-font': fonts.plain,
        'text-size': 11 * wallScale(),
        'text-letter-spacing': 0.1,
        'text-padding': 12,
        'text-max-angle': 25,
      },
      paint: { 'text-color': tokens.mapRoadText, 'text-halo-color': tokens.mapLand, 'text-halo-width': 1.4 },
    },
    {
      id: 'water-name',
      type: 'symbol',
      source: 'base',
      'source-layer': 'water',
      filter: ['has', 'name'],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': fonts.slanted,
        'text-size': ['interpolate', ['linear'], ['zoom'], 10, 11 * wallScale(), 14, 14 * wallScale()],
        'text-letter-spacing': 0.35,
        'text-padding': 60,
      },
      paint: { 'text-color': tokens.mapWaterText, 'text-halo-color': tokens.mapWater, 'text-halo-width': 1.2 },
    },
  ];
}

function road(
  id: string,
  filter: ExpressionSpecification,
  colour: string,
  width: Width,
  minzoom = 8,
): LayerSpecification {
  return {
    id,
    type: 'line',
    source: 'base',
    'source-layer': 'road',
    minzoom,
    filter,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  };
}
