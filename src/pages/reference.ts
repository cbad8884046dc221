/**
 * The HTTP reference: the OpenAPI document as a page, operation by operation.
 *
 * Promise: all that it says is in the document; what is not told there is not told here.
 */
import { html } from 'hono/html';
import openapiDocument from '../../generated/openapi.json' with { type: 'json' };
import type { JsonSchema } from '../contract/shape.ts';
import { curlOf } from './curl.ts';
import { type Entry, type Html, type Links, toPage } from './layout.ts';
import { type Parameter, parameterTable, resolve, type Schemas, schemaTable, typeOf } from './schema-table.ts';
import { json, name, prose } from './words.ts';

interface Media {
  schema: JsonSchema;
  example?: unknown;
  examples?: Record<string, { $ref?: string; summary?: string; value?: unknown }>;
}
interface Answer {
  description: string;
  headers?: Record<string, object>;
  content?: Record<string, Media>;
}
export interface Operation {
  operationId: string;
  tags: [string];
  summary: string;
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Answer>;
  callbacks?: Record<string, unknown>;
  'x-job'?: { type: string; events?: Record<string, string>; timeout_seconds: number };
}
interface Document {
  info: { title: string; version: string; summary: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Schemas;
    examples: Record<string, { summary: string; description: string; value: { status: number } }>;
    securitySchemes: { ApiKey: { description: string } };
    [kind: string]: Record<string, unknown>;
  };
}
interface Route {
  method: string;
  path: string;
  operation: Operation;
}

const document = openapiDocument as unknown as Document;
const { schemas, examples: problems } = document.components;
const PROBLEM = 'application/problem+json';

/** The thing itself, where the document has a reference. */
function deref<T>(value: T | { $ref: string }): T {
  if (!(value as { $ref?: string }).$ref) return value as T;
  const [kind, name] = (value as { $ref: string }).$ref.split('/').slice(-2) as [string, string];
  return document.components[kind]![name] as T;
}

const routes: Route[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    operation: {
      ...operation,
      parameters: (operation.parameters ?? []).map(deref),
      responses: Object.fromEntries(
        Object.entries(operation.responses).map(([status, answer]) => [status, deref(answer)]),
      ),
    },
  })),
);

const slug = (tag: string): string => tag.toLowerCase().replaceAll(' ', '-');
const valuesOf = ({ example, examples = {} }: Media): unknown[] =>
  example === undefined ? Object.values(examples).map((one) => deref(one).value) : [example];
const namesOf = (schema: JsonSchema): string[] =>
  [schema, ...((schema.anyOf as JsonSchema[] | undefined) ?? [])].flatMap(
    ({ $ref }) => ($ref as string | undefined)?.split('/').at(-1) ?? [],
  );
const linksTo = (names: string[]): Html =>
  html`${names.map((name, index) => html`${index > 0 ? ' or ' : ''}<a href="#schema-${name}">${name}</a>`)}`;

function body({ requestBody }: Operation): Html {
  if (!requestBody) return html``;
  const { 'application/json': media, ...others } = requestBody.content;
  if (!media)
    return html`<h4>Body</h4><p>Bytes, as ${Object.keys(others).map((type, index) => html`${index > 0 ? ', ' : ''}<code>${type}</code>`)}.</p>`;
  const { schema } = resolve(media.schema, schemas);
  const alternatives = (schema.anyOf as JsonSchema[] | undefined)?.every(({ $ref }) => $ref)
    ? (schema.anyOf as JsonSchema[])
    : [media.schema];
  const [, ...more] = valuesOf(media);
  return html`<h4>Body${requestBody.required ? '' : ', optional'}</h4>${prose(schema.description as string)}${alternatives.map(
    (one) =>
      alternatives.length > 1
        ? html`<p><strong>${typeOf(one, schemas)}</strong>: ${prose(resolve(one, schemas).schema.description as string)}</p>${schemaTable(one, schemas)}`
        : schemaTable(one, schemas),
  )}${more.length > 0 ? html`<details><summary>More examples</summary>${more.map(json)}</details>` : ''}`;
}

function answers({ responses }: Operation): Html {
  const rows = Object.entries(responses).map(([status, { description, headers = {}, content = {} }]) => {
    const { [PROBLEM]: problem, ...media } = content;
    const told = [
      ...Object.entries(media).map(
        ([type, { schema }]) =>
          html`<code>${type}</code> ${linksTo(namesOf(schema).filter((name) => shown.has(name)))}`,
      ),
      ...Object.keys(problem?.examples ?? {}).map((name) => html`<a href="#problem-${name}"><code>${name}</code></a>`),
    ];
    const own = Object.keys(headers).filter((name) => !EVERYWHERE.includes(name));
    return html`<tr><th scope="row">${status}</th><td>${description}${told.map((one) => html`<span class="limit">${one}</span>`)}${own.length > 0 ? html`<span class="limit">${own.join(', ')}</span>` : ''}</td></tr>`;
  });
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2'))!;
  const example = success.content?.['application/json'] && valuesOf(success.content['application/json'])[0];
  return html`<h4>Answers</h4>${example === undefined ? '' : json(example)}<table><thead><tr><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead><tbody>${rows}</tbody></table>`;
}
/** What every answer has is told once. */
const EVERYWHERE = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy'];

/** The schemas of answers, which are shown once below all operations. */
const shown = new Set(
  routes
    .flatMap(({ operation }) => Object.values(operation.responses))
    .flatMap(({ content = {} }) => Object.entries(content))
    .flatMap(([type, { schema }]) => (type === 'application/json' ? namesOf(schema) : []))
    .sort(),
);

function section({ method, path, operation }: Route, url: string, links: Links): Html {
  const { operationId: id, summary, description, security, parameters = [], callbacks, 'x-job': job } = operation;
  const scopes = security?.flatMap(({ ApiKey = [] }) => ApiKey) ?? [];
  const types = Object.values(job?.events ?? {});
  return html`<section><h3 id="${id}"><a href="#${id}">${summary}</a></h3>
<p class="route"><span class="method">${method}</span> ${name(path)}</p>
<p>${prose(description)} ${scopes.length > 0 ? html`Needs a key with the scope ${scopes.map((scope) => html`<code>${scope}</code>`)}.` : 'Needs no key.'}
${callbacks ? html`It ends with ${types.map((type, index) => html`${index === 0 ? '' : index === types.length - 1 ? ' or ' : ', '}<a href="${links.events}#${type}"><code>${type}</code></a>`)}.` : ''}</p>
${curlOf({ method, path, operation }, url, schemas)}
${parameters.length > 0 ? html`<h4>Parameters</h4>${parameterTable(parameters, schemas, { head: 'Parameter', tellsPlace: true })}` : ''}
${body(operation)}
${answers(operation)}</section>`;
}

/** @param url  of the service, without a slash at the end */
export function docsPage({ url, links }: { url: string; links: Links }): Promise<string> {
  const { info, tags, components } = document;
  const of = (tag: string) => routes.filter(({ operation }) => operation.tags[0] === tag);
  const entries: Entry[] = [
    ...tags.map(({ name }) => ({
      href: `#${slug(name)}`,
      label: name,
      entries: of(name).map(({ operation }) => ({ href: `#${operation.operationId}`, label: operation.summary })),
    })),
    { href: '#schemas', label: 'Schemas of answers' },
    { href: '#problems', label: 'Problems' },
  ];
  const content = html`<h1>HTTP reference</h1>
<p class="lead">${info.summary}</p>
<p>The service is at <code>${url}</code>. ${prose(components.securitySchemes.ApiKey.description)} Every error is a <a href="#problems">problem</a> with all faults of the call; every answer has an <code>X-Request-Id</code>, and every answer to a call with a key, but for <code>overloaded</code>, a <code>RateLimit</code>. The same for programs: <a href="${links.openapi}">openapi.json</a>. What is told by webhook: the <a href="${links.events}">event catalogue</a>.</p>
${tags.map(({ name, description }) => html`<h2 id="${slug(name)}"><a href="#${slug(name)}">${name}</a></h2><p>${description}</p>${of(name).map((route) => section(route, url, links))}`)}
<h2 id="schemas"><a href="#schemas">Schemas of answers</a></h2>
${[...shown].map((name) => html`<section><h3 id="schema-${name}"><a href="#schema-${name}">${name}</a></h3><p>${prose(schemas[name]!.description as string)}</p>${schemaTable(schemas[name]!, schemas)}</section>`)}
<h2 id="problems"><a href="#problems">Problems</a></h2>
<p>Every error is an <code>${PROBLEM}</code> (RFC 9457). Its <code>type</code> is <code>${url}/problems/</code> and one of these names; programs go by it, and by the status.</p>
<table><thead><tr><th scope="col">Problem</th><th scope="col">What to do</th></tr></thead><tbody>${Object.entries(
    problems,
  ).map(
    ([name, { summary, description, value }]) =>
      html`<tr><th scope="row" id="problem-${name}"><code>${name}</code><small>${value.status}</small></th><td><strong>${summary}.</strong> ${prose(description)}</td></tr>`,
  )}</tbody></table>
<h3 id="schema-Problem"><a href="#schema-Problem">Problem</a></h3>${schemaTable(schemas.Problem!, schemas)}`;
  return toPage({
    name: 'docs',
    title: `${info.title}: the HTTP reference`,
    description: info.summary,
    version: info.version,
    links,
    entries,
    body: content,
  });
}
