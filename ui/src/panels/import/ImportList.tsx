// All imports, the newest first: who, when, how much, from which file, and whether it can be undone.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ImportLine } from '../../bridge/wire/ImportLine';
import { seatWords } from '../../i18n/seat';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { Empty, Tag } from '../../shared/parts';
import styles from './list.module.css';
import { Original } from './Original';
import { Undo } from './Undo';

const USUAL_HEIGHT = 78;

export function ImportList({ lines, mayUndo }: { lines: ImportLine[]; mayUndo: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => USUAL_HEIGHT,
    overscan: 6,
    getItemKey: (index) => keyOf(lines[index]) ?? index,
  });
  if (lines.length === 0) return <Empty title={t('import.list.none')} />;
  return (
    <div ref={box} className={styles.list} data-testid="imports">
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const line = lines[index];
          return line ? (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className={styles.import}
              style={{ transform: `translateY(${start}px)` }}
              data-undone={line.undone !== null}
              data-file={line.file}
              data-testid="import-line"
            >
              <div>
                <Tag>{t(`import.set.${line.of}`)}</Tag>
                <b className={styles.fileName} title={line.file}>
                  {line.file}
                </b>
                <span>{figure(line.rows)}</span>
              </div>
              <div>
                <span>
                  {shortTime(line.at)} · {t('import.list.by', { by: seatWords(line.by) })}
                  {line.undone !== null && ` · ${t('import.list.undone', { time: shortTime(line.undone) })}`}
                </span>
                {mayUndo && <Undo line={line} />}
              </div>
              <Original line={line} />
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}

function keyOf(line: ImportLine | undefined): string | undefined {
  return line && `${line.import.desk}/${line.import.seq}`;
}
