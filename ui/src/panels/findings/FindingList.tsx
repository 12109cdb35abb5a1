// The findings, one below the other; j and k move, Enter goes to the place on the map.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Finding } from '../../bridge/wire/Finding';
import type { LevelCount } from '../../bridge/wire/LevelCount';
import { useRows, type Wanted } from '../../desk/findings';
import { offerHands } from '../../desk/hands';
import { findingWords } from '../../i18n/failure';
import { named } from '../../i18n/spoken';
import { listed, t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Tag } from '../../shared/parts';
import styles from './findings.module.css';

type Props = {
  wanted: Wanted;
  total: number;
  chosen: string | null;
  selected: string | null;
  levels: LevelCount[];
  onChoose: (finding: Finding) => void;
  onGo: (finding: Finding) => void;
};

const ROW = 50;
/** Grids that a row names. */
const NAMED = 3;

export function FindingList({ wanted, total, chosen, selected, levels, onChoose, onGo }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const at = useRef(-1);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const row = useRows(wanted, total, shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0);
  const choose = (index: number): void => {
    const finding = row(index);
    if (!finding) return;
    at.current = index;
    onChoose(finding);
  };

  useEffect(() =>
    offerHands({
      step: (by) => {
        if (chosen === null) at.current = -1;
        const next = Math.min(total - 1, Math.max(0, at.current + by));
        rows.scrollToIndex(next);
        choose(next);
      },
      open: () => {
        const finding = chosen === null ? undefined : row(at.current);
        if (finding) onGo(finding);
        return finding !== undefined;
      },
    }),
  );

  // A grid that is picked on the map leads to its first finding.
  const sought = useRef(selected);
  useEffect(() => {
    if (selected === null || sought.current === selected) return;
    sought.current = selected;
    for (let index = 0; index < total; index += 1) {
      const finding = row(index);
      if (!finding?.grids.some((grid) => grid.path === selected)) continue;
      at.current = index;
      rows.scrollToIndex(index, { align: 'center' });
      onChoose(finding);
      return;
    }
  }, [selected, total, row, rows, onChoose]);

  return (
    <div ref={box} className={styles.list} data-testid="findings-rows">
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {shown.map(({ index, start, key }) => (
          <Row
            key={key}
            finding={row(index)}
            top={start}
            isChosen={chosen !== null && row(index)?.key === chosen}
            levels={levels}
            onChoose={() => {
              choose(index);
              const finding = row(index);
              if (finding) onGo(finding);
            }}
          />
        ))}
      </div>
    </div>
  );
}

type RowProps = {
  finding: Finding | undefined;
  top: number;
  isChosen: boolean;
  levels: LevelCount[];
  onChoose: () => void;
};

function Row({ finding, top, isChosen, levels, onChoose }: RowProps) {
  const style = { transform: `translateY(${top}px)`, height: ROW };
  if (!finding) return <div className={styles.row} style={style} data-waiting="true" data-testid="findings-waiting" />;
  const { kind, level, grids, acceptance } = finding;
  return (
    <button
      type="button"
      className={styles.row}
      style={style}
      onClick={onChoose}
      aria-pressed={isChosen}
      data-accepted={acceptance !== null}
      data-testid="finding-row"
      data-key={finding.key}
      data-kind={kind}
    >
      <span>
        <Tag tone={acceptance === null ? 'amber' : 'green'}>{named('finding', kind)}</Tag>
        <b>{namesOf(finding)}</b>
        <em>{levels.find((one) => one.level === level)?.name ?? level}</em>
      </span>
      <span>
        {acceptance === null ? findingWords(finding).sentence : acceptance.note}
        {grids.length > NAMED && ` · ${t('findings.list.more', { count: figure(grids.length - NAMED) })}`}
      </span>
    </button>
  );
}

/** The children that don't fit; a parent only where it stands alone. */
function namesOf({ grids }: Finding): string {
  return listed(grids.slice(0, NAMED).map((grid) => grid.name));
}
