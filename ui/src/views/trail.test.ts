import { describe, expect, it } from 'vitest';
import { folded } from './trail';

const WAY = ['川汇区', '陈州街回族街道', '陈州社区', '文昌家园小区', '12号楼'];

describe('the way to where one is', () => {
  it('stands there whole where there is room', () => {
    expect(folded(WAY, 600)).toBe(0);
  });
  it('is folded after its first step, as much as it needs', () => {
    expect(folded(WAY, 330)).toBe(1);
    expect(folded(WAY, 250)).toBe(2);
  });
  it('keeps the first and the last, however little room there is', () => {
    expect(folded(WAY, 40)).toBe(3);
    expect(folded(['川汇区', '陈州街回族街道'], 40)).toBe(0);
    expect(folded([], 40)).toBe(0);
  });
});
