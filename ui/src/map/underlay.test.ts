import { describe, expect, it, vi } from 'vitest';
import { themes } from '../shared/tokens';
import { UNDER, underLayers, underSources } from './underlay';
import type { UnderlayPlan } from './underlay-plan';

vi.stubGlobal('window', { innerWidth: 1366 });

const fonts = { plain: ['A'], slanted: ['B'] };
const source = { tiles: '/t/{z}/{x}/{y}', zooms: [0, 14] as const, bounds: null };
const vector = (layers: string[], opacity = 1): UnderlayPlan => ({ kind: 'vector', id: 'x', opacity, source, layers });
const drawn = (plan: UnderlayPlan) => {
  const { low, middle, names } = underLayers(plan, themes.dark, fonts, true, true);
  return [...low, ...middle, ...names];
};

describe('vector tiles of anybody', () => {
  it('are drawn by the names of the two great schemas', () => {
    const omt = drawn(vector(['water', 'landcover', 'transportation', 'building', 'boundary', 'place', 'poi']));
    const proto = drawn(vector(['earth', 'water', 'landuse', 'roads', 'buildings', 'boundaries', 'places', 'pois']));
    for (const [layers, road, place] of [
      [omt, 'transportation', 'place'],
      [proto, 'roads', 'places'],
    ] as const) {
      const ids = layers.map((layer) => layer.id);
      expect(ids).toContain(`${UNDER}wide-${road}`);
      expect(ids).toContain(`${UNDER}place-${place}`);
      expect(ids.filter((id) => id.includes('poi'))).toEqual([]);
      expect(ids.filter((id) => id.includes('outline'))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('are outlines where nobody knows their layers', () => {
    expect(drawn(vector(['地块'])).map((layer) => layer.id)).toEqual([
      `${UNDER}other-地块`,
      `${UNDER}outline-地块`,
      `${UNDER}dot-地块`,
    ]);
  });

  it('use no glyphs but those of the machine, and colours of the theme', () => {
    for (const layer of drawn(vector(['water', 'place', 'roads']))) {
      if (layer.type === 'symbol') expect(layer.layout?.['text-font']).toEqual(['A']);
      if (layer.type === 'fill') expect(Object.values(themes.dark)).toContain(layer.paint?.['fill-color']);
    }
  });
});

describe('pictures', () => {
  it('are dimmed at night and as opaque as one likes', () => {
    const plan: UnderlayPlan = { kind: 'raster', id: 'y', opacity: 0.4, sheets: [source, source] };
    expect(Object.keys(underSources(plan))).toEqual([`${UNDER}y-0`, `${UNDER}y-1`]);
    const [dark] = underLayers(plan, themes.dark, fonts, true, true).low;
    const [light] = underLayers(plan, themes.light, fonts, true, false).low;
    expect(dark?.paint).toMatchObject({ 'raster-opacity': 0.4, 'raster-brightness-max': 0.58 });
    expect(light?.paint).toMatchObject({ 'raster-brightness-max': 1 });
  });
});
