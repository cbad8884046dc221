/**
 * PDF: A4 across, the chart as vectors, the head of the table on every page.
 *
 * Promise: made of what is on this disk: nothing is fetched, and no file but its fonts is read.
 */
/// <reference path="./pdfmake.d.ts" />
import pdfmake from 'pdfmake';
import fonts from 'pdfmake/fonts/Roboto.js';
import { INK, LINE, renderChart } from './chart.ts';
import { type Contents, type Head, shownRows } from './contents.ts';

pdfmake.setFonts(fonts);
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(fonts.Roboto).includes(path));

const MARGIN = 36;
const FIGURES_IN_A_ROW = 5;

export function renderPdf(contents: Contents, { range, madeAt }: Head): Promise<Buffer> {
  const { title, figures } = contents;
  const { columns, cells, notes } = shownRows(contents);
  const hasLong = columns.some(({ text }) => text === 'long');
  const cellStyles = columns.map(({ text }) => ({
    alignment: text ? 'left' : 'right',
    // A URL has no place to break at, and would push the other columns off the page.
    wordBreak: text === 'long' ? 'break-all' : 'normal',
  }));
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageOrientation: 'landscape',
      pageMargins: MARGIN,
      info: { title: `${title}, ${range}`, creationDate: madeAt },
      defaultStyle: { font: 'Roboto', fontSize: 9, color: '#1f2937' },
      styles: { soft: { color: INK }, figure: { fontSize: 14 } },
      footer: (page: number, pages: number) => ({
        text: `${title}, ${range}. Page ${page} of ${pages}`,
        style: 'soft',
        fontSize: 8,
        alignment: 'right',
        margin: [MARGIN, 8, MARGIN, 0],
      }),
      content: [
        { text: title, fontSize: 20, bold: true },
        { text: `${range}\nMade at ${madeAt.toISOString()}`, style: 'soft', margin: [0, 2, 0, 12] },
        { table: figureTable(figures), layout: FIGURES, margin: [0, 0, 0, 14] },
        { svg: renderChart(contents), margin: [0, 0, 0, 10] },
        {
          table: {
            headerRows: 1,
            keepWithHeaderRows: 1,
            dontBreakRows: true,
            widths: columns.map(({ text }) => (text === 'long' || !hasLong ? '*' : 'auto')),
            body: [
              columns.map(({ title: text }, index) => ({ text, style: 'soft', ...cellStyles[index] })),
              ...cells.map((row) => row.map((text, index) => ({ text, ...cellStyles[index] }))),
            ],
          },
          layout: ROWS,
        },
        ...notes.map((text) => ({ text, style: 'soft', margin: [0, 6, 0, 0] })),
      ],
    })
    .getBuffer();
}

function figureTable(figures: Contents['figures']): object {
  const cells = figures.map(([name, value]) => ({
    stack: [
      { text: name, style: 'soft' },
      { text: value, style: 'figure' },
    ],
  }));
  while (cells.length % FIGURES_IN_A_ROW > 0) cells.push({ stack: [] });
  const body = Array.from({ length: cells.length / FIGURES_IN_A_ROW }, (_, row) =>
    cells.slice(row * FIGURES_IN_A_ROW, (row + 1) * FIGURES_IN_A_ROW),
  );
  return { widths: Array(FIGURES_IN_A_ROW).fill('*'), body };
}

const FIGURES = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 8,
  paddingTop: () => 5,
  paddingBottom: () => 5,
  fillColor: () => '#f5f6f8',
};
const ROWS = {
  hLineWidth: (line: number) => (line === 0 ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => LINE,
};
