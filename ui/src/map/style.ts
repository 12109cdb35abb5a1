// The map's style, made from the theme's tokens. No glyphs: text is drawn from local fonts.

import type { FeatureCollection } from 'geojson';
import type {
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl';
import { language } from '../shared/language';
import { type ThemeName, type Tokens, themes, wallScale } from '../shared/tokens';
import { CHOSEN, chosenLayers } from './chosen';
import { FOUND, foundLayers } from './found';
import { borderLayers, fillLayers, labelLayer, selectLayer, sourceOf } from './grids';
import { greenLayers, groundLabels, groundLayers } from './ground';
import type { Ground } from './ground-plan';
import { HEAT, heatLayers, heatSource } from './heat';
import { INCIDENTS, incidentLayers, incidentSource } from './incidents';
import { SPOT, spotLayer } from './spot';
import { underLayers, underSources } from './underlay';
import { OWN, type UnderlayPlan } from './underlay-plan';

/** Grows when tiles say something else of the same grids: browsers keep a tile for as long as its address stays. */
const FORM = 2;
/** From which zoom every venue has its symbol. */
const CLOSE = 11.3;
/** Down to this level names are set large. */
const HIGH = 2;
const FAMILY = ['Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei'];
/** The first name of a stack tells MapLibre weight and slant; no such family exists, so the next one draws. */
const FONTS = {
  plain: ['Wutu Medium', ...FAMILY],
  bold: ['Wutu Bold', ...FAMILY],
  slanted: ['Wutu Italic', ...FAMILY],
};

/** Layers of our own ground, which make way for another basemap. */
export function groundsOf(tokens: Tokens): ReadonlySet<string> {
  const layers = [land(tokens), ...greenLayers(tokens), ...groundLayers(tokens), ...groundLabels(tokens, FONTS)];
  return new Set(layers.map((layer) => layer.id));
}

export function styleOf(ground: Ground, theme: ThemeName, underlay: UnderlayPlan = OWN): StyleSpecification {
  const tokens = themes[theme];
  const { levels } = ground;
  const isOwn = underlay.kind === 'own';
  const under = underLayers(underlay, tokens, FONTS, language() !== 'en', theme === 'dark');
  const fromBelow = [...levels].reverse();
  const layers: LayerSpecification[] = [
    { id: 'beyond', type: 'background', paint: { 'background-color': tokens.mapBeyond } },
    // Under pictures the land would only be a patch of another colour.
    ...(levels.length > 0 && underlay.kind !== 'raster' ? [land(tokens)] : []),
    ...(isOwn ? greenLayers(tokens) : []),
    ...under.low,
    ...levels.flatMap((level) => fillLayers(level, tokens)),
    ...(isOwn ? groundLayers(tokens) : []),
    ...under.middle,
    ...fromBelow.flatMap((level) => borderLayers(level, tokens)),
    ...heatLayers(tokens),
    ...levels.map((level) => selectLayer(level, tokens)),
    spotLayer(tokens),
    ...foundLayers(tokens),
    ...chosenLayers(tokens),
    ...pulseLayers(tokens),
    ...(isOwn ? groundLabels(tokens, FONTS) : []),
    ...under.names,
    ...fromBelow.filter((level) => level > HIGH).map((level) => labelLayer(level, ground, tokens, FONTS)),
    // From afar high names come first, and a symbol without room is left out; close by it is the other way round.
    places('place-far', { maxzoom: CLOSE }),
    ...fromBelow.filter((level) => level <= HIGH).map((level) => labelLayer(level, ground, tokens, FONTS)),
    ...placeLayers(tokens),
    ...incidentLayers(tokens, FONTS.bold),
  ];
  return {
    version: 8,
    sources: {
      base: tiles(ground, 'base'),
      ...Object.fromEntries(
        levels.map((level) => [sourceOf(level), { ...tiles(ground, sourceOf(level)), promoteId: 'path' }]),
      ),
      places: { type: 'geojson', data: nothing(), promoteId: 'key' },
      [INCIDENTS]: incidentSource(),
      [HEAT]: heatSource(),
      pulse: { type: 'geojson', data: nothing() },
      [SPOT]: { type: 'geojson', data: nothing() },
      [FOUND]: { type: 'geojson', data: nothing() },
      [CHOSEN]: { type: 'geojson', data: nothing() },
      ...underSources(underlay),
    },
    layers,
    transition: { duration: 0, delay: 0 },
  };
}

/** Where a layer's tiles lie. */
export function tileAddress({ tiles, revision, division }: Ground, layer: string): string {
  const place = `${tiles}/${layer}/{z}/{x}/{y}`;
  // What lies under the grids is the same in all divisions.
  if (layer === 'base' || !division) return `${place}?rev=${FORM}.${revision}`;
  return `${place}?${new URLSearchParams({ scheme: division.scheme, rev: `${FORM}.${division.stamp}` })}`;
}

export function nothing(): FeatureCollection {
  return { type: 'FeatureCollection', features: [] };
}

function tiles(ground: Ground, layer: string): VectorSourceSpecification {
  const { bounds } = ground;
  // A little wider than the grids: roads and the river go on beyond them.
  const margin = bounds ? Math.max(0.3, (bounds.east - bounds.west) / 2) : 0;
  return {
    type: 'vector',
    tiles: [tileAddress(ground, layer)],
    minzoom: 3,
    maxzoom: 16,
    ...(bounds && {
      bounds: [bounds.west - margin, bounds.south - margin, bounds.east + margin, bounds.north + margin] as [
        number,
        number,
        number,
        number,
      ],
    }),
  };
}

function land(tokens: Tokens): LayerSpecification {
  return {
    id: 'land',
    type: 'fill',
    source: sourceOf(1),
    'source-layer': 'grid',
    paint: { 'fill-color': tokens.mapLand },
  };
}

function pulseLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'pulse-line',
      type: 'line',
      source: 'pulse',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': tokens.accent, 'line-width': 1.6, 'line-opacity': 0.75, 'line-dasharray': [1.5, 2.5] },
    },
    {
      id: 'pulse-head',
      type: 'circle',
      source: 'pulse',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-color': tokens.accent, 'circle-radius': 3.5, 'circle-blur': 0.2 },
    },
  ];
}

const selected: ExpressionSpecification = ['boolean', ['feature-state', 'selected'], false];

function placeLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'place-ring',
      type: 'circle',
      source: 'places',
      // No size where nothing is selected: a circle that cannot be seen costs its pixels all the same.
      paint: {
        'circle-radius': ['case', selected, 14 * wallScale(), 0],
        'circle-color': tokens.accent,
        'circle-opacity': 0.22,
        'circle-stroke-color': tokens.accent,
        'circle-stroke-width': ['case', selected, 2, 0],
      },
    },
    places('place', { minzoom: CLOSE }),
    {
      id: 'place-name',
      type: 'symbol',
      source: 'places',
      minzoom: 14,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONTS.plain,
        'text-size': 11 * wallScale(),
        'text-variable-anchor': ['top', 'bottom', 'right', 'left'],
        'text-radial-offset': 1.15,
        'text-padding': 3,
      },
      paint: { 'text-color': tokens.mapLabelQuiet, 'text-halo-color': tokens.mapHalo, 'text-halo-width': 1.6 },
    },
  ];
}

function places(id: string, range: { minzoom?: number; maxzoom?: number }): LayerSpecification {
  const wall = wallScale();
  return {
    id,
    type: 'symbol',
    source: 'places',
    ...range,
    // Gates, units and assets are many: they come when there is room for them.
    filter: ['>=', ['zoom'], ['get', 'from']],
    layout: {
      'icon-image': ['get', 'symbol'],
      'icon-size': [
        'interpolate',
        ['linear'],
        ['zoom'],
        10,
        0.62 * wall,
        11.5,
        0.78 * wall,
        13,
        0.9 * wall,
        16,
        1.15 * wall,
      ],
      'icon-allow-overlap': range.minzoom !== undefined,
      'icon-padding': 0,
      'symbol-sort-key': ['get', 'order'],
    },
  };
}
