// One of the five: a level's grids in the colours of the measure, with who answers there. Not a map with tiles: five of
// those on a machine without a GPU would each cost what the large one costs (decision 0009).

import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { MeasureTable } from '../../bridge/wire/MeasureTable';
import type { LevelMap, Step } from '../../desk/five';
import { classOf, coloursOf, columnOf, meanOf, rowOf, stepOf } from '../../desk/measures';
import { listed, t } from '../../i18n/words';
import { useTheme } from '../../shared/dress';
import { mean, figure as written } from '../../shared/format';
import { themes } from '../../shared/tokens';
import { draw, type Fit, fitOn, gridAt, nextTo, outline, type Paper, paperOf } from './canvas';
import styles from './fivemaps.module.css';
import { gridsWords } from './words';

type Props = {
  map: LevelMap;
  /** The measure's name. */
  figure: string;
  /** What is chosen, and whether it is at this level. */
  selected: string | null;
  /** The grid at this level on the way to the one whose maps these are, if there is one. */
  own: Step | undefined;
  /** Whether the large map and the table show this level. */
  isShown: boolean;
  /** The class that alone is shown. */
  only: number | null;
  onShow: () => void;
  onChoose: (path: string) => void;
  onDrill: (path: string) => void;
};

const MARGIN = 6;
const MOST_HEADS = 2;
const ARROWS: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

export function SmallMap(props: Props) {
  const { map, figure, selected, own, isShown, only } = props;
  const { table, outlines } = map;
  const theme = useTheme();
  const box = useRef<HTMLButtonElement>(null);
  const ground = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const placed = useRef<{ paper: Paper; fit: Fit } | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [pointed, setPointed] = useState<string | null>(null);
  const paper = useMemo(() => (outlines ? paperOf(outlines) : null), [outlines]);
  const chosen = selected !== null && table && (rowOf(table, selected) ?? meanOf(table, selected)) ? selected : null;

  useEffect(() => {
    const host = box.current;
    if (!host) return;
    const watch = new ResizeObserver(() => setSize({ width: host.clientWidth, height: host.clientHeight }));
    watch.observe(host);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    const [below, above] = [ground.current, over.current];
    if (!below || !above || !paper || size.width === 0) return;
    for (const canvas of [below, above]) {
      canvas.width = Math.round(size.width * window.devicePixelRatio);
      canvas.height = Math.round(size.height * window.devicePixelRatio);
    }
    const at = fitOn(paper, below, MARGIN * window.devicePixelRatio);
    placed.current = { paper, fit: at };
    const tokens = themes[theme];
    const found = table && columnOf(table, figure);
    const colours = found ? coloursOf(found.column).map((name) => tokens[name]) : [];
    const inks = { land: tokens.surface3, edge: tokens.mapHalo, blank: tokens.mapBlank, colours };
    const step = (path: string): number => {
      const step = table && found ? classIn(table, found, path) : Number.NaN;
      return only === null || only === step ? step : Number.NaN;
    };
    draw(below, paper, at, step, inks);
  }, [paper, table, figure, size, theme, only]);

  useEffect(() => {
    const canvas = over.current;
    const at = placed.current;
    if (!canvas || !at || at.paper !== paper || size.width === 0) return;
    const tokens = themes[theme];
    const marks = [
      ...(own && own.path !== chosen ? [{ path: own.path, colour: tokens.mapLabel }] : []),
      ...(pointed !== null && pointed !== chosen ? [{ path: pointed, colour: tokens.mapHover }] : []),
      ...(chosen !== null ? [{ path: chosen, colour: tokens.accent }] : []),
    ];
    outline(canvas, at.paper, at.fit, marks);
  }, [own, chosen, pointed, paper, size, theme]);

  const find = (event: PointerEvent | React.MouseEvent): string | null => {
    const canvas = over.current;
    const at = placed.current;
    if (!canvas || !at) return null;
    const { left, top, width } = canvas.getBoundingClientRect();
    const ratio = canvas.width / Math.max(1, width);
    return gridAt(canvas, at.paper, at.fit, (event.clientX - left) * ratio, (event.clientY - top) * ratio);
  };
  const press = (event: KeyboardEvent): void => {
    const direction = ARROWS[event.key];
    if (direction && paper) {
      event.preventDefault();
      const next = nextTo(paper, chosen ?? own?.path ?? null, direction);
      if (next !== null) props.onChoose(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const path = chosen ?? own?.path;
      if (path !== undefined) props.onDrill(path);
    }
  };
  const shown = pointed ?? chosen ?? own?.path ?? null;
  return (
    <div className={styles.small} data-shown={isShown} data-testid="small-map" data-level={map.level}>
      <button
        type="button"
        className={styles.smallHead}
        onClick={props.onShow}
        title={t('five.show', { name: map.name })}
      >
        <b>{map.name}</b>
        <sup>{map.level}</sup>
        <span title={table && sizeWords(table)}>{table ? sizeWords(table) : ''}</span>
      </button>
      <button
        ref={box}
        type="button"
        className={styles.paper}
        aria-label={t('five.paper', { name: map.name, count: table?.total ?? 0 })}
        onKeyDown={press}
        onPointerMove={(event) => setPointed(find(event))}
        onPointerLeave={() => setPointed(null)}
        onClick={(event) => {
          const path = find(event);
          if (path !== null) props.onChoose(path);
          else props.onShow();
        }}
        onDoubleClick={(event) => {
          const path = find(event);
          if (path !== null) props.onDrill(path);
        }}
        data-testid="small-paper"
      >
        <canvas ref={ground} />
        <canvas ref={over} />
        {table && table.total === 0 && <span>{t('five.nothing', { name: map.name })}</span>}
        {outlines && outlines.total > 0 && outlines.outlines.length === 0 && (
          <span>{t('five.tooMany', { count: written(outlines.total), name: map.name })}</span>
        )}
      </button>
      <Foot {...props} path={shown} />
    </div>
  );
}

function sizeWords({ total, means }: MeasureTable): string {
  const size = gridsWords(total);
  return means ? t('five.by', { size, drawn: means.level_name }) : size;
}

/** The class of a grid that a small map draws: its own, or that of the mean of what lies in it. */
function classIn(table: MeasureTable, { column, at }: NonNullable<ReturnType<typeof columnOf>>, path: string): number {
  const held = meanOf(table, path);
  if (held) return classOf(column, held.values[at] ?? null);
  const row = rowOf(table, path);
  return row ? stepOf(column, row.values[at]) : Number.NaN;
}

/** Of the grid that is pointed at, chosen, or on the way: its name, its figure, who answers for it; else of all. */
function Foot({ map, figure, own, path }: Props & { path: string | null }) {
  const { table } = map;
  const found = table && columnOf(table, figure);
  if (!table || table.total === 0) return <p className={styles.foot} />;
  const held = path === null ? undefined : meanOf(table, path);
  if (held) {
    const value = found ? held.values[found.at] : null;
    const holds = t('five.holds', { count: written(held.grids), level: table.level_name });
    return (
      <p className={styles.foot}>
        <span title={held.name}>{held.name}</span>
        <b title={t('five.mean', { level: table.level_name })}>
          {value === null || value === undefined ? t('five.noFigure') : t('five.about', { count: mean(value) })}
        </b>
        <em data-missing={held.headless > 0}>
          {held.headless > 0 ? t('five.holdsHeadless', { holds, count: written(held.headless) }) : holds}
        </em>
      </p>
    );
  }
  const row = path === null ? undefined : rowOf(table, path);
  if (!row) {
    const { heads, vacant } = headsOf(table);
    return (
      <p className={styles.foot}>
        <span>{t('five.total')}</span>
        <b>{found && found.column.counted > 0 ? written(found.column.sum) : t('five.noFigure')}</b>
        <em data-missing={vacant > 0}>
          {[
            ...(vacant > 0 ? [t('five.headless', { count: written(vacant) })] : []),
            ...(heads === null ? [] : [t('five.headCount', { heads: written(heads) })]),
          ].join(' · ')}
        </em>
      </p>
    );
  }
  const value = found ? row.values[found.at] : null;
  const names = own?.path === row.path ? own.heads : null;
  return (
    <p className={styles.foot}>
      <span title={row.name}>{row.name}</span>
      <b>{value === null || value === undefined ? t('five.noFigure') : written(value)}</b>
      <em data-missing={row.heads === 0} title={names ? listed(names) : undefined}>
        {row.heads === 0 ? t('shell.noHeads') : headWords(names, row.heads)}
      </em>
    </p>
  );
}

/** People in post in all grids of the table, and grids without any; of a table that is cut short only the latter. */
function headsOf({ rows, means }: MeasureTable): { heads: number | null; vacant: number } {
  if (means) return { heads: null, vacant: means.rows.reduce((sum, one) => sum + one.headless, 0) };
  return {
    heads: rows.reduce((sum, one) => sum + one.heads, 0),
    vacant: rows.filter((one) => one.heads === 0).length,
  };
}

function headWords(names: string[] | null, heads: number): string {
  if (!names) return t('five.headCount', { heads: written(heads) });
  const more = names.length > MOST_HEADS ? '…' : '';
  return t('shell.heads', { names: `${listed(names.slice(0, MOST_HEADS))}${more}` });
}
