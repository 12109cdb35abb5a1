// Files come in by being dropped anywhere on the page, or by being chosen. Nothing that is dropped makes the
// browser leave the page.

import { useEffect, useRef, useState } from 'react';
import type { BasemapSource } from '../bridge/bridge';
import { takeBasemaps } from '../desk/basemaps';
import { gathered, type Hovering, hearDrags } from '../desk/drags';
import type { Sorted } from '../desk/dropped';
import { offerHands } from '../desk/hands';
import { take } from '../desk/incoming';
import { place, showImports } from '../desk/place';
import { t } from '../i18n/words';
import { Icon } from '../shared/icons';
import styles from './door.module.css';

type Dropped = Sorted<File, BasemapSource>;

/** `mayImport` is null until the table of rights is here; what is dropped before waits for it. */
export function FileDoor({ mayImport }: { mayImport: boolean | null }) {
  const [hovering, setHovering] = useState<Hovering | null>(null);
  const held = useRef<Dropped | null>(null);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    return hearDrags({
      over: (now) => setHovering((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now)),
      left: () => setHovering(null),
      dropped: (sorted) => {
        reveal(sorted);
        if (mayImport === null) held.current = sorted;
        else if (mayImport) admit(sorted);
      },
    });
  }, [mayImport]);

  useEffect(() => {
    if (mayImport === null || held.current === null) return;
    const sorted = held.current;
    held.current = null;
    if (mayImport) admit(sorted);
  }, [mayImport]);
  useEffect(() => (mayImport ? offerHands({ pick: () => input.current?.click() }) : undefined), [mayImport]);

  const picked = (): void => {
    const files = [...(input.current?.files ?? [])];
    // The same file may be chosen again after it was mended.
    if (input.current) input.current.value = '';
    if (files.length === 0) return;
    void gathered(files.map((file) => ({ file, isFolder: false, within: '' }))).then((sorted) => {
      reveal(sorted);
      admit(sorted);
    });
  };

  return (
    <>
      <input ref={input} type="file" multiple hidden onChange={picked} data-testid="import-input" />
      {hovering && <Frame mayImport={mayImport !== false} {...hovering} />}
    </>
  );
}

/** What is imported goes to the panel of imports, a basemap to the picker on the map; whoever may not is told so there. */
function reveal({ files, basemaps, wrong }: Dropped): void {
  if (files.length + wrong.length > 0) showImports();
  if (basemaps.length > 0) place.set({ overlay: 'basemap' });
}

/** Whoever may import may add basemaps, too. */
function admit({ files, basemaps, wrong }: Dropped): void {
  if (files.length + wrong.length > 0) void take(files, wrong);
  if (basemaps.length > 0) void takeBasemaps(basemaps);
}

/** What letting go would do, while files hover over the page. */
function Frame({ mayImport, count, isPictures, isAttached }: Hovering & { mayImport: boolean }) {
  const name = isAttached ? 'attach' : !mayImport ? 'not' : isPictures ? 'pictures' : 'files';
  const can = name === 'files' || name === 'attach';
  return (
    <div className={styles.frame} data-can={can} data-testid="drop-frame">
      <div role="status">
        <Icon name={can ? 'import' : 'close'} size={34} />
        <strong>{t(`import.drop.${name}`)}</strong>
        {can && count > 1 && <b>{t('import.drop.count', { count })}</b>}
        <p>
          {name === 'not' && t('import.notYours.advice')}
          {name === 'pictures' && t('import.drop.picturesHow')}
          {name === 'files' && t('import.drop.how')}
          {name === 'attach' && t('import.drop.attachHow')}
        </p>
      </div>
    </div>
  );
}
