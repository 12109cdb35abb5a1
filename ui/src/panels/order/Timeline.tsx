// How many had the order, had read it, had accepted it, by time.

import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { LiveBoard } from '../../desk/board';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { clockTime, figure } from '../../shared/format';
import styles from './order.module.css';
import { countsOverTime, type Series } from './series';

const LEFT = 44;
const RIGHT = 132;
const TOP = 14;
const FOOT = 22;
const COLOURS = { delivered: 'var(--textFaint)', read: 'var(--underWay)', accepted: 'var(--accepted)' } as const;
/** The chart follows the news at this pace. */
const PACE = 1000;

export function Timeline({ board }: { board: LiveBoard }) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const now = useNow(PACE);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the board moves in place; the clock says when to look again
  const counts = useMemo(() => countsOverTime(board), [board, now]);
  const start = Date.parse(board.card.order.issued);
  const last = Math.max(...counts.map((series) => series.points.at(-1)?.at ?? 0), start);
  const ahead = Math.max(60_000, (last - start) * 1.15);
  const end = start + Math.min(Math.max(ahead, 60_000), Math.max(60_000, now - start));
  const most = Math.max(1, board.units.expected);
  const x = (at: number): number => LEFT + ((at - start) / (end - start)) * Math.max(1, size.width - LEFT - RIGHT);
  const y = (count: number): number => TOP + (1 - count / most) * Math.max(1, size.height - TOP - FOOT);

  return (
    <div ref={box} className={styles.timeline} data-testid="timeline">
      <svg width={size.width} height={size.height} role="img" aria-label={t('order.timeline')}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line
              x1={LEFT}
              x2={size.width - RIGHT}
              y1={y(most * share)}
              y2={y(most * share)}
              className={styles.guide}
            />
            <text x={LEFT - 8} y={y(most * share) + 4} textAnchor="end">
              {figure(Math.round(most * share))}
            </text>
          </g>
        ))}
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <text key={share} x={x(start + (end - start) * share)} y={size.height - 5} textAnchor="middle">
            {clockTime(start + (end - start) * share)}
          </text>
        ))}
        {counts.map((series) => (
          <path
            key={series.state}
            d={stairs(series, x, y, Math.min(now, end))}
            stroke={COLOURS[series.state]}
            strokeDasharray={series.state === 'delivered' ? '4 4' : undefined}
            className={styles.curve}
          />
        ))}
        {apart(
          counts.map((series) => y(series.points.at(-1)?.count ?? 0)),
          y(0),
        ).map((at, index) => {
          const series = counts[index];
          return series ? (
            <text key={series.state} x={size.width - RIGHT + 12} y={at + 4} style={{ fill: COLOURS[series.state] }}>
              {t(`order.progress.${series.state}`)} {figure(series.points.at(-1)?.count ?? 0)} / {figure(most)}
            </text>
          ) : null;
        })}
      </svg>
    </div>
  );
}

/** A line that steps up at every answer. */
function stairs(series: Series, x: (at: number) => number, y: (count: number) => number, until: number): string {
  const parts = series.points.map(({ at, count }, index) =>
    index === 0 ? `M${x(at)} ${y(count)}` : `H${x(at)}V${y(count)}`,
  );
  return `${parts.join('')}H${x(until)}`;
}

/** Heights of labels, moved apart so that none covers another; the order of the series is from high to low counts. */
function apart(heights: number[], lowest: number): number[] {
  const gap = 15;
  let above = Number.NEGATIVE_INFINITY;
  return heights.map((height, index) => {
    const room = lowest - gap * (heights.length - 1 - index);
    above = Math.max(Math.min(height, room), above + gap);
    return above;
  });
}
