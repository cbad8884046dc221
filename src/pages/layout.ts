/**
 * The frame of both pages: head, style, contents at the side.
 *
 * Promise: a page is one file. It loads nothing, runs nothing and calls nobody, so it is the same behind a server, on a
 * static host and from a disk; `CONTENT_SECURITY_POLICY` holds it to that.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** Where the pages and documents are to be found, seen from the pages. */
export interface Links {
  docs: string;
  events: string;
  openapi: string;
  asyncapi: string;
}

/** A line of the contents: where it leads, and what is below it. */
export interface Entry {
  href: string;
  label: string;
  isCode?: boolean;
  entries?: Entry[];
}

interface Page {
  /** Which of the two it is. */
  name: 'docs' | 'events';
  title: string;
  description: string;
  /** Of the contract. */
  version: string;
  links: Links;
  entries: Entry[];
  body: Html;
}

const STYLE = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%230b5c9e'/%3E%3Cpath d='M3 5l2 6 3-5 3 5 2-6' fill='none' stroke='%23fff' stroke-width='1.6' stroke-linejoin='round' stroke-linecap='round'/%3E%3C/svg%3E";

/** @see Content Security Policy Level 3 §6 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const listOf = (entries: Entry[]): Html =>
  html`<ul>${entries.map(
    ({ href, label, isCode, entries: below }) =>
      html`<li><a href="${href}">${isCode ? html`<code>${label}</code>` : label}</a>${below ? listOf(below) : ''}</li>`,
  )}</ul>`;

export async function toPage({ name, title, description, version, links, entries, body }: Page): Promise<string> {
  const tab = (page: 'docs' | 'events', label: string) =>
    html`<a href="${links[page]}"${page === name ? raw(' aria-current="page"') : ''}>${label}</a>`;
  return String(
    await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${raw(ICON)}">
<style>${raw(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<strong>Waybill</strong> <small>${version}</small>
<nav aria-label="Pages">${tab('docs', 'HTTP reference')} ${tab('events', 'Events')}
<a href="${links.openapi}">OpenAPI</a> <a href="${links.asyncapi}">AsyncAPI</a></nav>
</header>
<div class="columns">
<details class="contents"><summary>Contents</summary><nav aria-label="Contents">${listOf(entries)}</nav></details>
<main id="content">
${body}
</main>
</div>
</body>
</html>
`,
  );
}
