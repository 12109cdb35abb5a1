import { describe, expect, it } from 'vitest';
import { fitting, LONGEST_SIDE } from './photo';

describe('a photo that is sent', () => {
  it('fits within its longest side and keeps its form', () => {
    expect(fitting(4000, 3000)).toEqual({ width: LONGEST_SIDE, height: 1200 });
    expect(fitting(3000, 4000)).toEqual({ width: 1200, height: LONGEST_SIDE });
    expect(fitting(9000, 2)).toEqual({ width: LONGEST_SIDE, height: 1 });
  });

  it('is never made larger', () => {
    expect(fitting(640, 480)).toEqual({ width: 640, height: 480 });
  });
});
