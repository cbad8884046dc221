/**
 * Plots as SVG: a row for each thing that was measured, its median as a bar, each round as a point, a minimum as a line.
 *
 * Promise: it stands alone: no script, no animation, nothing to be fetched; the page colours its text.
 */
import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { show } from './figures.ts';

use([BarChart, ScatterChart, GridComponent, SVGRenderer]);

export interface PlotRow {
  label: string;
  value: number;
  rounds: number[];
  /** A line across the row: the least, or the most, that it should be. */
  bound?: number;
}

/** In pixels. */
const WIDTH = 920;
const ROW = 44;
const LABELS = 320;
const FOOT = 30;
/** The page gives these other values in the dark. */
export const INK = '#4b5563';
export const LINE = '#d5d9e0';
export const BAR = '#a9c4e4';
export const POINT = '#1d5fa8';
export const BOUND = '#b3261e';

/** @param unit  of the axis, such as `calls/s` */
export function plot(rows: PlotRow[], unit: string): string {
  const height = ROW * rows.length + FOOT;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  const text = { color: INK, fontFamily: 'system-ui, sans-serif', fontSize: 12 };
  const still = { silent: true, emphasis: { disabled: true } };
  chart.setOption({
    animation: false,
    textStyle: text,
    grid: { left: LABELS, right: 90, top: 4, height: ROW * rows.length },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: LINE } },
      axisLabel: { ...text, interval: 0, width: LABELS - 60, overflow: 'break' },
    },
    xAxis: {
      type: 'value',
      name: unit,
      nameTextStyle: text,
      min: 0,
      splitNumber: 5,
      splitLine: { lineStyle: { color: LINE } },
      axisLabel: { ...text, formatter: show },
    },
    series: [
      {
        ...still,
        type: 'bar',
        data: rows.map(({ value }) => value),
        barWidth: 18,
        itemStyle: { color: BAR },
      },
      {
        ...still,
        type: 'scatter',
        data: rows.flatMap(({ rounds }, row) => rounds.map((round) => [round, row])),
        symbolSize: 7,
        itemStyle: { color: POINT },
      },
      {
        ...still,
        type: 'scatter',
        data: rows.flatMap(({ bound }, row) => (bound === undefined ? [] : [[bound, row]])),
        symbol: 'rect',
        symbolSize: [3, ROW - 10],
        itemStyle: { color: BOUND },
      },
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
