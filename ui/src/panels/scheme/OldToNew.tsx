// The old → new table: each grid that goes, who takes over its ground, and whom its people follow.

import { useState } from 'react';
import type { Bounds } from '../../bridge/wire/Bounds';
import type { GoneGrid } from '../../bridge/wire/GoneGrid';
import type { Heir } from '../../bridge/wire/Heir';
import { listed, t } from '../../i18n/words';
import { figure, percent } from '../../shared/format';
import { Picker } from '../../shared/Picker';
import { Tag, WordButton } from '../../shared/parts';
import styles from './scheme.module.css';
import { carriedWords } from './state';

/** Rows that are drawn at once; those that need somebody's word come first. */
const MOST = 100;

type Props = {
  gone: GoneGrid[];
  heirs: Heir[];
  /** None: nobody names heirs now. */
  onHeirs: ((heirs: Heir[]) => void) | null;
  onFly: (bounds: Bounds | null) => void;
};

export function OldToNew({ gone, heirs, onHeirs, onFly }: Props) {
  const open = gone.filter(isOpen);
  const [onlyOpen, setOnlyOpen] = useState(false);
  const rows = onlyOpen ? open : [...open, ...gone.filter((one) => !isOpen(one))];
  const shown = rows.slice(0, MOST);
  const name = (from: string, to: string | null): void => {
    const others = heirs.filter((heir) => heir.from !== from);
    onHeirs?.(to === null ? others : [...others, { from, to }]);
  };
  return (
    <div className={styles.table} data-testid="old-to-new">
      <div className={styles.tableHead}>
        <b>{t('scheme.table.title')}</b>
        <em>{figure(gone.length)}</em>
        {open.length > 0 && open.length < gone.length && (
          <WordButton onClick={() => setOnlyOpen(!onlyOpen)}>
            {t(onlyOpen ? 'scheme.table.all' : 'scheme.table.onlyOpen')}
          </WordButton>
        )}
      </div>
      <ul>
        {shown.map((one) => (
          <li key={one.path} data-testid="gone-grid" data-path={one.path} data-open={isOpen(one)}>
            <button type="button" className={styles.from} onClick={() => onFly(one.bounds)} title={one.path}>
              <b>{one.name}</b>
              {one.heir === null && stands(one) && <Tag tone="amber">{t('scheme.table.word')}</Tag>}
            </button>
            <span className={styles.parts}>
              {one.parts.length === 0 ? t('scheme.table.nobody') : listed(one.parts.map(partWords))}
            </span>
            {stands(one) && <em>{t('scheme.table.carries', { list: carriedWords(one.carries) })}</em>}
            {onHeirs !== null && stands(one) && one.parts.length > 0 && (
              <Picker
                size="small"
                className={styles.heir}
                aria-label={`${one.name}: ${t('scheme.table.choose')}`}
                placeholder={t('scheme.table.choose')}
                value={heirs.find((heir) => heir.from === one.path)?.to ?? one.heir}
                options={one.parts.map((part) => ({ value: part.path, label: part.name }))}
                onChange={(to) => name(one.path, to)}
                data-testid="heir"
              />
            )}
          </li>
        ))}
      </ul>
      {rows.length > shown.length && (
        <p className={styles.quiet}>{t('scheme.compare.more', { count: rows.length - shown.length })}</p>
      )}
    </div>
  );
}

function partWords({ name, share }: GoneGrid['parts'][number]): string {
  return `${name} ${percent(share, 1)}%`;
}

function stands({ carries }: GoneGrid): boolean {
  return carries.posts > 0;
}

/** Whether people stand in it and nobody takes over more than half of it. */
function isOpen(one: GoneGrid): boolean {
  return one.heir === null && stands(one);
}
