// What is wrong with a file, by row and field, and what to do. A file may have ten thousand faults.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { Fault } from '../../bridge/wire/Fault';
import type { SetKind } from '../../bridge/wire/SetKind';
import { faultWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { type FaultLine, linesOf } from './faults';
import styles from './faults.module.css';

type Props = { faults: Fault[]; of: SetKind; tone: 'fault' | 'note'; testId: string };

const USUAL_HEIGHT = 44;

export function FaultList({ faults, of, tone, testId }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const lines = linesOf(faults, open);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => USUAL_HEIGHT,
    overscan: 8,
  });
  const toggle = (code: string): void => {
    const next = new Set(open);
    if (!next.delete(code)) next.add(code);
    setOpen(next);
  };
  return (
    <div ref={box} className={styles.faults} data-tone={tone} tabIndex={-1} data-testid={testId}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return line ? (
            <div
              key={index}
              ref={rows.measureElement}
              data-index={index}
              className={styles.faultLine}
              style={{ transform: `translateY(${start}px)` }}
            >
              {line.type === 'group' ? (
                <Group line={line} onToggle={() => toggle(line.code)} />
              ) : (
                <One fault={line.fault} of={of} isInGroup={line.isInGroup} />
              )}
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}

function Group({ line, onToggle }: { line: Extract<FaultLine, { type: 'group' }>; onToggle: () => void }) {
  const { sentence, advice } = faultWords(line.first);
  return (
    <button
      type="button"
      className={styles.group}
      aria-expanded={line.isOpen}
      onClick={onToggle}
      data-testid="fault-group"
    >
      <i data-open={line.isOpen}>
        <Icon name="right" size={13} />
      </i>
      <span>
        <b>{t('import.fault.count', { count: figure(line.count) })}</b> {sentence}
        <em>{advice}</em>
      </span>
    </button>
  );
}

function One({ fault, of, isInGroup }: { fault: Fault; of: SetKind; isInGroup: boolean }) {
  const { sentence, advice, where } = faultWords(fault, of);
  return (
    <div className={styles.fault} data-inside={isInGroup} data-testid="fault" data-code={fault.code}>
      <b>{where === '' ? t('import.fault.file') : where}</b>
      <span>
        {sentence}
        {!isInGroup && advice !== '' && <em>{advice}</em>}
      </span>
    </div>
  );
}
