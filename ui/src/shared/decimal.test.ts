import { expect, it } from 'vitest';
import { isDecimal } from './decimal';

it('takes numbers as the desk does', () => {
  for (const text of ['3', '-2.5', ' ０３．５ ', '.5', '5.', '999999999999.999'])
    expect(isDecimal(text), text).toBe(true);
  for (const text of ['', '.', '-', '三', '1.2345', '1e3', '1 2', '1234567890123'])
    expect(isDecimal(text), text).toBe(false);
});
