// The picker of basemaps over the map, and the words that a basemap wants to stand beside it.

import { useRef } from 'react';
import { CallFailed } from '../bridge/failed';
import type { BasemapList } from '../bridge/wire/BasemapList';
import { missingOf, shownOf, takeBasemaps, useUnder } from '../desk/basemaps';
import { place, usePlaceOf } from '../desk/place';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { BasemapPicker } from '../panels/basemap/BasemapPicker';
import styles from './map.module.css';

export function Basemaps({ list, mayChange }: { list: BasemapList; mayChange: boolean }) {
  const { overlay } = usePlaceOf('overlay');
  const input = useRef<HTMLInputElement>(null);
  const picked = (): void => {
    const files = [...(input.current?.files ?? [])];
    // The same file may be chosen again after it was mended.
    if (input.current) input.current.value = '';
    void takeBasemaps(files.map((file) => ({ name: file.name, size: file.size, file })));
  };
  return (
    <>
      <Attribution list={list} />
      <input
        ref={input}
        type="file"
        accept=".pmtiles,.mbtiles"
        multiple
        hidden
        onChange={picked}
        data-testid="basemap-input"
      />
      {overlay === 'basemap' && (
        <BasemapPicker
          list={list}
          mayChange={mayChange}
          onPick={() => input.current?.click()}
          onClose={() => place.set({ overlay: 'none' })}
        />
      )}
    </>
  );
}

/** Whom the basemap names, and why it does not show what it should. */
function Attribution({ list }: { list: BasemapList }) {
  const choice = useUnder((state) => state.choice);
  const shown = shownOf(list, choice);
  const { trouble, review } = list.tianditu;
  const missing = missingOf(list, choice);
  const isSky = shown.type === 'tianditu_vector' || shown.type === 'tianditu_imagery';
  const file =
    shown.type === 'file' ? list.basemaps.find((line) => line.basemap.hash === shown.hash)?.basemap : undefined;
  const thanks = isSky ? t('basemap.sky.thanks', { review }) : file ? file.attribution || file.name : '';
  const wrong = missing
    ? t('basemap.missingNow', { name: missing.basemap.name })
    : isSky && trouble
      ? failureWords(new CallFailed(trouble)).title
      : '';
  if (thanks === '' && wrong === '') return null;
  return (
    <div className={styles.attribution} data-testid="attribution" title={thanks}>
      {wrong !== '' && <em role="status">{wrong}</em>}
      {thanks}
    </div>
  );
}
