// Other tiles in the same map.

import { type Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { sourceOf } from './grids';
import type { Ground } from './ground-plan';
import { tileAddress } from './style';

/** Takes tiles from where the ground has them now; those that lie where they lay are left alone. */
export function renewTiles(map: MapLibreMap, ground: Ground): void {
  for (const layer of ['base', ...ground.levels.map(sourceOf)]) {
    const source = map.getSource(layer);
    const address = tileAddress(ground, layer);
    if (!(source instanceof VectorTileSource) || source.tiles[0] === address) continue;
    source.setTiles([address]);
    insist(map, layer);
  }
  requestAnimationFrame(() => settle(map));
}

/**
 * MapLibre hears of other tiles a frame later, and not at all where a layer above them was changed in between: the old
 * ones would stay for good. How many grids a level has decides from where on it is drawn, so that whatever adds a grid
 * or takes one away changes layers and tiles together.
 */
function insist(map: MapLibreMap, layer: string): void {
  const heard = map.on('sourcedata', ({ sourceId, sourceDataType }) => {
    if (sourceId !== layer || sourceDataType !== 'content') return;
    heard.unsubscribe();
    if (map.style.tileManagers[layer]?._paused) map.once('render', () => map.refreshTiles(layer));
  });
}

/** Tiles that turn out to be what they were are no news to MapLibre: it would never come to rest. */
function settle(map: MapLibreMap): void {
  // The map may have been closed meanwhile.
  if (!map.getContainer().isConnected) return;
  if (map.loaded()) map.triggerRepaint();
  else requestAnimationFrame(() => settle(map));
}
