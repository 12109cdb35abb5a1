import { describe, expect, it } from 'vitest';
import { above, editOf, freeCode, picked, type Strokes, stepped, UNTOUCHED, withMove } from './strokes';

const strokes = (change: Partial<Strokes>): Strokes => ({ ...UNTOUCHED, tool: 'select', chosen: [], ...change });

describe('strokes', () => {
  it('are no edit until all is there that it needs', () => {
    const line: [number, number][] = [
      [0, 0],
      [9, 9],
    ];
    expect(editOf(strokes({ tool: 'split', chosen: ['1.2'] }), 2)).toBeNull();
    expect(editOf(strokes({ tool: 'split', line }), 2)).toBeNull();
    expect(editOf(strokes({ tool: 'split', line, chosen: ['1.2'] }), 2)).toMatchObject({ type: 'split', path: '1.2' });
    expect(editOf(strokes({ tool: 'merge', chosen: ['1.2'] }), 2)).toBeNull();
    expect(editOf(strokes({ tool: 'merge', chosen: ['1.2', '1.3'] }), 2)).toMatchObject({ into: '1.2' });
    expect(editOf(strokes({ tool: 'draw', line }), 2)).toBeNull();
    expect(editOf(strokes({ tool: 'draw', line }), 1)).toMatchObject({ parent: null, outline: [line] });
  });

  it('let a corner that moved move on, and one that came back stay', () => {
    const once = withMove([], [0, 0], [5, 5]);
    expect(withMove(once, [5, 5], [7, 7])).toEqual([{ from: [0, 0], to: [7, 7] }]);
    expect(withMove(once, [5, 5], [0, 0])).toEqual([]);
    expect(withMove(once, [1, 1], [2, 2]).length).toBe(2);
  });

  it('step back one at a time', () => {
    const moves = withMove(withMove([], [0, 0], [5, 5]), [1, 1], [2, 2]);
    const back = stepped(strokes({ tool: 'corners', moves }));
    expect(back?.moves.length).toBe(1);
    expect(back && stepped(back)?.moves.length).toBe(0);
    expect(stepped(strokes({ tool: 'corners', chosen: ['1'] }))).toBeNull();
    expect(stepped(strokes({ tool: 'merge', chosen: ['1.1', '1.2'] }))?.chosen).toEqual(['1.1']);
  });

  it('gather grids to merge, and take one for all else', () => {
    expect(picked(strokes({ tool: 'merge', chosen: ['1.1'] }), '1.2')).toEqual(['1.1', '1.2']);
    expect(picked(strokes({ tool: 'merge', chosen: ['1.1', '1.2'] }), '1.1')).toEqual(['1.2']);
    expect(picked(strokes({ tool: 'split', chosen: ['1.1'] }), '1.2')).toEqual(['1.2']);
  });

  it('propose a code that no sibling has', () => {
    expect(freeCode(['1.009', '1.010', '2.077'], '1')).toBe('011');
    expect(freeCode(['1.A', '1.B'], '1')).toBe('B-2');
    expect(freeCode([], null)).toBe('1');
    expect(above('1.2.3')).toBe('1.2');
    expect(above('1')).toBeNull();
  });
});
