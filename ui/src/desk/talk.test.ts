import { describe, expect, it, vi } from 'vitest';

vi.mock('../bridge/open', () => ({ bridge: {} }));

const { callingIn, EMPTY, numberOf, stillCalled } = await import('./talk');

const person = (name: string) => ({ post: name, person: name, title: '网格长', grid_name: '陈州社区' });

describe('who is called by name', () => {
  it('is sought from the last sign on', () => {
    expect(callingIn('请 @wl')).toBe('wl');
    expect(callingIn('请@吴')).toBe('吴');
    expect(callingIn('@')).toBe('');
  });

  it('is not sought in an address, nor after a blank', () => {
    expect(callingIn('a@b')).toBeNull();
    expect(callingIn('请 @吴六 回话')).toBeNull();
    expect(callingIn('没有人')).toBeNull();
  });

  it('is called as long as the name stands there', () => {
    const called = [person('吴六'), person('郑七')];
    expect(stillCalled({ ...EMPTY, words: '@郑七 请回话', called }).map((one) => one.post)).toEqual(['郑七']);
    expect(stillCalled({ ...EMPTY, words: '请回话', called })).toEqual([]);
  });
});

describe('the place of a line', () => {
  it('is that of its message or its order', () => {
    expect(numberOf({ what: 'order', number: 7, order: 'o', at: '', card: null })).toBe(7);
    expect(numberOf(undefined)).toBeNull();
  });
});
