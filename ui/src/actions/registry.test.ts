import { describe, expect, it, vi } from 'vitest';

vi.mock('../bridge/open', () => ({ bridge: {} }));

const { ACTIONS } = await import('./registry');
const { printKey } = await import('./keyboard');
const { known } = await import('../i18n/words');

describe('what a user can do', () => {
  it('can be reached: every action has a key or stands in a menu', () => {
    const hidden = ACTIONS.filter((action) => action.keys.length === 0 && action.menus.length === 0);
    expect(hidden.map((action) => action.id)).toEqual([]);
  });

  it('has no key twice', () => {
    const keys = ACTIONS.flatMap((action) => action.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('has no id twice, and words for each', () => {
    const ids = ACTIONS.map((action) => action.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => known(`action.${id}`) === null)).toEqual([]);
  });

  it('prints its keys as keyboards do', () => {
    expect(printKey('$mod+k')).toBe('Ctrl K');
    expect(printKey('g 1')).toBe('G 1');
    expect(printKey('Shift+?')).toBe('?');
    expect(printKey('Shift+y')).toBe('⇧ Y');
    expect(printKey('$mod+Shift+z')).toBe('Ctrl ⇧ Z');
  });
});
