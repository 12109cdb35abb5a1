// What was dropped or picked, before anything of it is read: what can be a file of ours, and what cannot.

/** Why something cannot be brought in; also the key of its words, `import.wrong.<reason>`. */
export type Reason = 'folder' | 'picture' | 'video' | 'too_large' | 'empty' | 'nothing' | 'unreadable';
export type Wrong = { name: string; size: number; reason: Reason };
/** Basemaps go another way than what is imported: they have gigabytes, and are kept as they are. */
export type Sorted<F = File, B = F> = { files: F[]; basemaps: B[]; wrong: Wrong[] };

/** The largest file that the desk takes, in bytes. */
export const LARGEST = 512 * 2 ** 20;

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
export function sortOut<F extends Named>(things: { file: F; isFolder: boolean }[]): Sorted<F> {
  const files: F[] = [];
  const basemaps: F[] = [];
  const wrong: Wrong[] = [];
  for (const { file, isFolder } of things) {
    const reason = wrongWith(file, isFolder);
    if (reason === null) (BASEMAPS.test(file.name) ? basemaps : files).push(file);
    else wrong.push({ name: file.name, size: file.size, reason });
  }
  return { files, basemaps, wrong };
}

/** The files of a drop. A folder looks like a file there and only its entry tells. */
export function droppedThings(transfer: DataTransfer): { file: File; isFolder: boolean }[] {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  return items.flatMap((item) => {
    const file = item.getAsFile();
    return file ? [{ file, isFolder: item.webkitGetAsEntry()?.isDirectory ?? false }] : [];
  });
}
