/**
 * The chart of a report as SVG: one diagram below the other over the same periods, legible on light and on dark once
 * its text is coloured by the page.
 *
 * Promise: it stands alone: no script, no animation, nothing to be fetched.
 */
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Contents } from './contents.ts';

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** In pixels; as wide as a page of A4 across, in points, without its margins. */
const WIDTH = 770;
/** Three of them, with the head of the document, fill one page. */
const DIAGRAM_HEIGHT = { one: 230, many: 125 };
const SPACE = { left: 56, right: 12, above: 34, below: 24 };
export const INK = '#4b5563';
export const LINE = '#d5d9e0';

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 });

export function renderChart({ panels, periods }: Pick<Contents, 'panels' | 'periods'>): string {
  const height = panels.length === 1 ? DIAGRAM_HEIGHT.one : DIAGRAM_HEIGHT.many;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: height * panels.length });
  const text = { color: INK, fontFamily: 'Roboto, sans-serif', fontSize: 11 };
  chart.setOption({
    animation: false,
    textStyle: text,
    title: panels.map(({ title }, index) => ({
      text: title,
      left: 0,
      top: index * height,
      padding: 4,
      textStyle: { ...text, fontSize: 13, fontWeight: 'bold' },
    })),
    grid: panels.map((_, index) => ({
      left: SPACE.left,
      right: SPACE.right,
      top: index * height + SPACE.above,
      height: height - SPACE.above - SPACE.below,
    })),
    legend: panels.map(({ series }, index) => ({
      show: series.length > 1,
      selectedMode: false,
      data: series.map(({ name }) => name),
      right: SPACE.right,
      top: index * height,
      itemWidth: 12,
      itemHeight: 12,
      icon: 'rect',
      textStyle: text,
    })),
    xAxis: panels.map((_, gridIndex) => ({
      gridIndex,
      type: 'category',
      data: periods,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: LINE } },
      axisLabel: { ...text, hideOverlap: true },
    })),
    yAxis: panels.map((_, gridIndex) => ({
      gridIndex,
      type: 'value',
      minInterval: 1,
      splitNumber: panels.length === 1 ? 4 : 3,
      // Without a bar the axis would have no scale at all.
      max: ({ max }: { max: number }) => (max === 0 ? 1 : null),
      splitLine: { lineStyle: { color: LINE } },
      axisLabel: { ...text, formatter: (value: number) => short.format(value) },
    })),
    series: panels.flatMap(({ series }, index) =>
      series.map(({ name, color, values }) => ({
        name,
        type: 'bar',
        stack: `diagram ${index}`,
        xAxisIndex: index,
        yAxisIndex: index,
        data: values,
        itemStyle: { color },
        barMaxWidth: 40,
        barCategoryGap: '25%',
        silent: true,
        emphasis: { disabled: true },
      })),
    ),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
