import { describe, expect, it } from 'vitest';
import { carriedWords, midnight } from './state';

describe('a scheme in words', () => {
  it('names only what is there', () => {
    const none = { posts: 0, venues: 0, checkpoints: 0, units: 0, partners: 0, assets: 0, devices: 0 };
    expect(carriedWords(none)).toBe('');
    const words = carriedWords({ ...none, posts: 3, checkpoints: 1 });
    expect(words).toMatch(/3/);
    expect(words).not.toMatch(/0/);
  });

  it('holds from midnight of the day that was chosen, where the page is', () => {
    expect(midnight('')).toBeNull();
    expect(midnight('no day')).toBeNull();
    const moment = new Date(midnight('2027-01-31') ?? '');
    expect([moment.getFullYear(), moment.getMonth(), moment.getDate(), moment.getHours()]).toEqual([2027, 0, 31, 0]);
  });
});
