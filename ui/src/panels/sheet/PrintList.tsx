// All prints, the newest first: who, when, which sheet on which scheme, and the hash of its file.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { PrintLine } from '../../bridge/wire/PrintLine';
import type { SheetWish } from '../../bridge/wire/SheetWish';
import { seatWords } from '../../i18n/seat';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { WordButton } from '../../shared/parts';
import { nameOf } from './prints';
import styles from './prints.module.css';
import { wishWords } from './words';

type Props = {
  lines: readonly PrintLine[];
  onGrid: (path: string) => void;
  /** Null where one may not print. */
  onAgain: ((wish: SheetWish) => void) | null;
};

const USUAL_HEIGHT = 76;
/** So much of a hash tells two files apart; the whole of it is its title. */
const SHOWN = 12;

export function PrintList({ lines, onGrid, onAgain }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => USUAL_HEIGHT,
    overscan: 6,
  });
  return (
    <div ref={box} className={styles.list} data-testid="prints">
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return line ? (
            <div
              key={`${line.fact.desk}/${line.fact.seq}`}
              ref={rows.measureElement}
              data-index={index}
              className={styles.line}
              style={{ transform: `translateY(${start}px)` }}
              data-grid={line.print.wish.grid}
              data-hash={line.print.hash}
              data-testid="print-line"
            >
              <Line line={line} onGrid={onGrid} onAgain={onAgain} />
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}

function Line({ line, onGrid, onAgain }: Omit<Props, 'lines'> & { line: PrintLine }) {
  const { wish, hash, pages, scheme } = line.print;
  return (
    <>
      <div>
        {line.grid ? (
          <WordButton onClick={() => onGrid(wish.grid)}>{nameOf(line)}</WordButton>
        ) : (
          <b title={t('sheet.prints.gone')}>{nameOf(line)}</b>
        )}
        <span>{t(`sheet.measures.${wish.measure}`)}</span>
        {onAgain && line.grid && <WordButton onClick={() => onAgain(wish)}>{t('sheet.prints.again')}</WordButton>}
      </div>
      <div>
        <span>
          {shortTime(line.at)} · {seatWords(line.by)}
        </span>
        <span>
          {wishWords(wish)} · {t('sheet.prints.pages', { pages })}
        </span>
      </div>
      <div>
        <span>{scheme ? t('sheet.prints.scheme', { scheme }) : t('sheet.prints.noScheme')}</span>
        <code title={hash}>{hash.slice(0, SHOWN)}</code>
      </div>
    </>
  );
}
