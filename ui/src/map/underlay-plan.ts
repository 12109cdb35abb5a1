/** Where tiles lie, and where there are some. */
export type TileSource = {
  /** With `{z}`, `{x}` and `{y}` in it. */
  tiles: string;
  zooms: readonly [number, number];
  /** West, south, east, north in degrees; none: everywhere. */
  bounds: readonly [number, number, number, number] | null;
};

/** What lies under the grids. `id` is another for everything that is drawn otherwise. */
export type UnderlayPlan =
  | { kind: 'own' | 'none'; id: string; opacity: number }
  | { kind: 'raster'; id: string; opacity: number; sheets: readonly TileSource[] }
  | { kind: 'vector'; id: string; opacity: number; source: TileSource; layers: readonly string[] };

export const OWN: UnderlayPlan = { kind: 'own', id: 'own', opacity: 1 };
