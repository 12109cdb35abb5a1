import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keep, kept } from './keep';

const storage = new Map<string, string>();
let cookies = '';

beforeEach(() => {
  cookies = '';
  storage.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  });
  vi.stubGlobal('document', {
    get cookie() {
      return cookies;
    },
    set cookie(line: string) {
      cookies = [cookies, line.split(';')[0]].filter(Boolean).join('; ');
    },
  });
});

describe('what is kept for a person', () => {
  it('is found again by another port of the same host, which has the cookie alone', () => {
    keep('wutu.theme', 'light');
    storage.clear();
    expect(kept('wutu.theme')).toBe('light');
    expect(kept('wutu')).toBeNull();
  });

  it('is found where there are no cookies', () => {
    keep('wutu.theme', 'light; dark');
    expect(kept('wutu.theme')).toBe('light; dark');
    cookies = '';
    expect(kept('wutu.theme')).toBe('light; dark');
  });

  it('is nothing where the browser keeps nothing, or somebody else wrote nonsense', () => {
    cookies = 'wutu.theme=%E0%A4%A';
    expect(kept('wutu.theme')).toBeNull();
    vi.stubGlobal('localStorage', undefined);
    vi.stubGlobal('document', undefined);
    keep('wutu.theme', 'light');
    expect(kept('wutu.theme')).toBeNull();
  });
});
