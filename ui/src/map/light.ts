// The map for machines without a GPU: the same names, grids and fills from fewer corners and fewer pixels. Tiles have
// 512 px and nothing fades in any case.

import type { LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { Profile } from '../shared/drawing';

/** How many tiles outlive their view: a tile that is drawn again costs more than its memory. */
export const CACHED: Record<Profile, number> = { full: 160, light: 480 };

/** From which zoom the small things of the ground are drawn. */
const LATER: Readonly<Record<string, number>> = {
  'road-street': 12.5,
  'road-lane': 15,
  building: 15,
  'road-name': 14,
};

/** A style's layers as the profile draws them. */
export function drawn(layers: LayerSpecification[], profile: Profile): LayerSpecification[] {
  if (profile === 'full') return layers;
  return layers.map((layer) => {
    const minzoom = LATER[layer.id];
    const later = minzoom === undefined ? layer : { ...layer, minzoom };
    // A round corner is half a dozen triangles, and borders are all corners.
    if (later.type !== 'line') return later;
    return { ...later, layout: { ...later.layout, 'line-join': 'miter', 'line-cap': 'butt' } };
  });
}

/** Changes a map that stands already. */
export function redraw(map: MapLibreMap, layers: LayerSpecification[], profile: Profile): void {
  for (const layer of drawn(layers, profile)) {
    if (!map.getLayer(layer.id)) continue;
    if (layer.id in LATER) map.setLayerZoomRange(layer.id, layer.minzoom ?? 0, layer.maxzoom ?? 24);
    if (layer.type !== 'line') continue;
    for (const name of ['line-join', 'line-cap'] as const) map.setLayoutProperty(layer.id, name, layer.layout?.[name]);
  }
  map.setPixelRatio(pixelRatio(profile));
}

/** Pixels of the canvas to one of the page's: lightly, never more than one. */
export function pixelRatio(profile: Profile): number {
  return profile === 'light' ? Math.min(1, window.devicePixelRatio) : window.devicePixelRatio;
}
