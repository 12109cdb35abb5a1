// Open incidents by step and clock 看板: a column for each step, in it what runs out first; the arrows move.

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { BoardColumn } from '../../bridge/wire/BoardColumn';
import type { BoardLights } from '../../bridge/wire/BoardLights';
import type { IncidentBoard } from '../../bridge/wire/IncidentBoard';
import type { IncidentLine } from '../../bridge/wire/IncidentLine';
import type { Light } from '../../bridge/wire/Light';
import { offerHands } from '../../desk/hands';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { figure } from '../../shared/format';
import { Loading, Note } from '../../shared/parts';
import { beside, type Spot, spotOf } from './board';
import styles from './board.module.css';
import { LightSign } from './Clocks';
import { IncidentRow } from './IncidentRow';
import { ON_BOARD } from './looks';

type Props = {
  /** None: it is not known yet. */
  board: IncidentBoard | undefined;
  failure: unknown;
  /** Whose incidents. */
  name: string;
  /** The grid that the board is, or can be, narrowed to. */
  within: { path: string; name: string } | null;
  isNarrow: boolean;
  light: Light | null;
  chosen: string | null;
  onLight: (light: Light | null) => void;
  onWithin: (path: string | null) => void;
  onMore: () => void;
  onOpen: (incident: IncidentLine) => void;
};

const ROW = 96;
const BEAT = 15_000;
const LIGHTS: Light[] = ['red', 'amber', 'green'];

export function BoardPanel(props: Props) {
  const { board, failure, name, within, isNarrow, light, chosen, onLight, onWithin, onMore, onOpen } = props;
  const columns = board?.columns ?? [];
  const lines = columns.map(({ incidents }) => incidents);
  const at = spotOf(lines, chosen);
  const go = (to: Spot): boolean => {
    const incident = lines[to.column]?.[to.row];
    if (incident && incident.id !== chosen) onOpen(incident);
    return incident !== undefined;
  };
  useEffect(() =>
    offerHands({
      step: (by) => go(beside(lines, at, by, 0)),
      open: () => go(at ?? beside(lines, null, 1, 0)),
    }),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const [down, right] = ARROWS[event.key] ?? [0, 0];
    if (down === 0 && right === 0) return;
    event.preventDefault();
    go(beside(lines, at, down, right));
  };
  const sum = (count: (lights: BoardLights) => number): number =>
    columns.reduce((all, column) => all + count(column.lights), 0);
  return (
    // The arrows move among the cases, which are buttons by themselves.
    <section
      className={styles.board}
      aria-label={t('action.view-incidents')}
      data-covers="map"
      data-testid="incident-board"
      onKeyDown={onKeyDown}
    >
      <header className={styles.head}>
        <h2 title={name}>{t('incident.board.of', { name: (isNarrow && within?.name) || name })}</h2>
        <fieldset className={styles.lights}>
          <legend>{t('incident.board.lights')}</legend>
          <button
            type="button"
            aria-pressed={light === null}
            onClick={() => onLight(null)}
            data-testid="incident-board-all"
          >
            {t('incident.board.light.all')} <b>{figure(columns.reduce((all, { total }) => all + total, 0))}</b>
          </button>
          {LIGHTS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={light === one}
              onClick={() => onLight(light === one ? null : one)}
              data-testid={`incident-board-${one}`}
            >
              <LightSign light={one} /> {t(`incident.board.light.${one}`)} <b>{figure(sum((lights) => lights[one]))}</b>
            </button>
          ))}
          {sum(({ unknown }) => unknown) > 0 && (
            <span data-testid="incident-board-unknown">
              <LightSign light={null} /> {t('incident.board.light.unknown')}{' '}
              <b>{figure(sum(({ unknown }) => unknown))}</b>
            </span>
          )}
        </fieldset>
        {within && (
          <button
            type="button"
            className={styles.within}
            aria-pressed={isNarrow}
            title={within.name}
            onClick={() => onWithin(isNarrow ? null : within.path)}
            data-testid="incident-board-within"
          >
            {t('incident.within', { name: within.name })}
          </button>
        )}
      </header>
      {failure !== null && failure !== undefined && <Note {...failureWords(failure)} />}
      {board === undefined && !failure && <Loading label={t('shell.loading')} />}
      <div className={styles.columns}>
        {ON_BOARD.map((stage, index) => {
          const column = columns[index];
          return (
            column && (
              <Column
                key={stage}
                name={t(`incident.stage.${stage}`)}
                stage={stage}
                column={column}
                light={light}
                chosen={chosen}
                onMore={onMore}
                onOpen={onOpen}
              />
            )
          );
        })}
      </div>
    </section>
  );
}

const ARROWS: Record<string, [number, number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

type ColumnProps = Pick<Props, 'light' | 'chosen' | 'onMore' | 'onOpen'> & {
  name: string;
  stage: string;
  column: BoardColumn;
};

function Column({ name, stage, column, light, chosen, onMore, onOpen }: ColumnProps) {
  const { total, lights, incidents } = column;
  const box = useRef<HTMLDivElement>(null);
  const now = useNow(BEAT);
  const rows = useVirtualizer({
    count: incidents.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 4,
  });
  const at = incidents.findIndex(({ id }) => id === chosen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the case that is opened comes into sight, and not again with each news
  useEffect(() => {
    if (at < 0) return;
    rows.scrollToIndex(at);
    // It has the focus, so that the arrows go on from it; who writes in its card keeps his.
    if (box.current?.closest('[data-testid="incident-board"]')?.contains(document.activeElement)) {
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[data-chosen="true"]')?.focus());
    }
  }, [chosen]);
  const wanted = light === null ? total : lights[light];
  return (
    <section
      className={styles.column}
      aria-label={t('incident.board.column', { stage: name, count: total, red: lights.red, amber: lights.amber })}
      data-testid={`incident-board-${stage}`}
    >
      <h3>
        {name} <b>{figure(total)}</b>
        <span>
          {LIGHTS.map(
            (one) =>
              lights[one] > 0 && (
                <i key={one} title={t(`incident.board.light.${one}`)} data-light={one}>
                  <LightSign light={one} />
                  {figure(lights[one])}
                </i>
              ),
          )}
        </span>
      </h3>
      <div ref={box} className={styles.rows}>
        {incidents.length === 0 && <p>{t(light === null ? 'incident.board.empty' : 'incident.board.emptySo')}</p>}
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const incident = incidents[index];
            return incident ? (
              <IncidentRow
                key={incident.id}
                incident={incident}
                now={now}
                style={{ transform: `translateY(${start}px)`, height: ROW }}
                isChosen={incident.id === chosen}
                stands="board"
                onOpen={() => onOpen(incident)}
              />
            ) : null;
          })}
        </div>
        {incidents.length < wanted && incidents.length > 0 && (
          <button type="button" className={styles.more} onClick={onMore} data-testid="incident-board-more">
            {t('incident.more', { count: figure(wanted - incidents.length) })}
          </button>
        )}
      </div>
    </section>
  );
}
