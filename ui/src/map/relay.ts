// Another ground under a map that stands: what goes is taken out, what comes is put where it belongs.

import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import { UNDER } from './underlay';

/** Makes the map's ground that of `style`; `grounds` are the layers of our own ground. */
export function relay(map: MapLibreMap, style: StyleSpecification, grounds: ReadonlySet<string>): void {
  const isOfGround = (id: string): boolean => id.startsWith(UNDER) || grounds.has(id);
  const wanted = new Set(style.layers.map((layer) => layer.id));
  for (const id of map.getLayersOrder()) {
    // Layers of another basemap may have the same names.
    if (isOfGround(id) && (id.startsWith(UNDER) || !wanted.has(id))) map.removeLayer(id);
  }
  for (const id of Object.keys(map.getStyle().sources)) if (id.startsWith(UNDER)) map.removeSource(id);
  for (const [id, source] of Object.entries(style.sources)) if (id.startsWith(UNDER)) map.addSource(id, source);
  let above: string | undefined;
  for (const layer of [...style.layers].reverse()) {
    if (!map.getLayer(layer.id)) map.addLayer(layer, above);
    above = layer.id;
  }
}
