// Files come in by being dropped anywhere on the page, or by being chosen. Nothing that is dropped makes the
// browser leave the page.

import { useEffect, useRef, useState } from 'react';
import { droppedThings, sortOut, type Wrong } from '../desk/dropped';
import { offerHands } from '../desk/hands';
import { take } from '../desk/incoming';
import { showImports } from '../desk/place';
import { t } from '../i18n/words';
import { Icon } from '../shared/icons';
import styles from './door.module.css';

type Hovering = { count: number; isPictures: boolean };

type Sorted = { files: File[]; wrong: Wrong[] };

/** `mayImport` is null until the table of rights is here; what is dropped before waits for it. */
export function FileDoor({ mayImport }: { mayImport: boolean | null }) {
  const [hovering, setHovering] = useState<Hovering | null>(null);
  const held = useRef<Sorted | null>(null);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!event.dataTransfer || !isOfFiles(event.dataTransfer)) return;
      event.preventDefault();
      const now = looksLike(event.dataTransfer);
      setHovering((before) => (before?.count === now.count && before.isPictures === now.isPictures ? before : now));
    };
    const leave = (event: DragEvent): void => {
      // Between two elements of the page there is one to go to.
      if (event.relatedTarget === null) setHovering(null);
    };
    const drop = (event: DragEvent): void => {
      setHovering(null);
      if (!event.dataTransfer || !isOfFiles(event.dataTransfer)) return;
      event.preventDefault();
      showImports();
      if (mayImport === false) return;
      const { files, wrong } = sortOut(droppedThings(event.dataTransfer));
      const nothing: Wrong[] = files.length + wrong.length === 0 ? [{ name: '–', size: 0, reason: 'nothing' }] : [];
      if (mayImport) void take(files, [...wrong, ...nothing]);
      else held.current = { files, wrong: [...wrong, ...nothing] };
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
  }, [mayImport]);

  useEffect(() => {
    if (mayImport === null || held.current === null) return;
    const { files, wrong } = held.current;
    held.current = null;
    if (mayImport) void take(files, wrong);
  }, [mayImport]);
  useEffect(() => (mayImport ? offerHands({ pick: () => input.current?.click() }) : undefined), [mayImport]);

  const picked = (): void => {
    const files = [...(input.current?.files ?? [])];
    // The same file may be chosen again after it was mended.
    if (input.current) input.current.value = '';
    if (files.length === 0) return;
    const sorted = sortOut(files.map((file) => ({ file, isFolder: false })));
    showImports();
    void take(sorted.files, sorted.wrong);
  };

  return (
    <>
      <input ref={input} type="file" multiple hidden onChange={picked} data-testid="import-input" />
      {hovering && <Frame mayImport={mayImport !== false} {...hovering} />}
    </>
  );
}

/** What letting go would do, while files hover over the page. */
function Frame({ mayImport, count, isPictures }: Hovering & { mayImport: boolean }) {
  const name = !mayImport ? 'not' : isPictures ? 'pictures' : 'files';
  return (
    <div className={styles.frame} data-can={name === 'files'} data-testid="drop-frame">
      <div role="status">
        <Icon name={name === 'files' ? 'import' : 'close'} size={34} />
        <strong>{t(`import.drop.${name}`)}</strong>
        {name === 'files' && count > 1 && <b>{t('import.drop.count', { count })}</b>}
        <p>
          {name === 'not' && t('import.notYours.advice')}
          {name === 'pictures' && t('import.drop.picturesHow')}
          {name === 'files' && t('import.drop.how')}
        </p>
      </div>
    </div>
  );
}

function isOfFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files');
}

/** While they hover, only how many and of which type. */
function looksLike({ items }: DataTransfer): Hovering {
  const files = [...items].filter((item) => item.kind === 'file');
  return { count: files.length, isPictures: files.length > 0 && files.every((item) => item.type.startsWith('image/')) };
}
