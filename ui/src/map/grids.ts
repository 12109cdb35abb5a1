// The grids of each level: what is measured, how far an order has got, borders, labels.

import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import type { Bounds } from '../bridge/wire/Bounds';
import { BLANK } from '../desk/measures';
import { type Tokens, wallScale } from '../shared/tokens';
import type { Ground } from './ground-plan';

export const sourceOf = (level: number): string => `grid-${level}`;

const SIZES = [16, 14.5, 12.5, 11.5, 11, 11];
/** How wide a grid is on the screen, in pixels, before it is worth a name. */
const WORTH_A_NAME = 46;
/** How many zooms a level's names stay once the level below has its own. */
const LINGER = 3;
const DEEPEST = 24;
/** Letters of a name on the map. */
const LONGEST = 24;

const flag = (name: string): ExpressionSpecification => ['boolean', ['feature-state', name], false];
const answered: ExpressionSpecification = ['number', ['feature-state', 'answered'], 0];

const CLEAR = 'rgba(0, 0, 0, 0)';
/** The class of a grid; below `BLANK` where it has none. */
const step: ExpressionSpecification = ['number', ['feature-state', 'step'], BLANK - 1];

const byZoom = (far: ExpressionSpecification, near: ExpressionSpecification): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  11,
  far,
  14.5,
  near,
];

/** Names that a level's layers are known by. */
export const layerOf = {
  measure: (level: number) => `measure-${level}`,
  blank: (level: number) => `blank-${level}`,
  fill: (level: number) => `fill-${level}`,
  hatch: (level: number) => `hatch-${level}`,
  alert: (level: number) => `alert-${level}`,
  hit: (level: number) => `hit-${level}`,
  border: (level: number) => `border-${level}`,
  select: (level: number) => `select-${level}`,
  label: (level: number) => `label-${level}`,
};

/**
 * The colour of a grid by its class; none without classes. Never a constant: a layer that once had feature-state takes
 * new states by its expression, and MapLibre throws where that has become a plain colour.
 */
export function stepColour(colours: readonly string[]): ExpressionSpecification {
  const steps = (colours.length > 0 ? colours : [CLEAR]).flatMap((colour, at) => [at, colour]);
  return ['step', step, CLEAR, ...steps] as unknown as ExpressionSpecification;
}

/** Below water and roads: the chosen measure, and an order's fill from pale to solid. */
export function fillLayers(level: number, tokens: Tokens): LayerSpecification[] {
  const of = { source: sourceOf(level), 'source-layer': 'grid' };
  return [
    {
      id: layerOf.measure(level),
      type: 'fill',
      ...of,
      layout: { visibility: 'none' },
      paint: { 'fill-color': stepColour([]), 'fill-opacity': 0.8 },
    },
    {
      id: layerOf.blank(level),
      type: 'fill',
      ...of,
      layout: { visibility: 'none' },
      paint: { 'fill-pattern': 'blank', 'fill-opacity': ['case', ['==', step, BLANK], 0.9, 0] },
    },
    {
      id: layerOf.fill(level),
      type: 'fill',
      ...of,
      layout: { visibility: 'none' },
      paint: {
        'fill-color': [
          'case',
          flag('refused'),
          tokens.overdue,
          ['interpolate', ['linear'], answered, 0, tokens.mapTarget, 1, tokens.mapFill],
        ],
        'fill-opacity': [
          'case',
          ['!', flag('target')],
          0,
          flag('refused'),
          0.34,
          ['interpolate', ['linear'], answered, 0, 0.24, 1, 0.86],
        ],
      },
    },
    {
      id: layerOf.hatch(level),
      type: 'fill',
      ...of,
      layout: { visibility: 'none' },
      paint: {
        'fill-pattern': 'hatch',
        // Many small ones side by side would shout.
        'fill-opacity': byZoom(['case', flag('silent'), level > 3 ? 0.34 : 0.55, 0], ['case', flag('silent'), 0.6, 0]),
      },
    },
  ];
}

/** Above the ground: what the pointer finds, and the level's border. */
export function borderLayers(level: number, tokens: Tokens): LayerSpecification[] {
  const of = { source: sourceOf(level), 'source-layer': 'grid' };
  const colour = [
    tokens.mapBorder1,
    tokens.mapBorder2,
    tokens.mapBorder3,
    tokens.mapBorder4,
    tokens.mapBorder5,
    tokens.mapBorder5,
  ][level - 1];
  const width = ([2.2, 1.5, 1, 0.8, 0.6, 0.5][level - 1] ?? 0.5) * wallScale();
  return [
    {
      id: layerOf.hit(level),
      type: 'fill',
      ...of,
      layout: { visibility: 'none' },
      paint: {
        'fill-color': tokens.mapHover,
        'fill-opacity': ['case', flag('hover'), 0.1, 0],
        'fill-antialias': false,
      },
    },
    {
      id: layerOf.border(level),
      type: 'line',
      ...of,
      layout: { visibility: 'none', 'line-join': 'round' },
      paint: {
        'line-color': colour ?? tokens.mapBorder5,
        'line-width': ['interpolate', ['linear'], ['zoom'], 9, width * 0.6, 13, width, 17, width * 1.8],
      },
    },
    {
      id: layerOf.alert(level),
      type: 'line',
      ...of,
      layout: { visibility: 'none', 'line-join': 'round' },
      paint: {
        'line-color': ['case', flag('refused'), tokens.overdue, tokens.waiting],
        'line-width': ['interpolate', ['linear'], ['zoom'], 11, level > 3 ? 0.7 : 1.3, 14.5, 1.8],
        'line-opacity': byZoom(
          ['case', flag('refused'), 0.95, flag('silent'), level > 3 ? 0.5 : 0.9, 0],
          ['case', ['any', flag('refused'), flag('silent')], 0.95, 0],
        ),
      },
    },
  ];
}

/** Above all borders: what is selected, and the frame that the maps stand in. */
export function selectLayer(level: number, tokens: Tokens): LayerSpecification {
  return {
    id: layerOf.select(level),
    type: 'line',
    source: sourceOf(level),
    'source-layer': 'grid',
    layout: { visibility: 'none', 'line-join': 'round' },
    paint: {
      'line-color': ['case', flag('selected'), tokens.accent, tokens.mapLabel],
      'line-width': ['interpolate', ['linear'], ['zoom'], 9, 2, 15, 3.4],
      'line-opacity': ['case', flag('selected'), 1, flag('frame'), 0.75, 0],
    },
  };
}

type Aside = NonNullable<SymbolLayerSpecification['layout']>['text-variable-anchor-offset'];

const NEAR = ['center', [0, 0], 'top', [0, 0.8], 'bottom', [0, -0.8], 'left', [0.8, 0], 'right', [-0.8, 0]];
// Not further: a name must stay inside its grid.
const FAR = [1.1, 1.5].flatMap((far) => [
  ...['top', [0, far], 'bottom', [0, -far], 'left', [far, 0], 'right', [-far, 0]],
  ...['top-left', [far, far], 'top-right', [-far, far], 'bottom-left', [far, -far], 'bottom-right', [-far, -far]],
]);

/** A level's names. They move aside for symbols, and give way to the names above them. */
export function labelLayer(
  level: number,
  ground: Ground,
  tokens: Tokens,
  fonts: { plain: string[]; bold: string[] },
): LayerSpecification {
  const size = (SIZES[level - 1] ?? 11) * wallScale();
  const from = namesFrom(ground.grids[level] ?? 0, ground.bounds);
  const isHigh = level <= 2;
  return {
    id: layerOf.label(level),
    type: 'symbol',
    source: sourceOf(level),
    'source-layer': 'label',
    minzoom: from,
    layout: {
      visibility: 'none',
      'text-field': short(['get', 'name']),
      'text-font': isHigh ? fonts.bold : fonts.plain,
      'text-size': ['interpolate', ['linear'], ['zoom'], from, size, from + 4, size * 1.2],
      'text-letter-spacing': isHigh ? 0.08 : 0.02,
      'text-max-width': isHigh ? 12 : 8,
      // Where a name may stand when its middle is taken; those of high levels go further rather than vanish.
      'text-variable-anchor-offset': (isHigh ? [...NEAR, ...FAR] : NEAR) as Aside,
      'text-justify': 'auto',
      'text-padding': 2,
    },
    paint: {
      'text-color': isHigh ? tokens.mapLabel : tokens.mapLabelQuiet,
      'text-halo-color': tokens.mapHalo,
      'text-halo-width': 1.8,
      'text-halo-blur': 0.4,
    },
  };
}

/** A name as it stands on the map: what is longer stands whole in the panel. */
function short(name: ExpressionSpecification): ExpressionSpecification {
  return ['case', ['<=', ['length', name], LONGEST], name, ['concat', ['slice', name, 0, LONGEST - 1], '…']];
}

/** From which zoom a level's names are shown: small grids later, in a large country as in a small town. */
export function namesFrom(grids: number, bounds: Bounds | null): number {
  if (!bounds || grids === 0) return 0;
  const across = (bounds.east - bounds.west) / Math.sqrt(grids);
  return Math.log2((WORTH_A_NAME * 360) / (512 * Math.max(across, 1e-6)));
}

/** The zooms between which a level's names are shown while `shown` is the chosen level. */
export function namesBetween(level: number, shown: number, ground: Ground): [number, number] | null {
  if (level > shown) return null;
  const from = namesFrom(ground.grids[level] ?? 0, ground.bounds);
  if (level === shown) return [from, DEEPEST];
  const below = namesFrom(ground.grids[level + 1] ?? 0, ground.bounds);
  return [from, Math.max(from, below + (level === 1 ? 1 : LINGER))];
}
