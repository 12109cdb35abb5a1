// Many sheets from a browser: into a folder that the person points at, where the browser can do that; otherwise as
// archives among the downloads. At no time more than one archive is in memory.

import { blake3 } from '@noble/hashes/blake3.js';
import type { Album } from './bridge';
import { keep } from './download';
import { fetchSheet } from './sheet';
import { Archive } from './zip';

/** The folder's list, as the terminal and the window write it. */
const LIST = 'sheets.json';
/** An archive that is this large goes to the downloads, and another is begun; in bytes. */
const LARGEST = 64 << 20;

/** What a folder holds, by file name. */
type List = { sheets: Record<string, { content: string; hash: string }> };

/** What TypeScript's own library does not know of a browser's window. */
type Picking = { showDirectoryPicker?: (how: { id: string; mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle> };

/** Asks for a place; null where the person chose none. `name` is what archives are called. */
export async function album(name: string): Promise<Album | null> {
  const pick = (window as Picking).showDirectoryPicker;
  if (!pick) return archives(name);
  try {
    return await folder(await pick.call(window, { id: 'wutu-sheets', mode: 'readwrite' }));
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') return null;
    throw cause;
  }
}

async function folder(handle: FileSystemDirectoryHandle): Promise<Album> {
  const list = await listIn(handle);
  return {
    place: handle.name,
    canShow: false,
    put: async ({ file, wish }, commandId) => {
      const kept = list.sheets[file];
      const isThere = kept !== undefined && (await hashOf(handle, file)) === kept.hash;
      const sheet = await fetchSheet(wish, commandId, isThere ? kept.content : null);
      if (sheet === null) return false;
      await write(handle, file, sheet.file);
      list.sheets[file] = { content: sheet.content, hash: sheet.hash };
      await write(handle, LIST, new Blob([JSON.stringify(list, null, 2)]));
      return true;
    },
    rest: async () => {},
  };
}

/** A list that cannot be read makes all sheets anew, which costs time and nothing else. */
async function listIn(handle: FileSystemDirectoryHandle): Promise<List> {
  try {
    const read: unknown = JSON.parse(await (await (await handle.getFileHandle(LIST)).getFile()).text());
    return isList(read) ? read : { sheets: {} };
  } catch {
    return { sheets: {} };
  }
}

function isList(read: unknown): read is List {
  return typeof read === 'object' && read !== null && 'sheets' in read && typeof read.sheets === 'object';
}

/** BLAKE3 of a file in the folder; null where there is none. */
async function hashOf(handle: FileSystemDirectoryHandle, name: string): Promise<string | null> {
  try {
    const bytes = await (await (await handle.getFileHandle(name)).getFile()).arrayBuffer();
    return [...blake3(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  } catch {
    return null;
  }
}

/** All of a file or none of it: the browser moves it to its place when it is closed. */
async function write(handle: FileSystemDirectoryHandle, name: string, content: Blob): Promise<void> {
  const file = await (await handle.getFileHandle(name, { create: true })).createWritable();
  try {
    await file.write(content);
  } catch (cause) {
    await file.abort();
    throw cause;
  }
  await file.close();
}

/** What was put in before is known as long as the page is open. */
function archives(name: string): Album {
  const contents = new Map<string, string>();
  let archive = new Archive();
  let count = 0;
  const hand = (): void => {
    if (archive.isEmpty) return;
    count += 1;
    keep(archive.finish(), `${name}-${count}.zip`);
    archive = new Archive();
  };
  return {
    place: `${name}-1.zip`,
    canShow: false,
    put: async ({ file, wish }, commandId) => {
      const sheet = await fetchSheet(wish, commandId, contents.get(file) ?? null);
      if (sheet === null) return false;
      archive.add(file, new Uint8Array(await sheet.file.arrayBuffer()));
      contents.set(file, sheet.content);
      if (archive.size >= LARGEST) hand();
      return true;
    },
    rest: async () => hand(),
  };
}
