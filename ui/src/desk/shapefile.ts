// A Shapefile is several files of one name. Dropped or chosen together they are one file in hand: an archive of them as
// they are, which the desk reads as it reads one that somebody has packed.

import { Archive } from '../bridge/zip';
import type { Thing } from './dropped';

const SHAPES = /\.shp$/i;
/** What is read of it. Its index is not, and is packed all the same. */
const PARTS = /\.(shp|shx|dbf|prj|cpg)$/i;
/** What programs put beside it for themselves. */
const COMPANIONS = /\.(sbn|sbx|qix|qpj|qmd|atx|ain|aih|fbn|fbx|ixs|mxs|shp\.xml)$/i;
/** The same parts give the same archive, whenever they are packed. */
const NO_TIME = new Date(1980, 0, 1);

/** Parts what belongs together from what stands by itself; the shapes are the first of their parts. */
export function shapefilesAmong<F extends { name: string }>(
  things: Thing<F>[],
): { shapefiles: F[][]; others: Thing<F>[] } {
  const named = new Map<string, F[]>();
  for (const thing of things) if (SHAPES.test(thing.file.name)) named.set(nameOf(thing), [thing.file]);
  const others: Thing<F>[] = [];
  for (const thing of things) {
    const parts = isPart(thing.file.name) ? named.get(nameOf(thing)) : undefined;
    if (!parts || thing.isFolder) others.push(thing);
    else if (PARTS.test(thing.file.name) && !parts.includes(thing.file)) parts.push(thing.file);
  }
  return { shapefiles: [...named.values()], others };
}

/** The parts as one file, which is called as its shapes are. */
export async function joined(parts: File[]): Promise<File> {
  const archive = new Archive();
  const inOrder = [...parts].sort((one, other) => (endingOf(one.name) < endingOf(other.name) ? -1 : 1));
  for (const part of inOrder) archive.add(part.name, new Uint8Array(await part.arrayBuffer()), NO_TIME);
  return new File([archive.finish()], parts[0]?.name ?? '');
}

const isPart = (name: string): boolean => PARTS.test(name) || COMPANIONS.test(name);
const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/** What its parts have in common: the folder, and the name without its ending, whatever its letters. */
function nameOf({ file, within }: Thing<{ name: string }>): string {
  return `${within}/${file.name.replace(/\.shp\.xml$|\.[^.]*$/i, '')}`.toLowerCase();
}
