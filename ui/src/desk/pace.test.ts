import { describe, expect, it } from 'vitest';
import { LATEST, paceAfter, SOONEST } from './pace';

describe('the pace of the fill', () => {
  it('is quick where a drawing takes a frame', () => {
    expect(paceAfter(17)).toBe(SOONEST);
  });
  it('leaves most of the time to the page where a drawing takes long', () => {
    expect(paceAfter(200)).toBe(1200);
  });
  it('is bounded, however long a drawing takes', () => {
    expect(paceAfter(4000)).toBe(LATEST);
  });
});
