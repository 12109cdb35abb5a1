import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Archive, crc32 } from './zip';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Whether another program is there that reads archives. */
function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('an archive', () => {
  it('has the checksum that the format names', () => {
    expect(crc32(bytes('123456789'))).toBe(0xcbf43926);
    expect(crc32(bytes(''))).toBe(0);
  });

  it('says where each file lies', async () => {
    const archive = new Archive();
    expect(archive.isEmpty).toBe(true);
    archive.add('a.pdf', bytes('one'));
    const first = archive.size;
    archive.add('b.pdf', bytes('two'));
    const view = new DataView(await archive.finish().arrayBuffer());
    const end = view.byteLength - 22;
    expect([view.getUint32(end, true), view.getUint16(end + 10, true)]).toEqual([0x06054b50, 2]);
    const directory = view.getUint32(end + 16, true);
    expect(directory).toBe(archive.size);
    const second = directory + 46 + 'a.pdf'.length;
    expect(view.getUint32(second + 42, true)).toBe(first);
    expect(view.getUint32(first, true)).toBe(0x04034b50);
  });

  it.skipIf(!hasPython())('is read by another program, with its names as they are', async () => {
    const archive = new Archive();
    archive.add('1 411602 川汇区人口分布图 A4.pdf', bytes('%PDF-1'));
    archive.add('b.pdf', new Uint8Array(100_000).fill(7));
    const folder = mkdtempSync(join(tmpdir(), 'wutu-zip-'));
    try {
      const file = join(folder, 'a.zip');
      writeFileSync(file, new Uint8Array(await archive.finish().arrayBuffer()));
      const read = 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), *z.namelist(), sep="|")';
      const env = { ...process.env, PYTHONIOENCODING: 'utf-8' };
      const said = execFileSync('python3', ['-c', read, file], { encoding: 'utf8', env });
      expect(said.trim()).toBe('None|1 411602 川汇区人口分布图 A4.pdf|b.pdf');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
