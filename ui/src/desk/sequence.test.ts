import { describe, expect, it } from 'vitest';
import type { FileKind } from '../bridge/wire/FileKind';
import type { FileLook } from '../bridge/wire/FileLook';
import { inSequence } from './sequence';

function looked(name: string, kind: FileKind, samples: Record<string, string[]> = {}) {
  const columns = Object.entries(samples).map(([field, sample]) => ({ name: field, field, sample }));
  const nothing = { layers: [], layer: null, letters: null, fields: [], datum: null, remembered: null, faults: [] };
  const look: FileLook = { file: name, kind, guessed: true, rows: 1, columns, ...nothing };
  return { file: { name }, look };
}

const names = (files: { file: { name: string } }[]) => files.map(({ file }) => file.name);

describe('several files', () => {
  it('come in with what others rest on first', () => {
    const kinds = [
      'grids',
      'venues',
      'checkpoints',
      'heads',
      'streams',
      'units',
      'partners',
      'assets',
      'basemap',
    ] as const;
    const dropped = kinds.toReversed().map((kind) => looked(kind, kind));
    expect(names(inSequence(dropped))).toEqual(kinds);
  });

  it('of grids come in from the top: by level, else by how long the codes are, else by name', () => {
    const byLevel = [looked('a', 'grids', { level: ['3'] }), looked('b', 'grids', { level: ['1', '2'] })];
    expect(names(inSequence(byLevel))).toEqual(['b', 'a']);
    const byCode = [looked('a', 'grids', { code: ['411602001'] }), looked('b', 'grids', { code: ['411602'] })];
    expect(names(inSequence(byCode))).toEqual(['b', 'a']);
    expect(names(inSequence([looked('g-10', 'grids'), looked('g-9', 'grids')]))).toEqual(['g-9', 'g-10']);
  });

  it('that cannot be looked at come last', () => {
    const lost = { file: { name: '0' }, look: null };
    expect(names(inSequence([lost, looked('1', 'basemap')]))).toEqual(['1', '0']);
  });
});
