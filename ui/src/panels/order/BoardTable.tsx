// The board by grid and person; rows move when the silence does, but never under the pointer.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Asked } from '../../bridge/wire/Asked';
import type { CallEntry } from '../../bridge/wire/CallEntry';
import type { Means } from '../../bridge/wire/Means';
import { parentPath } from '../../desk/board';
import { offerHands, type Said } from '../../desk/hands';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { Empty, Key } from '../../shared/parts';
import { CopiesRow, GridRow, HeadRow, PersonRow } from './BoardRows';
import styles from './board.module.css';
import { CallForm } from './CallForm';
import { callLines } from './callList';
import type { Filter } from './filter';
import type { OrderPanelProps } from './OrderPanel';
import { COPIES, firstSilent, linesOf, openedAtFirst, pathsOf } from './tree';

const GRID_ROW = 28;
const PERSON_ROW = 44;
const FORM_ROW = 76;
/** A number or a choice has a line of its own. */
const VALUE_ROW = 30;
/** Files have as much room, and scroll in it. */
const PHOTO_ROW = 124;
const NOTHING: Asked = { holds: 'nothing' };
/** How often the rows may change places, in milliseconds. */
const SETTLE = 2000;

/** What the keys do with the chosen row. */
const KEYS = [
  ['move', 'J', 'K'],
  ['accept', 'A'],
  ['refuse', 'R'],
  ['notReached', '⇧ N'],
  ['reached', '⇧ A'],
] as const;

type Props = OrderPanelProps & {
  /** Which of the people are shown. */
  filter: Filter;
  /** Under the heads whom to call, instead of under their grids. */
  isCalling: boolean;
  /** How people are sought. */
  means: Means;
};

export function BoardTable({ board, row, selected, canLog, filter, isCalling, means, onRow, onGrid }: Props) {
  const { id, answer: asked = NOTHING } = board.card.order;
  const [opened, setOpened] = useState<{ id: string; paths: Set<string> } | null>(null);
  /** A new object is a new form: an answer that comes late closes no other. */
  const [logging, setLogging] = useState<{ said: Said } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const hovered = useRef(false);
  const tick = useNow(SETTLE);
  const settled = useRef(tick);
  /** Where among the people the chosen one stood last. */
  const lastAt = useRef(0);
  if (!hovered.current) settled.current = tick;
  const settledAt = settled.current;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was open stays open while the board moves
  const atFirst = useMemo(() => openedAtFirst(board), [id]);
  const paths = opened?.id === id ? opened.paths : atFirst;
  // biome-ignore lint/correctness/useExhaustiveDependencies: values move every frame, places only when the clock says
  const lines = useMemo(
    () => (isCalling ? callLines(board) : linesOf(board, paths, filter)),
    [board, paths, filter, isCalling, settledAt],
  );
  const tries = useMemo(() => triesOf(board.card.calls), [board]);

  // Whoever a filter lets through is seen at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each filter, not for each row that moves
  useEffect(() => {
    if (filter !== 'all') setOpened({ id, paths: pathsOf(board, filter) });
  }, [filter]);

  const toggle = (path: string): void => {
    const next = new Set(paths);
    if (!next.delete(path)) next.add(path);
    setOpened({ id, paths: next });
  };
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    getItemKey: (index) => lines[index]?.key ?? index,
    estimateSize: (index) => {
      const line = lines[index];
      if (line?.sort !== 'person') return GRID_ROW;
      if (line.post !== row || logging === null) return PERSON_ROW;
      const hasValue = logging.said === 'done' && (asked.holds === 'number' || asked.holds === 'choice');
      const hasPhoto = logging.said === 'done' && asked.holds === 'photo';
      return PERSON_ROW + FORM_ROW + (hasValue ? VALUE_ROW : 0) + (hasPhoto ? PHOTO_ROW : 0);
    },
    overscan: 10,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes change with the open form
  useEffect(() => rows.measure(), [logging, row, lines]);

  // What is selected on the map comes into view, with what is in it.
  const sought = useRef(selected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each selection, not for each row that moves
  useEffect(() => {
    if (selected === null || sought.current === selected || !board.grids.has(selected)) return;
    const next = new Set(paths);
    for (let path = selected; path !== ''; path = parentPath(path)) next.add(path);
    setOpened({ id, paths: next });
  }, [selected]);
  useEffect(() => {
    if (selected === null || sought.current === selected) return;
    const index = lines.findIndex((line) => line.key === selected);
    if (index < 0) return;
    sought.current = selected;
    rows.scrollToIndex(index, { align: 'center' });
  }, [selected, lines, rows]);

  useEffect(() => {
    setLogging(null);
    return row === null ? undefined : () => setLogging(null);
  }, [row]);

  useEffect(() =>
    offerHands({
      step: (by) => {
        const people = lines.flatMap((line, index) => (line.sort === 'person' ? [{ index, post: line.post }] : []));
        if (people.length === 0) {
          const first = firstSilent(board, selected) ?? firstSilent(board, null);
          if (!first) return;
          setOpened({ id, paths: new Set([...paths, ...first.paths]) });
          onRow(first.post);
          return;
        }
        const at = people.findIndex((person) => person.post === row);
        // Who has just answered left the list; the next stands in the same place.
        const to = at < 0 ? lastAt.current : at + by;
        const next = people[Math.min(people.length - 1, Math.max(0, to))];
        if (!next) return;
        lastAt.current = people.indexOf(next);
        onRow(next.post);
        rows.scrollToIndex(next.index);
      },
      open: () => {
        const person = row === null ? undefined : board.rows[board.byPost.get(row) ?? -1];
        if (person) onGrid(person.grid);
        return person !== undefined;
      },
      ...(logging !== null && { fold: () => setLogging(null) }),
      ...(canLog && { log: (said: Said) => setLogging({ said }) }),
    }),
  );

  if (lines.length === 0) return <Empty title={t(isCalling ? 'order.call.nobody' : 'order.noRows')} />;
  return (
    <div
      className={styles.table}
      onPointerEnter={() => {
        hovered.current = true;
      }}
      onPointerLeave={() => {
        hovered.current = false;
      }}
    >
      <div className={styles.columns} hidden={isCalling}>
        <span>{t('order.column.grid')}</span>
        {(['expected', 'read', 'accepted', 'unanswered', 'refused'] as const).map((name) => (
          <span key={name} title={t(`order.figure.${name}`)}>
            {t(`order.column.${name}`)}
          </span>
        ))}
        <span />
      </div>
      {canLog && (isCalling || row !== null) && (
        <p className={styles.hints}>
          {KEYS.map(([name, ...keys]) => (
            <span key={name}>
              {keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}{' '}
              {t(`order.keys.${name}`)}
            </span>
          ))}
        </p>
      )}
      <div ref={box} className={styles.scroll} data-testid="board-rows">
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start, size, key }) => {
            const line = lines[index];
            if (!line) return null;
            const style = { transform: `translateY(${start}px)`, height: size };
            if (line.sort === 'grid') {
              const live = board.grids.get(line.grid.path);
              return (
                <GridRow
                  key={key}
                  style={style}
                  line={line}
                  isSelected={line.key === selected}
                  tally={live?.tally ?? line.grid.tally}
                  onToggle={() => toggle(line.grid.path)}
                  onGrid={() => onGrid(line.grid.path)}
                />
              );
            }
            if (line.sort === 'head') return <HeadRow key={key} style={style} line={line} />;
            if (line.sort === 'copies') {
              return (
                <CopiesRow
                  key={key}
                  style={style}
                  isOpen={line.isOpen}
                  tally={board.copies}
                  onToggle={() => toggle(COPIES)}
                />
              );
            }
            const person = board.rows[board.byPost.get(line.post) ?? -1];
            if (!person) return null;
            const isChosen = person.post === row;
            return (
              <PersonRow
                key={key}
                style={style}
                depth={line.depth}
                person={person}
                place={isCalling ? (board.grids.get(person.grid)?.name ?? null) : null}
                tries={tries.get(person.post) ?? []}
                isChosen={isChosen}
                canLog={canLog}
                onChoose={() => onRow(isChosen ? null : person.post)}
                onLog={(said) => {
                  onRow(person.post);
                  // The row's own effect closes a form that was open for another person first.
                  setTimeout(() => setLogging({ said }));
                }}
              >
                {isChosen && logging !== null && (
                  <CallForm
                    order={id}
                    asked={asked}
                    person={person}
                    head={board.card.heads.find(({ post }) => post === person.head) ?? null}
                    said={logging.said}
                    means={means}
                    onClose={() => setLogging((now) => (now === logging ? null : now))}
                  />
                )}
              </PersonRow>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The calls by whose answer was sought. */
function triesOf(calls: readonly CallEntry[]): Map<string, CallEntry[]> {
  const tries = new Map<string, CallEntry[]>();
  for (const call of calls) {
    const known = tries.get(call.post);
    if (known) known.push(call);
    else tries.set(call.post, [call]);
  }
  return tries;
}
