/** Text of the contract and numbers of the code, as a reader finds them on a page. */
import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** A text in which `backticks` mean code, as everywhere in the contract. */
export const prose = (text = ''): Html =>
  html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;

const UNITS: [name: string, ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** In the largest unit of which there are two, or exactly one. */
function measured(ms: number): { count: number; unit: string } {
  const [unit, size] = UNITS.find(([, size]) => ms >= 2 * size || ms === size) ?? UNITS.at(-1)!;
  const count = Number((ms / size).toPrecision(2));
  return { count, unit: count === 1 ? unit : `${unit}s` };
}

/** Such as `2 seconds`, `1.5 hours` or, of two, `1 to 2 seconds`. */
export function span(ms: number, toMs = ms): string {
  const [from, to] = [measured(ms), measured(toMs)];
  const end = `${to.count} ${to.unit}`;
  if (ms === toMs) return end;
  return from.unit.replace(/s$/, '') === to.unit.replace(/s$/, '')
    ? `${from.count} to ${end}`
    : `${from.count} ${from.unit} to ${end}`;
}

/** Such as `1,048,576`. */
export const count = (number: number): string => number.toLocaleString('en');

/** A value as it goes over the wire, its names set off. */
export function json(value: unknown): Html {
  const parts = JSON.stringify(value, null, 2).split(/("(?:[^"\\]|\\.)*"(?=:))/);
  return html`<pre tabindex="0"><code>${parts.map((part, index) => (index % 2 === 1 ? html`<b>${part}</b>` : part))}</code></pre>`;
}

/** Code of a program, its comments set off. */
export function code(text: string): Html {
  const parts = text.trimEnd().split(/(^\s*(?:\/\/|#|\/\*\*).*$|""".*""")/m);
  return html`<pre tabindex="0"><code>${parts.map((part, index) => (index % 2 === 1 ? html`<i>${part}</i>` : part))}</code></pre>`;
}

/** A name as code that breaks after its dots and slashes, so that it fits on a phone. */
export const name = (text: string): Html =>
  html`<code>${text.split(/(?<=[._\]/])/).map((part, index) => html`${index > 0 ? html`<wbr>` : ''}${part}`)}</code>`;
