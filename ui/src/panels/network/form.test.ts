import { describe, expect, it } from 'vitest';
import { formOf, wishOf } from './form';

const wish = { port: 8443, names: ['desk.local', 'desk.city'], site: null, again: true };

describe('the form of the network door', () => {
  it('asks for what it was opened with when nothing is changed', () => {
    expect(wishOf(formOf(wish))).toEqual(wish);
    const own = { ...wish, site: { certificate: '/a.pem', key: '/a.key' } };
    expect(wishOf(formOf(own))).toEqual(own);
  });

  it('takes names however they are set apart', () => {
    const form = formOf(wish);
    expect(wishOf({ ...form, names: ' desk.local，desk.city、 a.b;c  ' })?.names).toEqual([
      'desk.local',
      'desk.city',
      'a.b',
      'c',
    ]);
    expect(wishOf({ ...form, names: '  ' })?.names).toEqual([]);
  });

  it('asks for nothing without a port, or with half a certificate', () => {
    const form = formOf(wish);
    expect(wishOf({ ...form, port: null })).toBeNull();
    expect(wishOf({ ...form, isSite: true, certificate: '/a.pem', key: ' ' })).toBeNull();
  });
});
