import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { GridLine } from '../../bridge/wire/GridLine';
import { listed, t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Section } from '../../shared/parts';
import styles from './grid.module.css';

const ROW = 28;
const MOST_HIGH = 'max(280px, 46vh)';

type Props = {
  title: string;
  grids: GridLine[];
  onGrid: (path: string) => void;
  onDrill: (path: string) => void;
};

/** The grids right below: a click selects, a double click goes in. */
export function Children({ title, grids, onGrid, onDrill }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: grids.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  return (
    <Section title={title} count={grids.length} side={t('grid.childrenColumns')}>
      <div ref={box} className={styles.children} style={{ maxHeight: MOST_HIGH }}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const child = grids[index];
            if (!child) return null;
            return (
              <button
                type="button"
                key={child.path}
                className={`${styles.row} ${styles.floating}`}
                style={{ transform: `translateY(${start}px)`, height: ROW }}
                onClick={() => onGrid(child.path)}
                onDoubleClick={() => onDrill(child.path)}
                data-testid="grid-child"
                data-path={child.path}
              >
                <span className={styles.grow}>{child.name}</span>
                <em className={child.heads.length === 0 ? styles.gapWord : undefined}>
                  {child.heads.length === 0 ? t('grid.noHeadShort') : listed(child.heads.slice(0, 2))}
                </em>
                <b>{figure(child.residents)}</b>
              </button>
            );
          })}
        </div>
      </div>
    </Section>
  );
}
