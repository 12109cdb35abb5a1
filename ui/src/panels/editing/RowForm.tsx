// A grid's own row: name, code, kind, counts, attributes.

import { useRef, useState } from 'react';
import type { Counts } from '../../bridge/wire/Counts';
import type { GridRow } from '../../bridge/wire/GridRow';
import type { PlacedGrid } from '../../bridge/wire/PlacedGrid';
import { t } from '../../i18n/words';
import { WordButton } from '../../shared/parts';
import { Entry } from './Entry';
import { EntryForm } from './EntryForm';
import styles from './panel.module.css';

type Props = { placed: PlacedGrid; row: GridRow | null; onChange: (row: GridRow) => void; onConfirm: () => void };

const FIGURES = ['residents', 'households', 'buildings', 'units'] as const;

export function RowForm({ placed, row, onChange, onConfirm }: Props) {
  const { code, kind, name, counts, attributes } = row ?? placed;
  const now: GridRow = { code, kind, name, counts, attributes };
  const write = (change: Partial<GridRow>): void => onChange({ ...now, ...change });
  const count = (change: Partial<Counts>): void => write({ counts: { ...counts, ...change } });
  const orNull = (text: string): string | null => (text === '' ? null : text);
  return (
    <EntryForm testId="edit-row" onConfirm={onConfirm}>
      <Entry name="name" value={name} isFirst onChange={(next) => write({ name: next })} />
      <Entry name="code" value={code} onChange={(next) => write({ code: next })} />
      <Entry name="kind" value={kind} onChange={(next) => write({ kind: next })} />
      <h3>{t('editing.row.counts')}</h3>
      {FIGURES.map((figure) => (
        <Entry
          key={figure}
          name={figure}
          value={counts[figure] === null ? '' : String(counts[figure])}
          isNumber
          onChange={(next) => count({ [figure]: next === '' ? null : Number(next) })}
        />
      ))}
      <Entry
        name="as_of"
        value={counts.as_of ?? ''}
        placeholder="2026-10-31"
        onChange={(next) => count({ as_of: orNull(next) })}
      />
      <Entry name="source" value={counts.source ?? ''} onChange={(next) => count({ source: orNull(next) })} />
      <h3>{t('editing.row.attributes')}</h3>
      <Attributes attributes={attributes} onChange={(next) => write({ attributes: next })} />
    </EntryForm>
  );
}

type Attributes = Record<string, string>;

/** Names and values, in the order in which they were written; a row without a name is not there yet. */
function Attributes({ attributes, onChange }: { attributes: Attributes; onChange: (next: Attributes) => void }) {
  const [rows, setRows] = useState(() => Object.entries(attributes).map(([name, value], id) => ({ id, name, value })));
  const next = useRef(rows.length);
  const keep = (changed: typeof rows): void => {
    setRows(changed);
    onChange(Object.fromEntries(changed.filter(({ name }) => name !== '').map(({ name, value }) => [name, value])));
  };
  const write = (id: number, part: { name?: string; value?: string }): void =>
    keep(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <>
      {rows.map(({ id, name, value }) => (
        <div key={id} className={styles.attribute}>
          <Entry
            name={`attribute-${id}`}
            label={t('editing.row.name')}
            value={name}
            onChange={(text) => write(id, { name: text })}
          />
          <Entry
            name={`value-${id}`}
            label={t('editing.row.value')}
            value={value}
            onChange={(text) => write(id, { value: text })}
          />
          <WordButton onClick={() => keep(rows.filter((row) => row.id !== id))}>{t('editing.row.off')}</WordButton>
        </div>
      ))}
      <WordButton
        onClick={() => {
          setRows([...rows, { id: next.current, name: '', value: '' }]);
          next.current += 1;
        }}
      >
        {t('editing.row.more')}
      </WordButton>
    </>
  );
}
