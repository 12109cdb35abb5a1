// Files that are dragged onto the page, whichever host tells of them: a browser by its own events, the window because
// its webview keeps files to itself.

import type { BasemapSource, DragDoor } from '../bridge/bridge';
import { bridge } from '../bridge/open';
import type { DraggedThing } from '../bridge/wire/DraggedThing';
import { droppedThings, isPicture, type Sorted, sortOut, type Thing, together } from './dropped';
import { unfolded } from './folder';
import { hand } from './hands';

/** While files hover, only how many and whether all are pictures. */
export type Hovering = {
  count: number;
  isPictures: boolean;
  /** Whether something is being written that they would be attached to. */
  isAttached: boolean;
};

export type DragListener = {
  over(hovering: Hovering): void;
  left(): void;
  /** Nothing that is dropped is lost: what cannot come in is among the wrong. */
  dropped(sorted: Sorted<File, BasemapSource>): void;
};

/** Tells of every drag of files; returns how to stop. */
export function hearDrags(listener: DragListener): () => void {
  return bridge.drags ? fromTheWindow(bridge.drags, listener) : fromThePage(listener);
}

function fromTheWindow(door: DragDoor, listener: DragListener): () => void {
  return door.hear((drag) => {
    if (drag.type === 'over') listener.over(looksLike(drag.things.map(({ name }) => isPicture({ name, type: '' }))));
    else listener.left();
    if (drag.type !== 'dropped') return;
    const attach = hand('attach');
    if (attach) void read(door, drag.things).then(attach);
    else void fetched(door, drag.things).then((sorted) => listener.dropped(sorted));
  });
}

/** The files among what was dropped that can still be read. */
async function read(door: DragDoor, things: DraggedThing[]): Promise<File[]> {
  const files: File[] = [];
  for (const { id, name } of things.filter((thing) => !thing.is_folder)) {
    const bytes = await door.read(id).catch(() => null);
    if (bytes !== null) files.push(new File([bytes], name));
  }
  return files;
}

/** Only what may come in is read; a basemap is read where it lies. */
async function fetched(door: DragDoor, things: DraggedThing[]): Promise<Sorted<File, BasemapSource>> {
  const named = things.map((thing) => ({
    file: { ...thing, type: '' },
    isFolder: thing.is_folder,
    within: thing.within,
  }));
  const { files: wanted, shapefiles: parts, basemaps, wrong } = sortOut(named);
  const bytesOf = async (some: DraggedThing[]): Promise<File[]> => {
    const read: File[] = [];
    for (const { id, name, size } of some) {
      const bytes = await door.read(id).catch(() => null);
      if (bytes === null) wrong.push({ name, size, reason: 'unreadable' });
      else read.push(new File([bytes], name));
    }
    return read;
  };
  const files = await bytesOf(wanted);
  const shapefiles: File[][] = [];
  for (const some of parts) {
    const read = await bytesOf(some);
    // Without one of its parts it would be another one.
    if (read.length === some.length) shapefiles.push(read);
  }
  const sources = basemaps.map(({ id, name, size }) => ({ dropped: id, name, size }));
  return orNothing(await together({ files, shapefiles, basemaps: sources, wrong }));
}

function fromThePage(listener: DragListener): () => void {
  const over = (event: DragEvent): void => {
    if (!event.dataTransfer || !isOfFiles(event.dataTransfer)) return;
    event.preventDefault();
    const items = [...event.dataTransfer.items].filter((item) => item.kind === 'file');
    // Names are not told before files are let go.
    listener.over(looksLike(items.map(({ type }) => isPicture({ name: '', type }))));
  };
  const leave = (event: DragEvent): void => {
    // Between two elements of the page there is one to go to.
    if (event.relatedTarget === null) listener.left();
  };
  const drop = (event: DragEvent): void => {
    listener.left();
    if (!event.dataTransfer || !isOfFiles(event.dataTransfer)) return;
    event.preventDefault();
    const attach = hand('attach');
    if (attach) {
      attach(droppedThings(event.dataTransfer).flatMap(({ file, entry }) => (entry?.isDirectory ? [] : [file])));
      return;
    }
    // Entries are there only as long as the drop is being told.
    const things = droppedThings(event.dataTransfer);
    void unfolded(things).then(gathered).then(orNothing).then(listener.dropped);
  };
  window.addEventListener('dragenter', over);
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', leave);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragenter', over);
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('drop', drop);
  };
}

/** What was dropped or chosen on the page, as it can be taken in hand. */
export function gathered(things: Thing[]): Promise<Sorted<File, BasemapSource>> {
  const { basemaps, ...others } = sortOut(things);
  return together({ ...others, basemaps: basemaps.map((file) => ({ name: file.name, size: file.size, file })) });
}

function orNothing(sorted: Sorted<File, BasemapSource>): Sorted<File, BasemapSource> {
  const { files, basemaps, wrong } = sorted;
  return files.length + basemaps.length + wrong.length === 0
    ? { ...sorted, wrong: [{ name: '–', size: 0, reason: 'nothing' }] }
    : sorted;
}

function isOfFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files');
}

function looksLike(pictures: boolean[]): Hovering {
  const isAttached = hand('attach') !== undefined;
  return { count: pictures.length, isPictures: pictures.length > 0 && pictures.every(Boolean), isAttached };
}
