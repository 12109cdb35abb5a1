// The measure that the map shows: a ramp of five quantiles over the grids of one level.

import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { Tokens } from '../shared/tokens';
import { layerOf, sourceOf } from './grids';

export type MeasureName = 'none' | 'residents' | 'heads';
/**
 * The upper bound of each step, the last one open. Where grids above are drawn in place of those of the chosen level,
 * they have the colour of what lies in them: of residents the mean, of heads the fewest.
 */
export type Ramp = { breaks: number[]; most: number } | null;
/** The level that is drawn, and the chosen one that it may stand in for. */
export type Levels = { drawn: number; shown: number };

const STEPS = 5;

/** Colours a level by a measure; tells the steps for the legend, or null while nothing is known. */
export function paintMeasure(map: MapLibreMap, levels: Levels, measure: MeasureName, tokens: Tokens): Ramp {
  const layer = layerOf.measure(levels.drawn);
  if (!map.getLayer(layer) || measure === 'none') return null;
  if (measure === 'heads') {
    map.setPaintProperty(layer, 'fill-color', [
      'step',
      ['to-number', ['get', propertyOf('heads', levels)], 0],
      tokens.overdue,
      1,
      tokens.mapRamp2,
      2,
      tokens.mapRamp4,
      3,
      tokens.mapRamp5,
    ]);
    return { breaks: [0, 1, 2], most: 3 };
  }
  const property = propertyOf(measure, levels);
  const values = valuesOf(map, levels.drawn, property);
  if (values.length === 0) return null;
  const breaks = quantiles(values);
  const colours = [tokens.mapRamp1, tokens.mapRamp2, tokens.mapRamp3, tokens.mapRamp4, tokens.mapRamp5];
  const steps = breaks.flatMap((value, index) => [value, colours[index + 1] ?? tokens.mapRamp5]);
  const ramp = ['step', ['to-number', ['get', property], 0], tokens.mapRamp1, ...steps];
  // Where nobody counted there is nothing to show; that is not none.
  const colour = ['case', ['!=', ['typeof', ['get', property]], 'number'], 'rgba(0, 0, 0, 0)', ramp];
  map.setPaintProperty(layer, 'fill-color', colour as unknown as ExpressionSpecification);
  return { breaks, most: values.at(-1) ?? 0 };
}

/** What tiles call a measure of the grids of `shown` where a grid of `drawn` stands in for them. */
export function propertyOf(measure: string, { drawn, shown }: Levels): string {
  return drawn === shown ? measure : `${measure}-${shown}`;
}

/** Each grid's value once, sorted; a grid that tiles cut counts once. */
function valuesOf(map: MapLibreMap, level: number, property: string): number[] {
  const byPath = new Map<string, number>();
  for (const feature of map.querySourceFeatures(sourceOf(level), { sourceLayer: 'grid' })) {
    const value: unknown = feature.properties[property];
    const path: unknown = feature.properties.path;
    if (typeof path === 'string' && typeof value === 'number') byPath.set(path, value);
  }
  return [...byPath.values()].sort((a, b) => a - b);
}

/** Strictly growing bounds between the steps. */
function quantiles(sorted: number[]): number[] {
  const found: number[] = [];
  for (let step = 1; step < STEPS; step += 1) {
    const value = sorted[Math.floor((sorted.length * step) / STEPS)];
    if (value !== undefined && value > (found.at(-1) ?? sorted[0] ?? 0)) found.push(value);
  }
  return found;
}
