/**
 * HTML: one page that needs nothing else, on a screen, light or dark, and on paper.
 *
 * Promise: no script and no reference to anything outside; whatever a cell says is shown as text.
 */
import { html, raw } from 'hono/html';
import { INK, LINE, renderChart } from './chart.ts';
import { type Contents, type Head, shownRows } from './contents.ts';

const STYLE = `
  :root { color-scheme: light dark; --ink: #1f2937; --soft: ${INK}; --line: ${LINE}; --card: #f5f6f8; --page: #fff }
  @media screen and (prefers-color-scheme: dark) {
    :root { --ink: #e7e9ee; --soft: #b3bac6; --line: #3b424e; --card: #22262e; --page: #16191f }
  }
  * { box-sizing: border-box }
  body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; background: var(--page); color: var(--ink);
    font: 0.9375rem/1.45 system-ui, sans-serif }
  h1 { margin: 0; font-size: 1.75rem }
  p { margin: 0.25rem 0; color: var(--soft) }
  dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 0.75rem; margin: 1.5rem 0 }
  dl div { padding: 0.75rem 1rem; border-radius: 0.5rem; background: var(--card); break-inside: avoid }
  dt { color: var(--soft); font-size: 0.8125rem }
  dd { margin: 0; font-size: 1.125rem; overflow-wrap: anywhere; font-variant-numeric: tabular-nums }
  figure { margin: 1.5rem 0; break-inside: avoid }
  svg { width: 100%; height: auto }
  svg text { fill: var(--soft) }
  svg [stroke="${LINE}"] { stroke: var(--line) }
  table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
  th, td { padding: 0.4rem 0.5rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top }
  th { color: var(--soft); font-size: 0.8125rem; vertical-align: bottom }
  .text { text-align: left; overflow-wrap: anywhere }
  td:not(.text) { white-space: nowrap }
  tr { break-inside: avoid }
  footer { margin-top: 1rem; font-size: 0.8125rem }
  @page { size: A4 landscape; margin: 12mm }
  @media print { body { max-width: none; margin: 0; padding: 0; font-size: 9pt } dl div { border: 1px solid var(--line) } }
`;

export function renderHtml(contents: Contents, { range, madeAt }: Head): Buffer {
  const { title, figures, panels } = contents;
  const { columns, cells, notes } = shownRows(contents);
  const kind = (index: number) => (columns[index]!.text ? raw(' class="text"') : '');
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}, ${range}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header><h1>${title}</h1><p>${range}</p><p>Made at ${madeAt.toISOString()}</p></header>
<dl>${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<figure role="img" aria-label="${panels.map((panel) => panel.title).join('; ')}">${raw(renderChart(contents))}</figure>
<table>
<thead><tr>${columns.map((column, index) => html`<th scope="col"${kind(index)}>${column.title}</th>`)}</tr></thead>
<tbody>
${cells.map((row) => html`<tr>${row.map((cell, index) => html`<td${kind(index)}>${cell}</td>`)}</tr>\n`)}</tbody>
</table>
<footer>${notes.map((note) => html`<p>${note}</p>`)}</footer>
</body>
</html>
`;
  return Buffer.from(String(page));
}
