// An order in flight: one pulse from the centre to those it reaches, a hop at a time.

import type { Feature } from 'geojson';
import { GeoJSONSource, type Map as MapLibreMap } from 'maplibre-gl';
import { durations } from '../shared/tokens';
import { nothing } from './style';

export type Spot = [number, number];
/** One hop: where from, where to. */
export type Hop = { from: Spot; to: Spot };

const STEPS = 24;

/** Plays the hops one after the other, all of one hop at once; the last frame clears itself. */
export function pulse(map: MapLibreMap, hops: Hop[][]): void {
  const source = map.getSource('pulse');
  if (!(source instanceof GeoJSONSource) || hops.length === 0) return;
  const start = performance.now();
  const draw = (now: number): void => {
    const at = Math.max(0, now - start) / durations.hop;
    const turn = Math.floor(at);
    const hop = hops[turn];
    if (!hop) {
      source.setData(nothing());
      return;
    }
    source.setData({ type: 'FeatureCollection', features: hop.flatMap((one) => travelled(one, at - turn)) });
    requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
}

/** The part of the way that lies behind, and who travels. */
function travelled({ from, to }: Hop, share: number): Feature[] {
  const eased = 1 - (1 - share) ** 2;
  const points = Array.from({ length: STEPS + 1 }, (_, step) => arc(from, to, (step / STEPS) * eased));
  const head = points.at(-1) ?? to;
  return [
    { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: points } },
    { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: head } },
  ];
}

/** A point on a gently bent way. */
function arc(from: Spot, to: Spot, share: number): Spot {
  const bend = 0.16;
  const control: Spot = [
    (from[0] + to[0]) / 2 - (to[1] - from[1]) * bend,
    (from[1] + to[1]) / 2 + (to[0] - from[0]) * bend,
  ];
  const rest = 1 - share;
  return [
    rest * rest * from[0] + 2 * rest * share * control[0] + share * share * to[0],
    rest * rest * from[1] + 2 * rest * share * control[1] + share * share * to[1],
  ];
}
