// Rows of figures. Arrows go from one to the next, Enter opens what it counts.

import { type KeyboardEvent, useRef } from 'react';
import type { ReviewFigure } from '../../bridge/wire/ReviewFigure';
import type { ReviewMeasure } from '../../bridge/wire/ReviewMeasure';
import type { ReviewRow } from '../../bridge/wire/ReviewRow';
import type { ReviewRowKey } from '../../bridge/wire/ReviewRowKey';
import type { ReviewSheet } from '../../bridge/wire/ReviewSheet';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { BAD, figureOf, keyOf, MEASURES, measureName, rate, rowName, told } from './figures';
import styles from './review.module.css';

/** A figure of a row. */
export type Cell = { row: ReviewRowKey; name: string; one: ReviewFigure };

type Props = {
  sheet: ReviewSheet;
  measure: ReviewMeasure;
  chosen: Cell | null;
  onMeasure: (measure: ReviewMeasure) => void;
  onChoose: (cell: Cell) => void;
  /** Opens what the numerator counts. */
  onOpen: (cell: Cell) => void;
  onGrid: (path: string) => void;
};

const ALL: ReviewRowKey = { row: 'all' };
const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function FigureTable(props: Props) {
  const { sheet, measure } = props;
  const box = useRef<HTMLTableElement>(null);
  const go = (event: KeyboardEvent<HTMLTableElement>): void => {
    const step = STEPS[event.key];
    const from = event.target instanceof HTMLElement ? event.target.dataset.cell : undefined;
    if (!step || from === undefined) return;
    const [row, column] = from.split(',').map(Number);
    const to = `${(row ?? 0) + step[0]},${(column ?? 0) + step[1]}`;
    const next = box.current?.querySelector<HTMLElement>(`[data-cell="${to}"]`);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <table ref={box} className={styles.table} onKeyDown={go} data-testid="review-table">
      <thead>
        <tr>
          <th scope="col">{t(`review.by.${sheet.by}`)}</th>
          <th scope="col" title={t('review.arrivedMeans')}>
            {t('review.arrived')}
          </th>
          {MEASURES.map((one) => (
            <th key={one} scope="col" aria-sort={one === measure ? 'other' : undefined}>
              <button
                type="button"
                aria-pressed={one === measure}
                title={nameOf('review_means', one)}
                onClick={() => props.onMeasure(one)}
                data-testid={`review-measure-${one}`}
              >
                {measureName(one)}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row {...props} at={0} row={{ key: ALL, name: '', arrived: sheet.arrived, figures: sheet.total }} />
        <Beside name={t('review.before')} figures={sheet.before} />
        <Beside name={t('review.yearBefore')} figures={sheet.year_before} />
        {sheet.frozen && sheet.frozen.changed > 0 && (
          <Beside name={t('review.now', { count: figure(sheet.frozen.changed) })} figures={sheet.frozen.now} />
        )}
        {sheet.rows.map((row, index) => (
          <Row {...props} key={keyOf(row.key)} at={index + 1} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ at, row, measure, chosen, onChoose, onOpen, onGrid }: Props & { at: number; row: ReviewRow }) {
  const name = rowName(row);
  const path = row.key.row === 'place' ? row.key.path : null;
  const isChosen = chosen !== null && keyOf(chosen.row) === keyOf(row.key);
  return (
    <tr data-all={row.key.row === 'all'} aria-selected={isChosen} data-testid="review-row">
      <th scope="row" title={name}>
        {path === null ? (
          name
        ) : (
          <button type="button" onClick={() => onGrid(path)}>
            {name}
          </button>
        )}
      </th>
      <td>{figure(row.arrived)}</td>
      {MEASURES.map((one, column) => {
        const found = figureOf(row.figures, one);
        if (!found) return <td key={one} />;
        const cell = { row: row.key, name, one: found };
        const isBad = BAD.includes(one) && found.count > 0;
        return (
          <td key={one} data-measure={one === measure}>
            <button
              type="button"
              data-cell={`${at},${column}`}
              data-bad={isBad}
              tabIndex={at === 0 && column === 0 ? 0 : -1}
              title={told(found)}
              aria-label={`${name} ${told(found)}`}
              onFocus={() => onChoose(cell)}
              onClick={() => onOpen(cell)}
            >
              <b>{figure(found.count)}</b>
              <i>{rate(found.permille)}</i>
            </button>
          </td>
        );
      })}
    </tr>
  );
}

/** The same figures of other days, to be held against. */
function Beside({ name, figures }: { name: string; figures: readonly ReviewFigure[] }) {
  return (
    <tr data-beside="true">
      <th scope="row" title={name}>
        {name}
      </th>
      <td>{figure(figureOf(figures, 'taken_up')?.of)}</td>
      {MEASURES.map((one) => {
        const found = figureOf(figures, one);
        return (
          <td key={one} title={found && told(found)}>
            <b>{figure(found?.count)}</b>
            <i>{rate(found?.permille ?? null)}</i>
          </td>
        );
      })}
    </tr>
  );
}
