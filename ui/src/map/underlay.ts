// Basemaps under the grids: pictures, dimmed to the theme, and vector tiles of anybody's making in our quiet colours.

import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { type Tokens, wallScale } from '../shared/tokens';
import type { TileSource, UnderlayPlan } from './underlay-plan';

/** What sources and layers of a basemap begin with. */
export const UNDER = 'under-';

type Fonts = { plain: string[]; slanted: string[] };

/** Layers from below: right on the land, beside our own roads, and with our own names. */
export type UnderLayers = { low: LayerSpecification[]; middle: LayerSpecification[]; names: LayerSpecification[] };

/** What layers of vector tiles are called by OpenMapTiles, Protomaps and their kin. */
const KNOWN = {
  land: ['earth', 'land'],
  green: ['landcover', 'landuse', 'park', 'natural', 'globallandcover', 'vegetation'],
  water: ['water', 'ocean', 'lakes', 'waterway', 'rivers', 'physical_line', 'hydrography'],
  building: ['building', 'buildings'],
  road: ['transportation', 'roads', 'road', 'streets', 'highway', 'highways', 'railway', 'transit'],
  border: ['boundary', 'boundaries', 'admin', 'borders'],
  roadName: ['transportation_name', 'roads', 'road', 'streets', 'road_label', 'street_labels'],
  place: ['place', 'places', 'place_label', 'place_labels', 'settlements'],
} as const;
/** Layers that would only be noise under grids. */
const NOISE = [
  ...['poi', 'pois', 'housenumber', 'aeroway', 'aerodrome_label', 'mountain_peak', 'water_name', 'physical_point'],
  ...['hillshade', 'contour', 'contours', 'addresses', 'housenum_label', 'poi_label', 'natural_label'],
];

const GREEN = [
  ...['wood', 'forest', 'grass', 'grassland', 'park', 'farmland', 'orchard', 'meadow', 'scrub', 'wetland', 'garden'],
  ...['nature_reserve', 'national_park', 'protected_area', 'cemetery', 'golf_course', 'recreation_ground', 'vineyard'],
  ...['village_green', 'allotments', 'playground', 'pitch', 'zoo', 'tree', 'crop'],
];
const WIDE = ['motorway', 'trunk', 'highway', 'freeway', 'expressway', 'motorway_construction'];
const MAIN = ['primary', 'secondary', 'tertiary', 'major_road', 'medium_road', 'main', 'street_major'];
/** From this zoom on small roads are more than a grey mush. */
const LANES_FROM = 12;
const FOOTPRINTS_FROM = 13;

/** What a feature is: each schema has its own word for that. */
const kind: ExpressionSpecification = [
  'to-string',
  ['coalesce', ['get', 'class'], ['get', 'kind'], ['get', 'pmap:kind'], ['get', 'type'], ['get', 'highway'], ''],
];
const is = (...words: string[]): ExpressionSpecification => ['match', kind, words, true, false];
const isArea: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
const isLine: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
const isPoint: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];
const all = (...filters: ExpressionSpecification[]): ExpressionSpecification =>
  ['all', ...filters] as unknown as ExpressionSpecification;

const grows = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.5], ['zoom'], ...stops] as unknown as ExpressionSpecification;

/** Where the tiles of a basemap lie, by the names of their sources. */
export function underSources(plan: UnderlayPlan): Record<string, SourceSpecification> {
  if (plan.kind === 'vector') return { [`${UNDER}${plan.id}`]: { type: 'vector', ...addressed(plan.source) } };
  if (plan.kind !== 'raster') return {};
  return Object.fromEntries(
    plan.sheets.map((sheet, at) => [
      `${UNDER}${plan.id}-${at}`,
      { type: 'raster', tileSize: 256, ...addressed(sheet) } satisfies SourceSpecification,
    ]),
  );
}

/** How a basemap is drawn in these colours; nothing where the ground is our own, or none is wanted. */
export function underLayers(
  plan: UnderlayPlan,
  tokens: Tokens,
  fonts: Fonts,
  inChinese: boolean,
  isDark: boolean,
): UnderLayers {
  if (plan.kind === 'raster') return { low: pictures(plan, isDark), middle: [], names: [] };
  if (plan.kind !== 'vector') return { low: [], middle: [], names: [] };
  const draw = new Pen(plan, tokens, fonts, inChinese);
  const known = new Set<string>(Object.values(KNOWN).flat());
  const others = plan.layers.filter((name) => !known.has(name) && !NOISE.includes(name));
  return {
    low: [
      ...draw.each('land', (layer) => draw.area(layer, 'land', tokens.mapLand, 1, isArea)),
      ...draw.each('green', (layer) => draw.area(layer, 'green', tokens.mapGreen, 1, all(isArea, is(...GREEN)))),
    ],
    middle: [
      ...draw.each('water', (layer) => draw.area(layer, 'water', tokens.mapWater, 1, isArea)),
      ...draw.each('water', (layer) =>
        draw.line(layer, 'stream', tokens.mapWaterEdge, grows(8, 0.5, 14, 1.6, 18, 5), isLine),
      ),
      ...draw.each('building', (layer) =>
        draw.area(layer, 'building', tokens.mapBuilding, 0.9, isArea, FOOTPRINTS_FROM),
      ),
      ...draw.each('road', (layer) =>
        draw.line(
          layer,
          'lane',
          tokens.mapRoadMinor,
          grows(12, 0.5, 14, 1.4, 18, 11),
          all(isLine, ['!', is(...WIDE, ...MAIN)]),
          LANES_FROM,
        ),
      ),
      ...draw.each('road', (layer) =>
        draw.line(layer, 'main', tokens.mapRoad, grows(8, 0.5, 12, 1.3, 14, 2.6, 18, 18), all(isLine, is(...MAIN))),
      ),
      ...draw.each('road', (layer) =>
        draw.line(layer, 'wide', tokens.mapRoadRing, grows(6, 0.6, 12, 1.9, 14, 3.4, 18, 21), all(isLine, is(...WIDE))),
      ),
      ...draw.each('border', (layer) => draw.border(layer)),
      ...others.flatMap((layer) => draw.outlines(layer)),
    ],
    names: [
      ...draw.each('roadName', (layer) => draw.alongRoads(layer)),
      ...draw.each('place', (layer) => draw.atPlaces(layer)),
    ],
  };
}

function pictures(plan: Extract<UnderlayPlan, { kind: 'raster' }>, isDark: boolean): LayerSpecification[] {
  return plan.sheets.map((_, at) => ({
    id: `${UNDER}picture-${at}`,
    type: 'raster',
    source: `${UNDER}${plan.id}-${at}`,
    paint: {
      'raster-opacity': plan.opacity,
      'raster-fade-duration': 0,
      // At night a bright picture would drown what lies on it.
      'raster-brightness-max': isDark ? 0.58 : 1,
      'raster-saturation': isDark ? -0.4 : -0.15,
    },
  }));
}

/** Draws layers of one basemap, none darker than its opacity. */
class Pen {
  constructor(
    private readonly plan: Extract<UnderlayPlan, { kind: 'vector' }>,
    private readonly tokens: Tokens,
    private readonly fonts: Fonts,
    private readonly inChinese: boolean,
  ) {}

  /** The layers that are there of a kind; without a list of layers those of the two great schemas are tried. */
  each(of: keyof typeof KNOWN, draw: (layer: string) => LayerSpecification): LayerSpecification[] {
    const { layers } = this.plan;
    return KNOWN[of].filter((name) => layers.includes(name)).map(draw);
  }

  area(
    layer: string,
    name: string,
    colour: string,
    opacity: number,
    filter: ExpressionSpecification,
    minzoom = 0,
  ): LayerSpecification {
    const paint = { 'fill-color': colour, 'fill-opacity': opacity * this.plan.opacity };
    return { id: `${UNDER}${name}-${layer}`, type: 'fill', ...this.of(layer), minzoom, filter, paint };
  }

  line(
    layer: string,
    name: string,
    colour: string,
    width: ExpressionSpecification | number,
    filter: ExpressionSpecification,
    minzoom = 0,
  ): LayerSpecification {
    return {
      id: `${UNDER}${name}-${layer}`,
      type: 'line',
      ...this.of(layer),
      minzoom,
      filter,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': width, 'line-opacity': this.plan.opacity },
    };
  }

  border(layer: string): LayerSpecification {
    const colour = this.tokens.mapRoadText;
    const paint = { 'line-color': colour, 'line-width': 0.9, 'line-opacity': 0.6 * this.plan.opacity };
    const dashes = { ...paint, 'line-dasharray': [3, 2] };
    return { id: `${UNDER}border-${layer}`, type: 'line', ...this.of(layer), filter: isLine, paint: dashes };
  }

  /** A layer that nobody knows: what it has, in outline. */
  outlines(layer: string): LayerSpecification[] {
    const { mapBuilding, mapRoadText } = this.tokens;
    const { opacity } = this.plan;
    return [
      this.area(layer, 'other', mapBuilding, 0.45, isArea),
      {
        id: `${UNDER}outline-${layer}`,
        type: 'line',
        ...this.of(layer),
        filter: ['any', isArea, isLine],
        paint: { 'line-color': mapRoadText, 'line-width': 0.8, 'line-opacity': 0.75 * opacity },
      },
      {
        id: `${UNDER}dot-${layer}`,
        type: 'circle',
        ...this.of(layer),
        filter: isPoint,
        paint: { 'circle-color': mapRoadText, 'circle-radius': 1.6, 'circle-opacity': 0.75 * opacity },
      },
    ];
  }

  alongRoads(layer: string): LayerSpecification {
    const { mapRoadText, mapLand } = this.tokens;
    return {
      id: `${UNDER}road-name-${layer}`,
      type: 'symbol',
      ...this.of(layer),
      minzoom: 13,
      filter: all(isLine, ['has', 'name']),
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420,
        'text-field': this.name(),
        'text-font': this.fonts.plain,
        'text-size': 11 * wallScale(),
        'text-padding': 12,
        'text-max-angle': 25,
      },
      paint: this.ink(mapRoadText, mapLand),
    };
  }

  atPlaces(layer: string): LayerSpecification {
    const { mapRoadText, mapHalo } = this.tokens;
    return {
      id: `${UNDER}place-${layer}`,
      type: 'symbol',
      ...this.of(layer),
      filter: all(isPoint, ['has', 'name']),
      layout: {
        'text-field': this.name(),
        'text-font': this.fonts.plain,
        'text-size': ['interpolate', ['linear'], ['zoom'], 6, 11 * wallScale(), 14, 14 * wallScale()],
        'text-padding': 8,
      },
      paint: this.ink(mapRoadText, mapHalo),
    };
  }

  private ink(colour: string, halo: string) {
    const { opacity } = this.plan;
    return { 'text-color': colour, 'text-halo-color': halo, 'text-halo-width': 1.4, 'text-opacity': opacity };
  }

  /** In the page's language where the tiles have it. */
  private name(): ExpressionSpecification {
    const own = this.inChinese ? ['name:zh-Hans', 'name:zh'] : ['name:en', 'name_en', 'name:latin'];
    return ['coalesce', ...[...own, 'name'].map((key) => ['get', key])] as unknown as ExpressionSpecification;
  }

  private of(layer: string) {
    return { source: `${UNDER}${this.plan.id}`, 'source-layer': layer };
  }
}

function addressed({ tiles, zooms, bounds }: TileSource) {
  const [minzoom, maxzoom] = zooms;
  return {
    tiles: [tiles],
    minzoom,
    maxzoom,
    ...(bounds && { bounds: [...bounds] as [number, number, number, number] }),
  };
}
