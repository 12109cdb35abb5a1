// The grids of a level with all their measures: sorted by any of them, linked both ways with the maps.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { MeasureRow } from '../../bridge/wire/MeasureRow';
import type { MeasureTable } from '../../bridge/wire/MeasureTable';
import { offerHands } from '../../desk/hands';
import { columnOf, nameOf, partsOf, stepOf } from '../../desk/measures';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { toClipboard } from '../../shared/clipboard';
import { figure as written } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Empty, Key, WordButton } from '../../shared/parts';
import { csv } from './csv';
import { AS_GIVEN, type By, dayOf, isMissing, type Order, ordered } from './rows';
import styles from './table.module.css';
import { classWords, wordsOf } from './words';

type Props = {
  table: MeasureTable;
  /** The name of the grid that the rows lie in. */
  within: string;
  figure: string;
  selected: string | null;
  /** The class of the ramp that alone is listed. */
  only: number | null;
  onAll: () => void;
  onChoose: (path: string) => void;
  onDrill: (path: string) => void;
  onFigure: (name: string) => void;
  /** Keeps a text as a file; where it lies, or null where nobody wanted it after all. */
  save: (name: string, text: string) => Promise<string | null>;
  /** Shows what was kept; null where the host does so itself. */
  show: ((path: string) => Promise<void>) | null;
};

const ROW = 28;
/** Rows beyond both edges: a fast wheel is at most this far ahead of the page. */
const AHEAD = 24;
const SAID = 2500;
/** How wide a column is at least, in pixels; names and figures share what is left. */
const WIDTHS = { name: 150, code: 158, heads: 60, figure: 76, day: 96, gap: 12, side: 16 };

export function GridTable(props: Props) {
  const { table, selected, only, onChoose, onDrill } = props;
  const [order, setOrder] = useState<Order>(AS_GIVEN);
  const [copied, setCopied] = useState<'done' | 'failed' | null>(null);
  const [saved, setSaved] = useState<Saved>(null);
  const box = useRef<HTMLDivElement>(null);
  const found = columnOf(table, props.figure);
  const rows = useMemo(() => {
    const all = ordered(table, order);
    const of = columnOf(table, props.figure);
    return only === null || !of ? all : all.filter((row) => stepOf(of.column, row.values[of.at]) === only);
  }, [table, order, only, props.figure]);
  const names = table.columns.map(nameOf);
  const columns: By[] = ['name', 'code', 'heads', ...names, 'survey'];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: AHEAD,
  });
  const { name, code, heads, figure, day, gap, side } = WIDTHS;
  const template = `minmax(${name}px, 2fr) ${code}px ${heads}px repeat(${names.length}, minmax(${figure}px, 1fr)) ${day}px`;
  const least = name + code + heads + day + names.length * figure + (names.length + 3) * gap + 2 * side;

  // What is chosen on a map comes into view; a row that was clicked is there already.
  const sought = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each choice, not for each new order
  useEffect(() => {
    if (selected === null || sought.current === selected) return;
    const at = rows.findIndex((row) => row.path === selected);
    if (at < 0) return;
    sought.current = selected;
    virtual.scrollToIndex(at, { align: 'auto' });
  }, [selected, table]);

  const choose = (path: string): void => {
    sought.current = path;
    onChoose(path);
  };
  const text = (): string => csv([head(columns), ...rows.map((row) => line(table, row))]);
  const toggleMissing = (): void => {
    setOrder({ ...order, missingFirst: !order.missingFirst });
    box.current?.scrollTo({ top: 0 });
  };
  const copy = (): void => {
    void toClipboard(text()).then((done) => setCopied(done ? 'done' : 'failed'));
  };
  const keep = (): void => {
    const name = `${props.within} ${table.level_name}.csv`;
    props.save(name, text()).then(
      (path) => setSaved(path === null || props.show === null ? null : { path }),
      (failure: unknown) => setSaved({ failure }),
    );
  };
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), SAID);
    return () => clearTimeout(timer);
  }, [copied]);

  useEffect(() =>
    offerHands({
      step: (by) => {
        const at = rows.findIndex((row) => row.path === selected);
        const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
        if (!next) return;
        choose(next.path);
        virtual.scrollToIndex(rows.indexOf(next), { align: 'auto' });
      },
      kind: () => {
        const kinds = ['venues', ...names.filter((name) => name.startsWith('venues:'))];
        props.onFigure(kinds[(kinds.indexOf(props.figure) + 1) % kinds.length] ?? 'venues');
      },
      missing: toggleMissing,
      copy,
      save: keep,
    }),
  );

  if (table.total === 0) {
    return <Empty title={t('five.table.nothing', { name: props.within, level: table.level_name })} />;
  }
  const missing = rows.filter((row) => isMissing(table, row)).length;
  return (
    <div className={styles.table} data-testid="grid-table">
      <div className={styles.bar}>
        <button
          type="button"
          aria-pressed={order.missingFirst}
          className={styles.tool}
          onClick={toggleMissing}
          data-testid="missing-first"
        >
          {t('five.table.missing', { count: written(missing) })} <Key>Q</Key>
        </button>
        <button type="button" className={styles.tool} onClick={copy} data-testid="copy-table">
          {copied === null ? t('five.table.copy') : t(`five.table.copied.${copied}`, { count: written(rows.length) })}{' '}
          <Key>Y</Key>
        </button>
        <button type="button" className={styles.tool} onClick={keep} data-testid="save-table">
          {t('five.table.save')} <Key>Shift Y</Key>
        </button>
        {saved !== null && <SavedWords saved={saved} show={props.show} onShowFailed={setSaved} />}
        {only !== null && found && (
          <button type="button" className={styles.chip} onClick={props.onAll} data-testid="only-class">
            {t('five.table.only', { figure: wordsOf(props.figure), range: classWords(found.column, only) })}
            <Icon name="close" size={12} />
          </button>
        )}
        {table.rows.length < table.total && (
          <strong>{t('five.table.cut', { shown: written(table.rows.length), total: written(table.total) })}</strong>
        )}
      </div>
      <div ref={box} className={styles.scroll} data-testid="grid-rows">
        <div className={styles.columns} style={{ gridTemplateColumns: template, minWidth: least }}>
          {columns.map((by) => (
            <button
              type="button"
              key={by}
              aria-pressed={by === order.by}
              title={t('five.table.sort', { name: headWords(by) })}
              data-figure={by === props.figure}
              onClick={() => setOrder(next(order, by))}
              data-testid={`sort-${by}`}
            >
              <span>{headWords(by)}</span>
              {by === order.by && (
                <i data-down={order.isDown}>
                  <Icon name="down" size={12} />
                </i>
              )}
            </button>
          ))}
        </div>
        <div className={styles.rows} style={{ height: virtual.getTotalSize(), minWidth: least }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <button
                type="button"
                key={row.path}
                className={styles.row}
                style={{ transform: `translateY(${start}px)`, height: ROW, gridTemplateColumns: template }}
                data-chosen={row.path === selected}
                onClick={() => choose(row.path)}
                onDoubleClick={() => onDrill(row.path)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  onDrill(row.path);
                }}
                data-testid="grid-row"
                data-path={row.path}
              >
                <b title={row.name}>{row.name}</b>
                <code>{row.code}</code>
                <span data-missing={row.heads === 0}>{written(row.heads)}</span>
                {row.values.map((value, at) => (
                  <span
                    key={names[at]}
                    data-blank={value === null && (table.columns[at]?.counted ?? 0) > 0}
                    data-nobody={value === null && table.columns[at]?.counted === 0}
                    data-missing={names[at] === 'vacant' && value !== 0}
                    data-nought={value === 0}
                  >
                    {value === null ? t('five.noFigure') : written(value)}
                  </span>
                ))}
                <span>{dayOf(table, row) ?? '–'}</span>
              </button>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** What became of the last save: where the file lies, or why it does not; nothing where the host says so itself. */
type Saved = { path: string } | { failure: unknown } | null;

function SavedWords(props: { saved: NonNullable<Saved>; show: Props['show']; onShowFailed: (saved: Saved) => void }) {
  const { saved, show, onShowFailed } = props;
  if ('failure' in saved) {
    const { title, advice } = failureWords(saved.failure);
    return (
      <strong role="alert" data-testid="table-not-saved">
        {title} {advice}
      </strong>
    );
  }
  const { path } = saved;
  return (
    <span className={styles.saved} role="status" data-testid="table-saved">
      <span className={styles.savedAt} title={path}>
        {t('five.table.saved')} <code>{path}</code>
      </span>
      {show && (
        <WordButton onClick={() => void show(path).catch((failure: unknown) => onShowFailed({ failure }))}>
          {t('five.table.show')}
        </WordButton>
      )}
    </span>
  );
}

/** The same column again turns it round; a figure begins with the highest, a name with the first. */
function next(order: Order, by: By): Order {
  const isWord = by === 'name' || by === 'code' || by === 'survey';
  return { ...order, by, isDown: order.by === by ? !order.isDown : !isWord };
}

function headWords(by: By): string {
  if (by === 'name' || by === 'code' || by === 'heads' || by === 'survey') return t(`five.table.${by}`);
  return partsOf(by).kind ?? wordsOf(by);
}

function head(columns: readonly By[]): string[] {
  return [...columns.slice(0, -1).map(headWords), t('five.table.all'), t('five.table.survey'), t('five.table.source')];
}

function line(table: MeasureTable, row: MeasureRow): (string | number | null | undefined)[] {
  const survey = row.survey === null ? undefined : table.surveys[row.survey];
  return [row.name, row.code, row.heads, ...row.values, row.grids, survey?.as_of, survey?.source];
}
