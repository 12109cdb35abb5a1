import { describe, expect, it } from 'vitest';
import { itemOf, type Written, writtenOf } from './written';

const spot = { longitude: 114.65, latitude: 33.63 };
const of = (what: 'unit' | 'partner' | 'stream' | 'venue', written: Written, at: typeof spot | null = null) =>
  itemOf({ of: what, id: 'X1', written, spot: at, venue: 'V1' });

describe('what a form says of an item', () => {
  it('is the grid that a unit works for, unless its seat says where it is', () => {
    const written = { name: '区水利局', kind: '部门', whistle: 'no', grid: '4116.41161' };
    expect(of('unit', written)).toMatchObject({ row: { place: null, grid: '4116.41161' } });
    expect(of('unit', written, spot)).toMatchObject({ row: { place: [1_146_500_000, 336_300_000], grid: null } });
    expect(of('unit', { ...written, grid: '' })).toMatchObject({ row: { grid: null } });
  });

  it('is a pairing with a grid, and nothing without one', () => {
    const written = { name: '区民政局', unit: 'D2', grid: '4116', contact: ' 李芳 ', phone: '', duty: '' };
    const partner = of('partner', written);
    expect(partner).toEqual({
      of: 'partner',
      row: { id: 'X1', grid: '4116', name: '区民政局', unit: 'D2', contact: '李芳', phone: null, duty: null },
    });
    expect(of('partner', { ...written, grid: ' ' })).toBeNull();
    expect(partner && writtenOf(partner)).toEqual({ ...written, contact: '李芳' });
  });

  it('needs no id of a camera, which is called after its name', () => {
    const camera = itemOf({
      of: 'stream',
      id: '',
      written: { name: '正门', address: 'rtsp://a/1' },
      spot: null,
      venue: 'V1',
    });
    expect(camera).toEqual({ of: 'stream', row: { venue: 'V1', name: '正门', address: 'rtsp://a/1' } });
    expect(itemOf({ of: 'venue', id: ' ', written: { name: '店' }, spot, venue: '' })).toBeNull();
  });
});
