import { describe, expect, it } from 'vitest';
import { LARGEST, sortOut } from './dropped';
import { joined } from './shapefile';

const thing = (name: string, within = '', size = 100) => ({
  file: { name, size, type: '' },
  isFolder: false,
  within,
});
const names = (files: { name: string }[]) => files.map(({ name }) => name);

describe('a Shapefile', () => {
  it('is its parts of one name, whatever their letters, without what programs put beside it', () => {
    const dropped = ['grids.DBF', 'GRIDS.shp', 'grids.prj', 'grids.shp.xml', 'grids.sbn', 'heads.csv'];
    const { shapefiles, files, wrong } = sortOut(dropped.map((name) => thing(name)));
    expect(shapefiles.map(names)).toEqual([['GRIDS.shp', 'grids.DBF', 'grids.prj']]);
    expect([names(files), wrong]).toEqual([['heads.csv'], []]);
  });

  it('is one for each name, and for each folder', () => {
    const dropped = [thing('a.shp'), thing('a.dbf'), thing('b.shp'), thing('a.shp', '旧'), thing('a.dbf', '旧')];
    const { shapefiles } = sortOut(dropped);
    expect(shapefiles.map(names)).toEqual([['a.shp', 'a.dbf'], ['b.shp'], ['a.shp', 'a.dbf']]);
  });

  it('is none without its shapes: a part alone is told by the desk', () => {
    const { shapefiles, files } = sortOut([thing('a.dbf'), thing('b.prj')]);
    expect([shapefiles, names(files)]).toEqual([[], ['a.dbf', 'b.prj']]);
  });

  it('is as large as all its parts', () => {
    const { shapefiles, wrong } = sortOut([thing('a.shp', '', LARGEST), thing('a.dbf', '', 1)]);
    expect([shapefiles, wrong]).toEqual([[], [{ name: 'a.shp', size: LARGEST + 1, reason: 'too_large' }]]);
  });

  it('becomes one archive, the same whenever it is packed and in whatever order it came', async () => {
    const parts = ['a.shp', 'a.dbf'].map((name) => new File([`of ${name}`], name));
    const [one, other] = await Promise.all([joined(parts), joined([...parts].reverse())]);
    expect(one.name).toBe('a.shp');
    const bytes = new Uint8Array(await one.arrayBuffer());
    expect(bytes).toEqual(new Uint8Array(await other.arrayBuffer()));
    const text = new TextDecoder().decode(bytes);
    expect(text.startsWith('PK')).toBe(true);
    expect(text).toMatch(/a\.dbfof a\.dbf.*a\.shpof a\.shp/s);
  });
});
