import { describe, expect, it } from 'vitest';
import type { ReviewFigure } from '../../bridge/wire/ReviewFigure';
import { leftOut, rate, told } from './figures';

const closed: ReviewFigure = { measure: 'closed', count: 8903, of: 9084, permille: 980, excluded: [] };

describe('a figure', () => {
  it('says numerator, denominator and rate', () => {
    expect(told(closed)).toBe('已结：8\u2009903 / 9\u2009084 = 98.0%');
  });

  it('says what was left out, and why', () => {
    const figure: ReviewFigure = {
      ...closed,
      excluded: [
        { why: 'merged', count: 3 },
        { why: 'void', count: 1 },
      ],
    };
    expect(leftOut(figure)).toBe('并案 3，作废 1');
    expect(told(figure)).toContain('；剔除 并案 3，作废 1');
  });

  it('of nothing has no rate, neither none nor all', () => {
    expect(rate(null)).toBe('–');
    expect(told({ ...closed, count: 0, of: 0, permille: null })).toBe('已结：0 / 0 = 无');
    expect([rate(0), rate(1000)]).toEqual(['0.0%', '100.0%']);
  });
});
