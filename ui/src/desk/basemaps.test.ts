import { describe, expect, it, vi } from 'vitest';
import type { BasemapLine } from '../bridge/wire/BasemapLine';
import type { BasemapList } from '../bridge/wire/BasemapList';
import type { Underlay } from '../bridge/wire/Underlay';

vi.mock('../bridge/open', () => ({ bridge: {} }));

const { missingOf, planOf, shownOf } = await import('./basemaps');

const line = (hash: string, some: Partial<BasemapLine['basemap']> = {}, is_missing = false): BasemapLine => ({
  basemap: {
    hash,
    name: hash,
    file: `${hash}.pmtiles`,
    bytes: 10,
    kind: 'vector',
    count: 3,
    zooms: [6, 10],
    corners: [
      [1144000000, 334000000],
      [1149000000, 339000000],
    ],
    attribution: '',
    layers: ['water'],
    ...some,
  },
  by: { role: 'admin', subtree: null, post: null, door: { way: 'terminal' } },
  at: '2026-11-21T00:00:00Z',
  is_missing,
});
const list = (usual: Underlay, isOn = false): BasemapList => ({
  basemaps: [line('here'), line('photo', { kind: 'png', layers: [] }), line('gone', {}, true)],
  usual,
  tianditu: { is_on: isOn, review: 'GS', address: '', trouble: null },
});
const own: Underlay = { type: 'own' };
const file = (hash: string): Underlay => ({ type: 'file', hash });

describe('what lies under the grids', () => {
  it('is what the person chose, else what is usual, else our own', () => {
    expect(shownOf(list(own), file('here'))).toEqual(file('here'));
    expect(shownOf(list(file('photo')), null)).toEqual(file('photo'));
    expect(shownOf(list(file('photo')), file('gone'))).toEqual(file('photo'));
    expect(shownOf(list(file('gone')), null)).toEqual(own);
    expect(shownOf(list(own), { type: 'tianditu_vector' })).toEqual(own);
    expect(shownOf(list(own, true), { type: 'tianditu_vector' })).toEqual({ type: 'tianditu_vector' });
  });

  it('is told where its file is missing, and only then', () => {
    expect(missingOf(list(own), file('gone'))?.basemap.hash).toBe('gone');
    expect(missingOf(list(own), file('here'))).toBeNull();
    expect(missingOf(list(own), null)).toBeNull();
  });

  it('has its tiles at the desk, and 天地图 too: no page knows a key', () => {
    const plan = planOf(list(own), file('here'), 0.5, '/tiles');
    expect(plan).toMatchObject({ kind: 'vector', id: 'here', opacity: 0.5, layers: ['water'] });
    expect(plan.kind === 'vector' && plan.source).toEqual({
      tiles: '/tiles/basemap/here/{z}/{x}/{y}',
      zooms: [6, 10],
      bounds: [114.4, 33.4, 114.9, 33.9],
    });
    const sky = planOf(list(own, true), { type: 'tianditu_imagery' }, 1, '/tiles');
    expect(sky.kind === 'raster' && sky.sheets.map((sheet) => sheet.tiles)).toEqual([
      '/tiles/basemap/tianditu-img/{z}/{x}/{y}',
      '/tiles/basemap/tianditu-cia/{z}/{x}/{y}',
    ]);
    expect(planOf(undefined, file('here'), 1, '/tiles').kind).toBe('own');
    expect(planOf(list(own), file('photo'), 1, '/tiles').kind).toBe('raster');
  });
});
