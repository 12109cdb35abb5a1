// What the colours mean, what they add up to, and the figures of the chosen grid: each with what it is a share of, its
// date and its source.

import type { GridCard } from '../../bridge/wire/GridCard';
import type { MeasureColumn } from '../../bridge/wire/MeasureColumn';
import type { MeasureTable } from '../../bridge/wire/MeasureTable';
import { type Five, rowIn } from '../../desk/five';
import { BLANK, coloursOf, columnOf, nameOf, onlyOf, rampOf, rowOf, stepOf } from '../../desk/measures';
import type { Place } from '../../desk/place';
import { t } from '../../i18n/words';
import { figure as written } from '../../shared/format';
import { Empty, Section, Tag } from '../../shared/parts';
import styles from './figures.module.css';
import { classWords, gridsWords, surveysWords, surveyWords, wordsOf } from './words';

/** A smaller share is only said to be smaller, in per cent. */
const LEAST_SHARE = 0.1;

type Props = {
  five: Five;
  level: number;
  figure: string;
  /** The chosen grid; undefined while it is asked for. */
  grid: GridCard | undefined;
  symbolOf: (kind: string) => string;
  checkpointSymbol: string;
  /** The class that alone is shown, if it is one of this ramp. */
  only: Place['only'];
  onOnly: (only: Place['only']) => void;
  onFigure: (name: string) => void;
  onPanel: () => void;
};

export function FigurePanel(props: Props) {
  const { five, level, grid } = props;
  const table = five.maps.find((map) => map.level === level)?.table;
  const isScope = grid !== undefined && grid.grid.path === five.scope?.grid.path;
  return (
    <div data-testid="figure-panel">
      {table && <Ramp {...props} table={table} />}
      {grid && (
        <>
          <header className={styles.head}>
            <h2>{grid.grid.name}</h2>
            <Tag tone="blue">{grid.grid.kind === '' ? grid.level_name : grid.grid.kind}</Tag>
            <button type="button" onClick={props.onPanel} data-testid="figure-grid">
              {t('five.panel')}
            </button>
          </header>
          <Heads grid={grid} />
          {isScope && table?.scope === grid.grid.path ? (
            <Own {...props} table={table} />
          ) : (
            <Chosen {...props} path={grid.grid.path} />
          )}
        </>
      )}
    </div>
  );
}

/** The classes, how many grids each has, and what they add up to. */
function Ramp({ five, table, figure, grid, only: wanted, onOnly }: Props & { table: MeasureTable }) {
  const within = five.chain.find((one) => one.path === table.scope)?.name ?? t('five.all');
  const title = t('five.ramp', { figure: wordsOf(figure), within, level: table.level_name });
  const found = columnOf(table, figure);
  if (!found || found.column.counted === 0) {
    return (
      <Section title={title} count={table.total}>
        <p className={styles.quiet}>{t(found ? 'five.nobodyCounted' : 'five.noKind', { kind: wordsOf(figure) })}</p>
      </Section>
    );
  }
  const { column, at } = found;
  const colours = coloursOf(column);
  const row = grid && rowOf(table, grid.grid.path);
  const own = row ? stepOf(column, row.values[at]) : null;
  const blank = table.total - column.counted;
  const classes: { step: number; grids: number; colour: string | undefined }[] = [
    ...column.steps.map(({ grids }, step) => ({ step, grids, colour: `var(--${colours[step]})` })),
    ...(blank > 0 ? [{ step: BLANK, grids: blank, colour: undefined }] : []),
  ];
  const most = Math.max(...classes.map(({ grids }) => grids));
  const only = onlyOf(table, figure, wanted);
  return (
    <Section title={title} side={gridsWords(table.total)}>
      <ul className={styles.ramp} aria-label={t('map.legend.title')} data-testid="ramp">
        {classes.map(({ step, grids, colour }) => (
          <li key={step} data-own={own === step}>
            <button
              type="button"
              aria-pressed={only === step}
              title={t('five.onlyHow')}
              onClick={() => onOnly(only === step ? null : { of: rampOf(table, figure), step })}
              data-testid="ramp-step"
            >
              <i className={step === BLANK ? styles.blank : undefined} style={{ background: colour }} />
              <span>{classWords(column, step)}</span>
              <u>
                <s
                  className={step === BLANK ? styles.blank : undefined}
                  style={{ width: `${(grids / most) * 100}%`, background: colour }}
                />
              </u>
              <b>{gridsWords(grids)}</b>
            </button>
          </li>
        ))}
      </ul>
      <Sum table={table} column={column} />
      {table.means && (
        <p className={styles.quiet} data-testid="ramp-means">
          {t('five.means', { drawn: table.means.level_name, level: table.level_name })}
        </p>
      )}
      <p className={styles.quiet}>{[surveysWords(table.surveys), t('five.steps')].filter(Boolean).join(' · ')}</p>
    </Section>
  );
}

/** The sum held against the frame's own figure: equal, or by how much it is off and why. */
function Sum({ table, column }: { table: MeasureTable; column: MeasureColumn }) {
  const { own, sum, counted } = column;
  const off = own === null ? null : own - sum;
  const isPart = counted < table.total;
  return (
    <p className={styles.sum} data-testid="ramp-sum" data-agrees={off === 0 && !isPart}>
      <span>{t('five.sum', { sum: written(sum), count: written(counted), total: written(table.total) })}</span>
      {own !== null && <em>{difference(column, off ?? 0, isPart, table.level_name)}</em>}
    </p>
  );
}

function difference({ measure, own }: MeasureColumn, off: number, isPart: boolean, level: string): string {
  const said = { own: written(own), level };
  if (off === 0) return t(isPart ? 'five.equalPart' : 'five.equal', said);
  const above = { ...said, off: written(Math.abs(off)) };
  if (measure === 'vacant') return t('five.vacantAbove', above);
  if (measure === 'venues' || measure === 'checkpoints') return t('five.elsewhere', above);
  return t(isPart ? 'five.offPart' : 'five.off', { ...said, off: `${off > 0 ? '+' : '−'}${above.off}` });
}

function Heads({ grid }: { grid: GridCard }) {
  if (grid.heads.length === 0) return <p className={styles.gap}>{t('grid.noHead')}</p>;
  return (
    <ul className={styles.heads}>
      {grid.heads.map(({ post }) => (
        <li key={post.id}>
          <b>{post.person}</b>
          <span title={post.title}>{post.title}</span>
          <code>{post.phone}</code>
        </li>
      ))}
    </ul>
  );
}

/** The figures of the grid whose maps these are, each against the sum of the level that is shown. */
function Own(props: Props & { table: MeasureTable }) {
  const { table } = props;
  return (
    <Figures
      {...props}
      side={surveyWords(table.own_survey)}
      lines={table.columns.map((column) => ({
        column,
        value: column.own,
        says: column.own === null ? null : against(column, table),
        isOff: column.own !== null && column.own !== column.sum && column.measure !== 'vacant',
      }))}
      grids={table.grids}
    />
  );
}

function against(column: MeasureColumn, table: MeasureTable): string | null {
  const { own, sum, counted } = column;
  if (own === null || counted === 0) return null;
  if (own === sum && counted === table.total) return t('grid.agrees');
  return own === sum
    ? null
    : t('grid.differs', { difference: `${own > sum ? '+' : '−'}${written(Math.abs(own - sum))}` });
}

/** The figures of a grid in one of the maps, each as a share of the grid that the map is of. */
function Chosen(props: Props & { path: string }) {
  const found = rowIn(props.five.maps, props.path);
  if (!found) return <Empty title={t('five.notHere')} />;
  const { table, row } = found;
  const survey = row.survey === null ? null : table.surveys[row.survey];
  return (
    <Figures
      {...props}
      side={surveyWords(survey)}
      lines={table.columns.map((column, at) => ({
        column,
        value: row.values[at] ?? null,
        says: shareWords(row.values[at] ?? null, column.own ?? (column.counted === table.total ? column.sum : null)),
        isOff: false,
      }))}
      grids={row.grids}
    />
  );
}

function shareWords(value: number | null, whole: number | null): string | null {
  if (value === null || whole === null || whole === 0) return null;
  return t('five.share', { percent: shareOf(value, whole), value: written(value), whole: written(whole) });
}

/** Two figures that count, and never nothing where there is something. */
function shareOf(value: number, whole: number): string {
  const exact = (value / whole) * 100;
  return exact > 0 && exact < LEAST_SHARE ? `<${LEAST_SHARE}` : String(Number(exact.toPrecision(exact < 10 ? 2 : 3)));
}

type Line = { column: MeasureColumn; value: number | null; says: string | null; isOff: boolean };

function Figures(props: Props & { side: string; lines: Line[]; grids: number }) {
  const ofKinds = props.lines.filter(({ column, value }) => column.kind !== null && value !== 0);
  const wanted = props.lines.flatMap((line) => {
    if (line.column.kind !== null) return [];
    return line.column.measure === 'venues' ? [line, ...ofKinds] : [line];
  });
  return (
    <Section title={t('grid.counts')} side={props.side}>
      <div className={styles.figures}>
        {wanted.map(({ column, value, says, isOff }) => {
          const name = nameOf(column);
          const isVacant = column.measure === 'vacant';
          return (
            <button
              type="button"
              key={name}
              aria-pressed={name === props.figure}
              data-kind={column.kind !== null}
              onClick={() => props.onFigure(name)}
              data-testid="figure-line"
              data-figure={name}
            >
              <span>
                {column.kind !== null && <img src={props.symbolOf(column.kind)} alt="" width={15} height={15} />}
                {column.measure === 'checkpoints' && <img src={props.checkpointSymbol} alt="" width={15} height={15} />}
                {wordsOf(name)}
              </span>
              <b data-missing={isVacant && value !== 0}>{value === null ? t('five.noFigure') : written(value)}</b>
              <em data-off={isOff}>
                {isVacant && value !== null ? t('five.ofGrids', { count: written(props.grids) }) : says}
              </em>
            </button>
          );
        })}
      </div>
    </Section>
  );
}
