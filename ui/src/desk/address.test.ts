import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readAddress, writeAddress } from './address';

const nowhere = {
  view: 'situation' as const,
  level: 1,
  selected: null,
  order: null,
  scope: null,
  figure: 'residents',
};

beforeAll(() => vi.stubGlobal('window', {}));

describe('the address', () => {
  it('says view, level, selection and order, and is read as it was written', () => {
    const place = {
      view: 'dispatch' as const,
      level: 3,
      selected: { noun: 'grid' as const, path: '411602.411602003.A%2E1' },
      order: '01920000-0000-7000-8000-00000000000f',
      scope: null,
      figure: 'residents',
    };
    const { scope: _, figure: __, ...said } = place;
    expect(readAddress(`#${writeAddress(place)}`)).toEqual(said);
  });

  it('says of the five maps whose they are and what they show', () => {
    const place = {
      view: 'fivemaps' as const,
      level: 4,
      selected: { noun: 'grid' as const, path: '411602.411602003.411602003001' },
      order: null,
      scope: '411602.411602003',
      figure: 'venues:大型商超',
    };
    const { order: _, ...said } = place;
    expect(readAddress(`#${writeAddress(place)}`)).toEqual(said);
  });

  it('leaves out what makes no sense', () => {
    expect(readAddress('#view=wall&level=9&at=thing:1&order=')).toEqual({});
    expect(readAddress('')).toEqual({});
  });

  it('never carries a seat code on', () => {
    expect(writeAddress({ ...nowhere, ...readAddress('#seat=ABCD-EFGH') })).not.toContain('ABCD');
  });
});
