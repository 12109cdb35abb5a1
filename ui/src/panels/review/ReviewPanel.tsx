// Figures of a period: picture and table of the same rows, and the one that is looked at opened below.

import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { ChargeLine } from '../../bridge/wire/ChargeLine';
import type { ReviewCounted } from '../../bridge/wire/ReviewCounted';
import type { ReviewForm } from '../../bridge/wire/ReviewForm';
import type { ReviewPeriod } from '../../bridge/wire/ReviewPeriod';
import type { ReviewSheet } from '../../bridge/wire/ReviewSheet';
import type { ReviewSide } from '../../bridge/wire/ReviewSide';
import type { ReviewSignals } from '../../bridge/wire/ReviewSignals';
import type { Unit } from '../../bridge/wire/Unit';
import { useDoing } from '../../desk/calls';
import { type Behind, PAGES, type Reviewing, type ReviewPage } from '../../desk/review';
import { failureWords } from '../../i18n/failure';
import { seatWords } from '../../i18n/seat';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import { Empty, Loading, Note } from '../../shared/parts';
import { Charges } from './Charges';
import { FigureBar } from './FigureBar';
import { type Cell, FigureTable } from './FigureTable';
import { BAD, figureOf, keyOf, measureName, rowName } from './figures';
import { PeriodPicker } from './PeriodPicker';
import styles from './review.module.css';
import { Signals } from './Signals';

const Chart = lazy(() => import('./Chart').then(({ Chart: loaded }) => ({ default: loaded })));

type Props = {
  reviewing: Reviewing;
  /** The days that are looked at. */
  period: ReviewPeriod;
  /** Today, in the district. */
  day: string;
  sheet: ReviewSheet | undefined;
  signals: ReviewSignals | undefined;
  charges: readonly ChargeLine[] | undefined;
  /** Who can be charged with something. */
  owners: { units: readonly Unit[]; grids: readonly { path: string; name: string }[] };
  failure: unknown;
  /** The grid whose figures they are. */
  name: string;
  mayFreeze: boolean;
  mayGive: boolean;
  mayAnswer: boolean;
  /** Prints what is looked at; none: this seat prints nothing. */
  onPrint: ((form: ReviewForm) => Promise<string | null>) | null;
  onReview: (change: Partial<Reviewing>) => void;
  onBehind: (behind: Behind) => void;
  onGrid: (path: string) => void;
};

export function ReviewPanel(props: Props) {
  const { reviewing, period, day, sheet, signals, failure, name, onReview, onBehind, onGrid } = props;
  const { page, measure, usual } = reviewing;
  const [chosen, setChosen] = useState<Cell | null>(null);
  const open = (counted: ReviewCounted, title: string): void =>
    onBehind({ counted, scope: sheet?.scope ?? null, title });
  const openCell = (cell: Cell, side: ReviewSide): void => {
    if (!sheet) return;
    const counted = { period: sheet.period, by: sheet.by, row: cell.row, measure: cell.one.measure, side };
    open(counted, t('review.behind', { row: cell.name, measure: measureName(cell.one.measure), side: sideName(side) }));
  };
  // What was chosen is looked up in the figures that came last.
  const row = chosen && [
    { key: { row: 'all' as const }, name: '', figures: sheet?.total ?? [] },
    ...(sheet?.rows ?? []),
  ];
  const found = row?.find(({ key }) => keyOf(key) === keyOf(chosen?.row ?? { row: 'all' }));
  const one = found && figureOf(found.figures, chosen?.one.measure ?? measure);
  const cell = found && one ? { row: found.key, name: rowName(found), one } : null;
  return (
    <section className={styles.review} aria-label={t('action.view-review')} data-covers="map" data-testid="review">
      <header className={styles.head}>
        <h2 title={name}>{name}</h2>
        <PeriodPicker usual={usual} period={period} onPeriod={(next, own) => onReview({ usual: next, own })} />
        {sheet && <Frozen sheet={sheet} mayFreeze={props.mayFreeze} />}
      </header>
      <div className={styles.pages}>
        <OneOf<ReviewPage>
          size="small"
          aria-label={t('review.divide')}
          value={page}
          options={PAGES.map((value) => ({
            value,
            label: <span data-testid={`review-by-${value}`}>{t(`review.by.${value}`)}</span>,
          }))}
          onChange={(value) => onReview({ page: value })}
        />
        {props.onPrint && <Prints onPrint={props.onPrint} isCharges={page === 'charges'} />}
        {sheet && <span data-testid="review-at">{t('review.asOf', { time: shortTime(sheet.at) })}</span>}
      </div>
      {failure !== null && failure !== undefined && <Note {...failureWords(failure)} />}
      {page === 'charges' ? (
        props.charges ? (
          <Charges
            charges={props.charges}
            period={period}
            day={day}
            units={props.owners.units}
            grids={props.owners.grids}
            mayGive={props.mayGive}
            mayAnswer={props.mayAnswer}
          />
        ) : (
          <Loading label={t('shell.loading')} />
        )
      ) : page === 'signals' ? (
        signals ? (
          <Signals
            signals={signals}
            onGrid={onGrid}
            onSpot={({ key, name: spot }) => open({ period, by: 'spot', row: key, side: 'all' }, spot)}
          />
        ) : (
          <Loading label={t('shell.loading')} />
        )
      ) : sheet ? (
        <>
          <Picture
            sheet={sheet}
            reviewing={reviewing}
            chosen={cell}
            onOpen={(next) => {
              setChosen(next);
              openCell(next, 'counted');
            }}
          />
          <div className={styles.scroll}>
            <FigureTable
              sheet={sheet}
              measure={measure}
              chosen={cell}
              onMeasure={(next) => onReview({ measure: next })}
              onChoose={setChosen}
              onOpen={(next) => {
                setChosen(next);
                openCell(next, 'counted');
              }}
              onGrid={onGrid}
            />
            {sheet.arrived === 0 && <Empty title={t('review.nothing')} />}
          </div>
          <FigureBar cell={cell} at={sheet.at} onOpen={openCell} />
        </>
      ) : (
        failure === null && <Loading label={t('shell.loading')} />
      )}
    </section>
  );
}

const sideName = (side: ReviewSide): string => t(`review.side.${side === 'left_out' ? 'leftOut' : side}`);

type PictureProps = { sheet: ReviewSheet; reviewing: Reviewing; chosen: Cell | null; onOpen: (cell: Cell) => void };

/** The chosen measure of each row. A bar opens what it counts. */
function Picture({ sheet, reviewing: { measure }, chosen, onOpen }: PictureProps) {
  const cells = useMemo(
    () =>
      sheet.rows.flatMap((row) => {
        const one = figureOf(row.figures, measure);
        return one ? [{ row: row.key, name: rowName(row), one }] : [];
      }),
    [sheet, measure],
  );
  const bars = useMemo(
    () => cells.map(({ name, one: { count, of, permille } }) => ({ name, count, of, permille })),
    [cells],
  );
  const at = cells.findIndex(({ row }) => chosen !== null && keyOf(row) === keyOf(chosen.row));
  if (bars.length === 0) return null;
  return (
    <Suspense fallback={<div className={styles.chart} />}>
      <Chart
        bars={bars}
        label={t('review.picture', { measure: measureName(measure), by: t(`review.by.${sheet.by}`) })}
        isBad={BAD.includes(measure)}
        chosen={at < 0 ? null : at}
        onChoose={(index) => {
          const cell = cells[index];
          if (cell) onOpen(cell);
        }}
      />
    </Suspense>
  );
}

/** Who froze it, or the button to do so. */
function Frozen({ sheet, mayFreeze }: { sheet: ReviewSheet; mayFreeze: boolean }) {
  const doing = useDoing();
  const { frozen, is_ripe, period } = sheet;
  if (frozen) {
    return (
      <span className={styles.frozen} data-testid="review-frozen">
        {t('review.frozen', { who: frozen.person ?? seatWords(frozen.by), time: shortTime(frozen.at) })}
        {frozen.changed > 0 && ` · ${t('review.changed', { count: figure(frozen.changed) })}`}
      </span>
    );
  }
  if (!mayFreeze) return null;
  return (
    <div className={styles.freeze}>
      <Button
        size="small"
        disabled={!is_ripe}
        loading={doing.busy}
        title={t(is_ripe ? 'review.freezeMeans' : 'review.notRipe')}
        onClick={() => void doing.go({ type: 'freeze_period', period })}
        data-testid="review-freeze"
      >
        {t('review.freeze')}
      </Button>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </div>
  );
}

/** Paper and workbook of what is looked at, without small numbers. */
function Prints({ onPrint, isCharges }: { onPrint: (form: ReviewForm) => Promise<string | null>; isCharges: boolean }) {
  const [busy, setBusy] = useState<ReviewForm | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const print = (form: ReviewForm): void => {
    setBusy(form);
    setFailure(null);
    onPrint(form)
      .catch(setFailure)
      .finally(() => setBusy(null));
  };
  const paper: ReviewForm = isCharges ? 'charges' : 'figures';
  return (
    <>
      {[paper, 'workbook' as const].map((form) => (
        <Button
          key={form}
          size="small"
          loading={busy === form}
          disabled={busy !== null}
          title={t('review.print.means')}
          onClick={() => print(form)}
          data-testid={`review-print-${form}`}
        >
          {t(`review.print.${form === 'workbook' ? 'workbook' : 'paper'}`)}
        </Button>
      ))}
      {failure !== null && <Note {...failureWords(failure)} />}
    </>
  );
}
