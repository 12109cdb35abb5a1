import { describe, expect, it } from 'vitest';
import { isPersonal } from './personal';

describe('numbers that say who somebody is', () => {
  it('are noticed however they are written', () => {
    // The example of GB 11643, and what people type.
    for (const words of [
      '身份证 11010519491231002X',
      '110105194912310 02x',
      '电话13800138000',
      '138 0013 8000',
      '138-0013-8000',
      '+8613800138000',
      '１３８００１３８０００',
    ]) {
      expect(isPersonal(words), words).toBe(true);
    }
  });

  it('are not seen where there are none', () => {
    for (const words of [
      '',
      '3号楼2单元',
      '水深12345678901厘米',
      '110105194912310021',
      '编号 LB-20261121-A003',
      '0394-8271234',
    ]) {
      expect(isPersonal(words), words).toBe(false);
    }
  });
});
