// The sheets that were printed, each as it would look now: a click goes to its grid, another prints it again.

import { useState } from 'react';
import type { SheetWish } from '../../bridge/wire/SheetWish';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { WordButton } from '../../shared/parts';
import { nameOf, type PrintedSheet } from './prints';
import styles from './prints.module.css';
import { wishWords } from './words';

type Props = {
  sheets: readonly PrintedSheet[];
  thumb: (wish: SheetWish) => string;
  onGrid: (path: string) => void;
  /** Null where one may not print. */
  onAgain: ((wish: SheetWish) => void) | null;
};

export function Gallery({ sheets, thumb, onGrid, onAgain }: Props) {
  return (
    <ul className={styles.gallery} data-testid="gallery">
      {sheets.map(({ key, last, times }) => {
        const { wish } = last.print;
        const name = nameOf(last);
        return (
          <li key={key} data-testid="gallery-sheet" data-grid={wish.grid}>
            <button
              type="button"
              className={styles.card}
              disabled={last.grid === null}
              title={last.grid === null ? t('sheet.prints.gone') : t('sheet.prints.go', { name })}
              onClick={() => onGrid(wish.grid)}
              data-testid="gallery-go"
            >
              <span className={styles.paper} data-lies={wish.orientation}>
                {last.grid && (
                  // A print made anew has another hash: its picture is asked for anew, too.
                  <Thumbnail
                    key={last.print.hash}
                    address={thumb({ ...wish, format: 'pdf', page: 1 })}
                    words={t('sheet.prints.thumb', { name })}
                  />
                )}
              </span>
              <b>{name}</b>
              <span>{t(`sheet.measures.${wish.measure}`)}</span>
              <em>{wishWords(wish)}</em>
            </button>
            <p>
              <span>
                {shortTime(last.at)}
                {times > 1 && ` · ${t('sheet.prints.times', { times })}`}
              </span>
              {onAgain && last.grid && (
                <WordButton onClick={() => onAgain(wish)} testId="gallery-again">
                  {t('sheet.prints.again')}
                </WordButton>
              )}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

/** A picture that cannot be had is said, and leaves its sheet in the gallery. */
function Thumbnail({ address, words }: { address: string; words: string }) {
  const [state, setState] = useState<'asked' | 'shown' | 'failed'>('asked');
  return (
    <>
      <img
        src={address}
        alt={words}
        loading="lazy"
        decoding="async"
        data-state={state}
        data-testid="thumbnail"
        onLoad={() => setState('shown')}
        onError={() => setState('failed')}
      />
      {state === 'failed' && <i>{t('sheet.prints.noThumb')}</i>}
    </>
  );
}
