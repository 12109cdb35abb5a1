import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readAddress, writeAddress } from './address';

beforeAll(() => vi.stubGlobal('window', {}));

describe('the address', () => {
  it('says view, level, selection and order, and is read as it was written', () => {
    const place = {
      view: 'dispatch' as const,
      level: 3,
      selected: { noun: 'grid' as const, path: '411602.411602003.A%2E1' },
      order: '01920000-0000-7000-8000-00000000000f',
    };
    expect(readAddress(`#${writeAddress(place)}`)).toEqual(place);
  });

  it('leaves out what makes no sense', () => {
    expect(readAddress('#view=wall&level=9&at=thing:1&order=')).toEqual({});
    expect(readAddress('')).toEqual({});
  });

  it('never carries a seat code on', () => {
    expect(
      writeAddress({ view: 'situation', level: 1, selected: null, order: null, ...readAddress('#seat=ABCD-EFGH') }),
    ).not.toContain('ABCD');
  });
});
