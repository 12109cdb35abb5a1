import { describe, expect, it } from 'vitest';
import { nameIn } from './download';

describe('the name of a file that the desk makes', () => {
  it('is what the header says', () => {
    expect(nameIn("attachment; filename*=UTF-8''411602%20%E5%B7%9D.pdf")).toBe('411602 川.pdf');
  });

  it('is plain where the header is missing', () => {
    expect(nameIn(null)).toBe('sheet');
    expect(nameIn('attachment')).toBe('sheet');
  });
});
