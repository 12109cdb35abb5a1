// A grid's own row: name, code, kind, counts, attributes.

import { useRef, useState } from 'react';
import type { Counts } from '../../bridge/wire/Counts';
import type { GridRow } from '../../bridge/wire/GridRow';
import type { PlacedGrid } from '../../bridge/wire/PlacedGrid';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { WordButton } from '../../shared/parts';
import { Entry } from './Entry';
import styles from './panel.module.css';

type Props = { placed: PlacedGrid; row: GridRow | null; onChange: (row: GridRow) => void; onConfirm: () => void };

const FIGURES = ['residents', 'households', 'buildings', 'units'] as const;

export function RowForm({ placed, row, onChange, onConfirm }: Props) {
  const { code, kind, name, counts, attributes } = row ?? placed;
  const now: GridRow = { code, kind, name, counts, attributes };
  const count = (change: Partial<Counts>): void => onChange({ ...now, counts: { ...counts, ...change } });
  return (
    <form
      className={styles.form}
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm();
      }}
      data-testid="edit-row"
    >
      <Entry
        name="name"
        label={t('editing.field.name')}
        value={name}
        isFirst
        onChange={(next) => onChange({ ...now, name: next })}
      />
      <Entry
        name="code"
        label={t('editing.field.code')}
        value={code}
        onChange={(next) => onChange({ ...now, code: next })}
      />
      <Entry
        name="kind"
        label={t('editing.field.kind')}
        value={kind}
        onChange={(next) => onChange({ ...now, kind: next })}
      />
      <h3>{t('editing.row.counts')}</h3>
      {FIGURES.map((figure) => (
        <Entry
          key={figure}
          name={figure}
          label={t(`editing.field.${figure}`)}
          value={counts[figure] === null ? '' : String(counts[figure])}
          isNumber
          onChange={(next) => count({ [figure]: next === '' ? null : Number(next) })}
        />
      ))}
      <Entry
        name="as_of"
        label={t('editing.field.as_of')}
        value={counts.as_of ?? ''}
        placeholder="2026-10-31"
        onChange={(next) => count({ as_of: next === '' ? null : next })}
      />
      <Entry
        name="source"
        label={t('editing.field.source')}
        value={counts.source ?? ''}
        onChange={(next) => count({ source: next === '' ? null : next })}
      />
      <h3>{t('editing.row.attributes')}</h3>
      <Attributes attributes={attributes} onChange={(next) => onChange({ ...now, attributes: next })} />
      <button type="submit" hidden />
    </form>
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
