// A folder that is dropped: the files in it that can be brought in. A browser tells them through its entries, step by
// step; the window has told them already.

import type { Thing } from './dropped';

/** Files and folders that are looked at, at most; as many as the window tells (`src-tauri/src/drag.rs`). */
const MOST = 1000;

/** What was dropped, before anything of it is opened: entries are there only while the drop is being told. */
export type Let = { file: File; entry: FileSystemEntry | null };

/** All that was dropped, as files; a folder that holds none of use stays a folder. */
export async function unfolded(dropped: Let[]): Promise<Thing<File>[]> {
  const each = await Promise.all(
    dropped.map(async ({ file, entry }): Promise<Thing<File>[]> => {
      if (!isDirectory(entry)) return [{ file, isFolder: false, within: '' }];
      const files = await filesIn(entry).catch(() => []);
      return files.length > 0 ? files : [{ file, isFolder: true, within: '' }];
    }),
  );
  return each.flat();
}

/** None where there are too many for anybody to mean them all. */
async function filesIn(top: FileSystemDirectoryEntry): Promise<Thing<File>[]> {
  const found: Thing<File>[] = [];
  const folders = [{ folder: top, within: top.name }];
  let seen = 0;
  for (let next = folders.pop(); next; next = folders.pop()) {
    const { within } = next;
    for (const entry of await entriesOf(next.folder)) {
      seen += 1;
      if (seen > MOST) return [];
      if (isDirectory(entry)) folders.push({ folder: entry, within: `${within}/${entry.name}` });
      else if (isFile(entry)) found.push({ file: await fileOf(entry), isFolder: false, within });
    }
  }
  return found;
}

/** A folder is told in portions; the last is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const portion = (): Promise<FileSystemEntry[]> =>
    new Promise((tell, refuse) => {
      reader.readEntries(tell, refuse);
    });
  const entries: FileSystemEntry[] = [];
  for (let more = await portion(); more.length > 0; more = await portion()) {
    entries.push(...more);
    if (entries.length > MOST) break;
  }
  return entries;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((tell, refuse) => {
    entry.file(tell, refuse);
  });
}

const isDirectory = (entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry => entry?.isDirectory === true;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
