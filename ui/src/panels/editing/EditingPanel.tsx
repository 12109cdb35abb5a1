// The draft in hand: what is chosen, what the tool in hand still needs to know, and what it would do.

import { Button } from 'antd';
import type { DrawnGrid } from '../../bridge/wire/DrawnGrid';
import type { GridRow } from '../../bridge/wire/GridRow';
import type { NearGrid } from '../../bridge/wire/NearGrid';
import type { Editing } from '../../desk/editing';
import type { Fresh, Strokes } from '../../desk/strokes';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { Key, Loading, Note, Section } from '../../shared/parts';
import { Changes } from './Changes';
import { FreshForm } from './FreshForm';
import styles from './panel.module.css';
import { RowForm } from './RowForm';

type Props = {
  editing: Editing;
  /** The chosen grid as it stands, once it is here. */
  grid: DrawnGrid | undefined;
  onConfirm: () => void;
  onBack: () => void;
  onEnd: () => void;
  onFresh: (part: Partial<Fresh>) => void;
  onTurnLine: () => void;
  onRow: (row: GridRow) => void;
  onTaker: (taker: Strokes['taker']) => void;
  onKeep: (path: string) => void;
};

export function EditingPanel(props: Props) {
  const { editing, onConfirm, onBack, onEnd } = props;
  const { scheme, tool, tried, failure, isBusy, isTrying } = editing;
  const nameOf = (path: string): string => named(editing, path);
  return (
    <div className={styles.panel} data-testid="editing" data-tool={tool} data-scheme={scheme}>
      <header className={styles.head}>
        <div>
          <h2>{t('editing.title')}</h2>
          <p>{scheme}</p>
        </div>
        <Button onClick={onEnd} data-testid="edit-end">
          {t('editing.end')} <Key>E</Key>
        </Button>
      </header>
      <div className={styles.body}>
        <Section title={t(`action.tool-${tool}`)}>
          <Chosen {...props} nameOf={nameOf} />
          <Needs {...props} nameOf={nameOf} />
        </Section>
        {failure !== null && <Note {...failureWords(failure)} />}
        {tried && <Changes tried={tried} nameOf={nameOf} />}
      </div>
      {(tried || isTrying) && (
        <footer className={styles.foot}>
          <Button onClick={onBack}>
            {t('editing.back')} <Key>Esc</Key>
          </Button>
          <Button
            type="primary"
            loading={isBusy}
            disabled={!tried || isTrying || tried.changes.length === 0}
            onClick={onConfirm}
            data-testid="edit-go"
          >
            {t('editing.go')} <Key>↵</Key>
          </Button>
        </footer>
      )}
    </div>
  );
}

type Named = Props & { nameOf: (path: string) => string };

/** The grids in hand. */
function Chosen({ editing, nameOf, onKeep }: Named) {
  const { chosen, tool } = editing;
  if (tool === 'draw') return null;
  if (chosen.length === 0) return <p className={styles.quiet}>{t('editing.chosen.none')}</p>;
  return (
    <ul className={styles.chosen} data-testid="edit-chosen">
      {chosen.map((path, at) => (
        <li key={path} data-path={path}>
          <span>
            <b>{nameOf(path)}</b>
            <em>{codeOf(path)}</em>
          </span>
          {tool === 'merge' && chosen.length > 1 && (
            <label>
              <input type="radio" name="stays" checked={at === 0} onChange={() => onKeep(path)} />
              {t('editing.chosen.stays')}
            </label>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What else the tool asks for. */
function Needs({ editing, grid, nameOf, onConfirm, onFresh, onTurnLine, onRow, onTaker }: Named) {
  const { tool, chosen, line, fresh, row, taker, parent } = editing;
  if (tool === 'draw' && line && parent !== null) {
    return (
      <>
        <p className={styles.quiet}>{t('editing.parent.under', { name: nameOf(parent) })}</p>
        <FreshForm tool={tool} fresh={fresh} onChange={onFresh} onTurn={onTurnLine} onConfirm={onConfirm} />
      </>
    );
  }
  if ((tool === 'split' || tool === 'draw') && line) {
    return <FreshForm tool={tool} fresh={fresh} onChange={onFresh} onTurn={onTurnLine} onConfirm={onConfirm} />;
  }
  const path = chosen[0];
  if (path === undefined) return null;
  if (tool === 'describe') {
    if (!grid || grid.placed.path !== path) return <Loading label={t('shell.loading')} />;
    return <RowForm key={path} placed={grid.placed} row={row} onChange={onRow} onConfirm={onConfirm} />;
  }
  if (tool === 'remove') {
    const other = taker.taker === 'grid' ? taker.path : null;
    return (
      <div className={styles.takers} role="radiogroup" aria-label={t('editing.taker.title')}>
        <h3>{t('editing.taker.title')}</h3>
        <label>
          <input
            type="radio"
            name="taker"
            checked={taker.taker === 'neighbour'}
            onChange={() => onTaker({ taker: 'neighbour' })}
          />
          {t('editing.taker.neighbour')}
        </label>
        <label data-off={other === null}>
          <input type="radio" name="taker" checked={other !== null} disabled={other === null} onChange={() => {}} />
          {other === null ? t('editing.taker.grid') : nameOf(other)}
        </label>
        <label>
          <input
            type="radio"
            name="taker"
            checked={taker.taker === 'nobody'}
            onChange={() => onTaker({ taker: 'nobody' })}
          />
          {t('editing.taker.nobody')}
        </label>
      </div>
    );
  }
  if (tool === 'parent' && parent !== null) {
    return <p className={styles.quiet}>{t('editing.parent.to', { name: nameOf(parent) })}</p>;
  }
  return null;
}

/** A grid's code is the last step of its path. */
function codeOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function named({ near, parents, tried }: Editing, path: string): string {
  const there = (all: readonly NearGrid[] | null): string | undefined => all?.find((one) => one.path === path)?.name;
  return there(near) ?? there(parents) ?? tried?.changes.find((one) => (one.was_at ?? one.path) === path)?.name ?? path;
}
