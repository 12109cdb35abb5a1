// One measure, row by row: how many count as a bar, their rate as a point. Loaded when it is first looked at.

import { BarChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTheme } from '../../shared/dress';
import { themes } from '../../shared/tokens';
import styles from './review.module.css';

use([BarChart, ScatterChart, GridComponent, AriaComponent, SVGRenderer]);

export type Bar = { name: string; count: number; of: number; permille: number | null };

type Props = {
  bars: readonly Bar[];
  label: string;
  isBad: boolean;
  chosen: number | null;
  onChoose: (index: number) => void;
};

/** More bars than that are no picture. */
const MOST_BARS = 40;
const MOST_NAMED = 9;

export function Chart({ bars, label, isBad, chosen, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const theme = useTheme();
  useEffect(() => {
    const host = box.current;
    if (!host) return;
    const made = init(host, undefined, { renderer: 'svg' });
    chart.current = made;
    made.on('click', ({ dataIndex }) => choose.current(dataIndex));
    const resized = new ResizeObserver(() => made.resize());
    resized.observe(host);
    return () => {
      resized.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const tokens = themes[theme];
    const shown = bars.slice(0, MOST_BARS);
    // So few that each can have its name below it.
    const isFew = shown.length <= MOST_NAMED;
    const colour = isBad ? tokens.overdue : tokens.underWay;
    const words = { color: tokens.textQuiet, fontFamily: tokens.family, fontSize: 12 };
    chart.current?.setOption(
      {
        animation: false,
        aria: { enabled: true, label: { description: label } },
        grid: { left: 44, right: 44, top: 14, bottom: 24 },
        xAxis: {
          type: 'category',
          data: shown.map(({ name }) => name),
          axisLabel: { ...words, ...(isFew && { interval: 0 }), hideOverlap: !isFew, overflow: 'truncate', width: 86 },
          axisLine: { lineStyle: { color: tokens.lineStrong } },
          axisTick: { show: false },
        },
        yAxis: [
          { type: 'value', minInterval: 1, axisLabel: words, splitLine: { lineStyle: { color: tokens.line } } },
          {
            type: 'value',
            min: 0,
            max: 100,
            interval: 50,
            axisLabel: { ...words, formatter: '{value}%' },
            splitLine: { show: false },
          },
        ],
        series: [
          {
            type: 'bar',
            stack: 'of',
            barMaxWidth: 34,
            data: shown.map(({ count }, index) => ({
              value: count,
              itemStyle: { color: colour, opacity: chosen === null || chosen === index ? 1 : 0.55 },
            })),
          },
          {
            type: 'bar',
            stack: 'of',
            barMaxWidth: 34,
            itemStyle: { color: tokens.lineStrong },
            data: shown.map(({ count, of }) => of - count),
          },
          {
            type: 'scatter',
            yAxisIndex: 1,
            symbol: 'diamond',
            symbolSize: 9,
            itemStyle: { color: tokens.text },
            data: shown.map(({ permille }) => (permille === null ? '-' : permille / 10)),
          },
        ],
      },
      { notMerge: true },
    );
  }, [bars, chosen, isBad, label, theme]);
  return <div ref={box} className={styles.chart} role="img" aria-label={label} data-testid="review-chart" />;
}
