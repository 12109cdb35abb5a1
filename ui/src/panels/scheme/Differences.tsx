// How a scheme differs from another: level by level, then each way of differing with its grids.

import { useState } from 'react';
import type { Bounds } from '../../bridge/wire/Bounds';
import type { ComparedGrid } from '../../bridge/wire/ComparedGrid';
import type { CompareList } from '../../bridge/wire/CompareList';
import type { Comparison } from '../../bridge/wire/Comparison';
import { t } from '../../i18n/words';
import { figure, percent } from '../../shared/format';
import { Icon } from '../../shared/icons';
import styles from './scheme.module.css';
import { carriedWords } from './state';

const WAYS = ['added', 'renamed', 'reshaped', 'moved', 'described'] as const;
/** Grids that are drawn at once; the figure says how many there are. */
const MOST = 100;

type Props = {
  comparison: Comparison;
  /** What it is laid beside: the scheme in force, or the one before it. */
  beside: 'inForce' | 'former';
  onFly: (bounds: Bounds | null) => void;
};

export function Differences({ comparison, beside, onFly }: Props) {
  const isSame = comparison.gone.length === 0 && WAYS.every((way) => comparison[way].total === 0);
  const moving = carriedWords(comparison.moving);
  return (
    <>
      <table className={styles.levelTable} data-testid="compare-levels">
        <thead>
          <tr>
            <th scope="col">{t('scheme.compare.level')}</th>
            <th scope="col">{t(`scheme.compare.beside.${beside}`)}</th>
            <th scope="col">{t('scheme.compare.after')}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.levels.map(({ level, name, before, after }) => (
            <tr key={level} data-level={level} data-changed={before !== after}>
              <th scope="row">{name}</th>
              <td>{figure(before)}</td>
              <td>{figure(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isSame ? (
        <p className={styles.quiet}>{t(`scheme.compare.same.${beside}`)}</p>
      ) : (
        <ul className={styles.ways}>
          {WAYS.filter((way) => comparison[way].total > 0).map((way) => (
            <Way key={way} way={way} list={comparison[way]} onFly={onFly} />
          ))}
          {comparison.gone.length > 0 && <Figure way="gone" total={comparison.gone.length} />}
          <Figure way="unchanged" total={comparison.unchanged} />
        </ul>
      )}
      {moving !== '' && <p className={styles.quiet}>{t('scheme.publish.moving', { list: moving })}</p>}
    </>
  );
}

function Figure({ way, total }: { way: 'gone' | 'unchanged'; total: number }) {
  return (
    <li className={styles.figure} data-testid={`compare-${way}`}>
      <span>{t(`scheme.compare.${way}`)}</span>
      <b>{figure(total)}</b>
    </li>
  );
}

function Way(props: { way: (typeof WAYS)[number]; list: CompareList; onFly: Props['onFly'] }) {
  const { way, list, onFly } = props;
  const [isOpen, setOpen] = useState(false);
  const shown = list.grids.slice(0, MOST);
  return (
    <li data-testid={`compare-${way}`}>
      <button type="button" className={styles.figure} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span>
          <i data-open={isOpen}>
            <Icon name="right" size={13} />
          </i>
          {t(`scheme.compare.${way}`)}
        </span>
        <b>{figure(list.total)}</b>
      </button>
      {isOpen && (
        <ul className={styles.grids}>
          {shown.map((grid) => (
            <li key={grid.path}>
              <button type="button" onClick={() => onFly(grid.bounds)} title={grid.path}>
                <span>{grid.name}</span>
                <em>{how(way, grid)}</em>
              </button>
            </li>
          ))}
          {list.total > shown.length && (
            <li className={styles.quiet}>{t('scheme.compare.more', { count: list.total - shown.length })}</li>
          )}
        </ul>
      )}
    </li>
  );
}

function how(way: (typeof WAYS)[number], { code, kept, was_called, was_at }: ComparedGrid): string {
  if (way === 'reshaped' && kept !== null) return t('scheme.compare.kept', { percent: percent(kept, 1) });
  if (way === 'renamed' && was_called !== null) return t('scheme.compare.was', { name: was_called });
  if (way === 'moved' && was_at !== null) return t('scheme.compare.wasAt', { path: was_at });
  return code;
}
