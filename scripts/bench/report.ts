/**
 * The report as one page: what was asked, on what machine, what came out, and how it was judged.
 *
 * Promise: every figure and every target that the run has is in it, those that were missed or not measured too; no
 * script, and nothing is loaded from elsewhere.
 */
import { html, raw } from 'hono/html';
import { type Answer, type Measured, median, type Question, show, showAs, type Target, verdictOf } from './figures.ts';
import type { Facts } from './machine.ts';
import { BAR, BOUND, INK, LINE, POINT, plot } from './plot.ts';
import { boundOf, medianOf } from './table.ts';

export interface Asked {
  question: Pick<Question<never>, 'name' | 'title' | 'meaning'>;
  answer: Answer;
  seconds: number;
}

const STYLE = `
  :root { color-scheme: light dark; --ink: #1f2937; --soft: ${INK}; --line: ${LINE}; --card: #f5f6f8; --page: #fff;
    --bar: ${BAR}; --point: ${POINT}; --bound: ${BOUND}; --good: #17692f }
  @media screen and (prefers-color-scheme: dark) {
    :root { --ink: #e7e9ee; --soft: #b3bac6; --line: #3b424e; --card: #22262e; --page: #16191f;
      --bar: #34567d; --point: #9cc7f5; --bound: #ff8f84; --good: #7fd698 }
  }
  * { box-sizing: border-box }
  body { max-width: 64rem; margin: 2rem auto; padding: 0 1rem; background: var(--page); color: var(--ink);
    font: 0.9375rem/1.5 system-ui, sans-serif }
  h1 { margin: 0; font-size: 1.75rem }
  h2 { margin: 3rem 0 0.25rem; font-size: 1.25rem }
  p { margin: 0.25rem 0; max-width: 46rem }
  .soft { color: var(--soft) }
  dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: 0.5rem; margin: 1.5rem 0 }
  dl div { padding: 0.5rem 0.75rem; border-radius: 0.5rem; background: var(--card); break-inside: avoid }
  dt { color: var(--soft); font-size: 0.8125rem }
  dd { margin: 0; overflow-wrap: anywhere }
  figure { margin: 1rem 0; overflow-x: auto; break-inside: avoid }
  figcaption { color: var(--soft); font-size: 0.8125rem }
  svg { width: 100%; min-width: 36rem; height: auto }
  svg text { fill: var(--soft) }
  svg [stroke="${LINE}"] { stroke: var(--line) }
  svg [fill="${BAR}"] { fill: var(--bar) }
  svg [fill="${POINT}"] { fill: var(--point) }
  svg [fill="${BOUND}"] { fill: var(--bound) }
  .wide { overflow-x: auto }
  table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 0.75rem 0 }
  th, td { padding: 0.35rem 0.5rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top }
  th { color: var(--soft); font-size: 0.8125rem; font-weight: 600; vertical-align: bottom }
  .text { text-align: left }
  td small { display: block; color: var(--soft); max-width: 40rem }
  td:not(.text) { white-space: nowrap }
  .met { color: var(--good) }
  .missed { color: var(--bound); font-weight: 700 }
`;

export function renderReport({ facts, asked, at }: { facts: Facts; asked: Asked[]; at: Date }): string {
  const targets = asked.flatMap(({ answer }) => answer.targets ?? []);
  const missed = targets.filter((target) => verdictOf(target) === 'MISSED').length;
  const judged = targets.filter((target) => /met|MISSED/.test(verdictOf(target))).length;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Waybill: bench</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header>
<h1>What Waybill’s promises cost</h1>
<p class="soft">Made by <code>npm run bench</code> at ${at.toISOString()}. ${missed === 0 ? `None of ${judged} bounds is missed.` : `${missed} of ${judged} bounds are missed.`}</p>
<p>Every side of a comparison was measured in turns with the others, in one run on one machine; a figure is the median of its rounds, a ratio that of two medians. The rounds are the points in the plots, bars are medians, and a red line is a bound. Trust ratios more than rates: the load generator, the receiver, Postgres and what is measured share the cores.</p>
</header>
<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${targets.length > 0 ? html`<h2>Targets</h2>${targetTable(targets)}` : ''}
${asked.map(section)}
</body>
</html>
`;
  return String(page);
}

function section({ question, answer, seconds }: Asked) {
  const { measured, targets = [], unmeasured = [] } = answer;
  const ratios = targets.filter(({ unit, value }) => unit === '×' && value !== null);
  const units = Map.groupBy(measured, ({ unit }) => unit);
  return html`
<section id="${question.name}">
<h2>${question.title}</h2>
<p>${question.meaning}</p>
<p class="soft"><code>npm run bench -- ${question.name}</code>, ${Math.round(seconds)} s</p>
${[...units].map(([unit, all]) =>
  figure(
    unit,
    all.map(({ what, rounds }) => ({ label: what, value: median(rounds), rounds })),
  ),
)}
${measured.length > 0 ? measuredTable(measured) : ''}
${unmeasured.map(({ what, why }) => html`<p>Not measured: ${what}: ${why}.</p>`)}
${ratios.length > 0 ? figure('×', ratios.map(toRow)) : ''}
</section>`;
}

const toRow = ({ name, value, rounds, atLeast, aimAtMost }: Target) => ({
  label: name,
  value: value!,
  rounds,
  ...(atLeast !== undefined && { bound: atLeast }),
  ...(aimAtMost !== undefined && { bound: aimAtMost }),
});

const figure = (unit: string, rows: Parameters<typeof plot>[0]) => html`
<figure role="img" aria-label="${rows.map(({ label, value }) => `${label}: ${show(value)} ${unit}`).join('; ')}">${raw(plot(rows, unit))}</figure>`;

function measuredTable(measured: Measured[]) {
  const others = [...new Set(measured.flatMap(({ beside = {} }) => Object.keys(beside)))];
  const hasDisk = measured.some(({ onDisk }) => onDisk !== undefined);
  return html`<div class="wide"><table>
<thead><tr><th scope="col" class="text">Measured</th><th scope="col">Median</th><th scope="col" class="text">Unit</th>${others.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col">Round by round</th>${hasDisk ? html`<th scope="col" class="text">On disk when it says yes</th>` : ''}</tr></thead>
<tbody>
${measured.map(
  ({ what, unit, rounds, beside = {}, onDisk }) =>
    html`<tr><td class="text">${what}</td><td>${show(median(rounds))}</td><td class="text">${unit}</td>${others.map((name) => html`<td>${medianOf(beside[name] ?? [])}</td>`)}<td>${rounds.map(show).join(' · ')}</td>${hasDisk ? html`<td class="text">${onDisk ?? ''}</td>` : ''}</tr>\n`,
)}</tbody>
</table></div>`;
}

function targetTable(targets: Target[]) {
  return html`<div class="wide"><table>
<thead><tr><th scope="col" class="text">Target, and what is compared with what</th><th scope="col">Value</th><th scope="col">Bound</th><th scope="col" class="text">Verdict</th><th scope="col">Round by round</th></tr></thead>
<tbody>
${targets.map((target) => {
  const { name, compared, value, unit, rounds, why } = target;
  const verdict = verdictOf(target);
  const kind = verdict === 'met' ? 'met' : /MISSED|above/.test(verdict) ? 'missed' : '';
  return html`<tr><td class="text">${name}<small>${compared}</small></td><td>${value === null ? '–' : `${showAs(unit, value)} ${unit}`}</td><td>${boundOf(target)}</td><td class="text ${kind}">${verdict}${why ? `: ${why}` : ''}</td><td>${rounds.map((round) => showAs(unit, round)).join(' · ')}</td></tr>\n`;
})}</tbody>
</table></div>`;
}
