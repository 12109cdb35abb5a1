// What was dropped or picked, before anything of it is read: what can be a file of ours, and what cannot.

import type { Let } from './folder';
import { joined, shapefilesAmong } from './shapefile';

/** Why something cannot be brought in; also the key of its words, `import.wrong.<reason>`. */
export type Reason = 'folder' | 'picture' | 'video' | 'too_large' | 'empty' | 'nothing' | 'unreadable';
export type Wrong = { name: string; size: number; reason: Reason };
/** A file that was dropped, and the folder that was dropped with it in it; or a folder of which nothing is of use. */
export type Thing<F = File> = { file: F; isFolder: boolean; within: string };
/** Basemaps go another way than what is imported: they have gigabytes, and are kept as they are. */
export type Sorted<F = File, B = F> = { files: F[]; basemaps: B[]; wrong: Wrong[] };
/** The same with the parts of each Shapefile still apart. */
export type Parted<F = File, B = F> = Sorted<F, B> & { shapefiles: F[][] };

/** The largest file that the desk takes, in bytes. */
export const LARGEST = 512 * 2 ** 20;

/** What is looked for in a folder; whatever else lies there was not meant. */
const MEANT = /\.(geojsonl?|geojsons|json|gpkg|kml|kmz|dxf|csv|xlsx|zip|shp|shx|dbf|prj|cpg|pmtiles|mbtiles)$/i;
const BASEMAPS = /\.(pm|mb)tiles$/i;
const PICTURES = /\.(png|jpe?g|gif|bmp|webp|heic|tiff?|svg)$/i;
const VIDEOS = /\.(mp4|mov|avi|mkv|webm|wmv|flv|mp3|wav)$/i;

type Named = Pick<File, 'name' | 'size' | 'type'>;

/** Why a file is none of ours; none when its content must decide. */
export function wrongWith({ name, size, type }: Named, isFolder: boolean): Reason | null {
  if (isFolder) return 'folder';
  if (isPicture({ name, type })) return 'picture';
  if (type.startsWith('video/') || type.startsWith('audio/') || VIDEOS.test(name)) return 'video';
  if (size === 0) return 'empty';
  if (BASEMAPS.test(name)) return null;
  return size > LARGEST ? 'too_large' : null;
}

/** Whether a file is a picture, by what is known of it. */
export function isPicture({ name, type }: Pick<File, 'name' | 'type'>): boolean {
  return type.startsWith('image/') || PICTURES.test(name);
}

/** Parts files that can be looked at from what cannot. */
export function sortOut<F extends Named>(things: Thing<F>[]): Parted<F> {
  const meant = things.filter(({ file, within }) => within === '' || (MEANT.test(file.name) && file.size > 0));
  const { shapefiles: all, others } = shapefilesAmong(meant);
  const files: F[] = [];
  const basemaps: F[] = [];
  const wrong: Wrong[] = [];
  for (const { file, isFolder } of others) {
    const reason = wrongWith(file, isFolder);
    if (reason === null) (BASEMAPS.test(file.name) ? basemaps : files).push(file);
    else wrong.push({ name: file.name, size: file.size, reason });
  }
  const shapefiles: F[][] = [];
  for (const parts of all) {
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    if (size <= LARGEST) shapefiles.push(parts);
    else wrong.push({ name: parts[0]?.name ?? '', size, reason: 'too_large' });
  }
  for (const folder of unused(things, meant)) wrong.push({ name: folder, size: 0, reason: 'folder' });
  return { files, basemaps, wrong, shapefiles };
}

/** The files of a sorting, those of a Shapefile together. */
export async function together<B>({ shapefiles, files, ...rest }: Parted<File, B>): Promise<Sorted<File, B>> {
  return { ...rest, files: [...files, ...(await Promise.all(shapefiles.map(joined)))] };
}

/** Folders that were dropped and of which nothing was meant. */
function unused<F>(things: Thing<F>[], meant: Thing<F>[]): string[] {
  const tops = (some: Thing<F>[]): Set<string> => new Set(some.map(({ within }) => within.split('/')[0] ?? ''));
  const used = tops(meant);
  return [...tops(things)].filter((folder) => folder !== '' && !used.has(folder));
}

/** The files of a drop, and their entries: a folder looks like a file there and only its entry tells. */
export function droppedThings(transfer: DataTransfer): Let[] {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  return items.flatMap((item) => {
    const file = item.getAsFile();
    return file ? [{ file, entry: item.webkitGetAsEntry() }] : [];
  });
}
