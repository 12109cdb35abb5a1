import { describe, expect, it } from 'vitest';
import { LARGEST, sortOut, wrongWith } from './dropped';

const file = (name: string, size = 100, type = '') => ({ name, size, type });

describe('what is dropped', () => {
  it('is none of ours when it is a folder, a picture, sound or video, empty, or too large', () => {
    expect(wrongWith(file('网格', 4096), true)).toBe('folder');
    expect(wrongWith(file('图.PNG'), false)).toBe('picture');
    expect(wrongWith(file('no ending', 9, 'image/heic'), false)).toBe('picture');
    expect(wrongWith(file('监控.mp4'), false)).toBe('video');
    expect(wrongWith(file('heads.csv', 0), false)).toBe('empty');
    expect(wrongWith(file('all.geojson', 2 * 2 ** 30), false)).toBe('too_large');
  });

  it('is looked at whatever its ending: the content decides', () => {
    expect(wrongWith(file('heads.csv', LARGEST), false)).toBeNull();
    expect(wrongWith(file('名册.xlsx'), false)).toBeNull();
    expect(wrongWith(file('grids'), false)).toBeNull();
  });

  it('is parted, and each keeps its name', () => {
    const things = [file('a.csv'), file('b.png'), file('周口.PMTiles', 9 * 2 ** 30)].map((one) => ({
      file: one,
      isFolder: false,
      within: '',
    }));
    const { files, basemaps, wrong } = sortOut(things);
    expect(files.map((one) => one.name)).toEqual(['a.csv']);
    expect(basemaps.map((one) => one.name)).toEqual(['周口.PMTiles']);
    expect(wrong).toEqual([{ name: 'b.png', size: 100, reason: 'picture' }]);
  });

  it('is of a folder what can come in, and the folder itself where nothing can', () => {
    const inside = (within: string, name: string) => ({ file: file(name), isFolder: false, within });
    const things = [
      inside('网格', 'a.geojson'),
      inside('网格/照片', 'b.jpg'),
      inside('网格', '.DS_Store'),
      inside('合影', 'c.jpg'),
    ];
    const { files, wrong } = sortOut(things);
    expect(files.map((one) => one.name)).toEqual(['a.geojson']);
    expect(wrong).toEqual([{ name: '合影', size: 0, reason: 'folder' }]);
  });
});
