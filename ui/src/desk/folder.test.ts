import { describe, expect, it } from 'vitest';
import { unfolded } from './folder';

type Fake = { name: string; isFile: boolean; isDirectory: boolean };

const file = (name: string): Fake =>
  ({
    name,
    isFile: true,
    isDirectory: false,
    file: (tell: (file: File) => void) => tell(new File(['x'], name)),
  }) as Fake;

/** Told two at a time, as browsers tell a hundred. */
const folder = (name: string, entries: Fake[]): Fake =>
  ({
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      const left = [...entries];
      return { readEntries: (tell: (some: Fake[]) => void) => tell(left.splice(0, 2)) };
    },
  }) as Fake;

const told = async (entry: Fake) => {
  const things = await unfolded([{ file: new File([], entry.name), entry: entry as unknown as FileSystemEntry }]);
  return things.map(({ file: one, isFolder, within }) => [within, one.name, isFolder]);
};

describe('a folder that is dropped', () => {
  it('is all files in it and below it, each with where it lies', async () => {
    const all = [file('a.shp'), file('a.dbf'), folder('旧', [file('a.shp')]), file('b.csv')];
    expect(await told(folder('网格', all))).toEqual([
      ['网格', 'a.shp', false],
      ['网格', 'a.dbf', false],
      ['网格', 'b.csv', false],
      ['网格/旧', 'a.shp', false],
    ]);
  });

  it('stays a folder when it holds nothing, or more than anybody means', async () => {
    expect(await told(folder('空', []))).toEqual([['', '空', true]]);
    const many = Array.from({ length: 1001 }, (_, number) => file(`${number}.csv`));
    expect(await told(folder('照片', many))).toEqual([['', '照片', true]]);
  });
});
