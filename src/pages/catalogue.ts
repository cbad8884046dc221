/**
 * The event catalogue: every type in every version, and how to receive them (`receiving.ts`).
 *
 * Promise: types, versions, schemas, examples and headers are those of the contract; nothing of them is written here.
 */
import { html } from 'hono/html';
import asyncapiDocument from '../../generated/asyncapi.json' with { type: 'json' };
import * as contract from '../../generated/contract.ts';
import type { EventContract, JobContract, JsonSchema } from '../contract/shape.ts';
import { isOperational, patternsOf, wholeSchema } from '../events/catalogue.ts';
import { type Entry, type Html, type Links, toPage } from './layout.ts';
import { guide } from './receiving.ts';
import { membersOf, parameterTable, schemaTable } from './schema-table.ts';
import { json, name, prose } from './words.ts';

interface Message {
  name: string;
  title: string;
  summary: string;
  'x-event-version': number;
  bindings: { http: { headers: { $ref: string } } };
}
type Version = EventContract['versions'][string];
export type Events = Readonly<Record<string, EventContract>>;

const { info, channels } = asyncapiDocument;
const messages = Object.values(channels).flatMap((channel) => Object.values(channel.messages)) as Message[];
const jobs: [type: string, job: JobContract][] = Object.entries(contract.jobs);
const schemas: Readonly<Record<string, JsonSchema>> = contract.schemas;

const newestMessage = (type: string) => messages.filter(({ name }) => name === type).at(-1)!;

/** Who tells of it, and when. */
function teller(type: string, { publishable }: EventContract): Html {
  if (publishable) return html`Told by you, with <code>POST /v1/events</code>.`;
  if (isOperational(type)) return html`Told by the service about itself, to those who name it.`;
  const ends = jobs.flatMap(([job, { events }]) =>
    Object.entries(events ?? {}).flatMap(([end, of]) => (of === type ? [html`<code>${job}</code> has ${end}`] : [])),
  );
  return html`Told by the service, when a request of the type ${ends}.`;
}

/** The types in the order in which they are shown. */
function groupsOf(events: Events): { id: string; title: string; about: string; types: string[] }[] {
  const ofJobs = jobs.flatMap(([, job]) => Object.values(job.events ?? {}));
  const groups = [
    {
      id: 'work',
      title: 'When work ends',
      about: 'Each request ends with one of them.',
      covers: (type: string) => ofJobs.includes(type as never),
    },
    {
      id: 'business',
      title: 'What you publish',
      about: 'Events of your own business: published by you, delivered like all others.',
      covers: (type: string) => events[type]!.publishable,
    },
    {
      id: 'operational',
      title: 'About the service itself',
      about: 'They are subscribed by name, and `*` leaves them out.',
      covers: isOperational,
    },
  ];
  return groups.map(({ covers, ...group }) => ({ ...group, types: Object.keys(events).filter(covers) }));
}

/** Members that every envelope has alike: shown once, above all types. */
function sharedMembers(events: Events): Set<string> {
  const tables = Object.values(events).flatMap(({ versions }) =>
    Object.values(versions).map(
      ({ schema }) =>
        new Map(membersOf(schemas[schema]!, schemas).map((member) => [member.path, JSON.stringify(member)])),
    ),
  );
  const [first, ...others] = tables;
  return new Set(
    [...first!].filter(([path, member]) => others.every((table) => table.get(path) === member)).map(([path]) => path),
  );
}

const changesOf = ({ changes }: Version): Html =>
  changes.length === 0
    ? html``
    : html`<p>Changes to the version before:</p><ul>${changes.map((change) => html`<li>${prose(change)}</li>`)}</ul>`;

function versionSection(type: string, number: string, contract: EventContract, shared: Set<string>): Html {
  const version = contract.versions[number]!;
  const mark = version.deprecated
    ? html` <span class="mark old">deprecated</span>`
    : Number(number) === contract.newest
      ? html` <span class="mark">newest</span>`
      : '';
  return html`<section><h4 id="${type}.v${number}"><a href="#${type}.v${number}">Version ${number}</a>${mark}</h4>
${changesOf(version)}
${version.examples.map(json)}
${schemaTable(schemas[version.schema]!, schemas, shared)}
<details><summary>JSON Schema of the whole envelope</summary>${json(wholeSchema(version.schema))}</details></section>`;
}

function typeSection(type: string, contract: EventContract, shared: Set<string>): Html {
  const { title, summary } = newestMessage(type);
  const versions = Object.keys(contract.versions).reverse();
  const patterns = patternsOf(type);
  return html`<section><h3 id="${type}"><a href="#${type}"><code>${type}</code></a></h3>
<p class="lead">${title}. ${prose(summary)}</p>
<p>${teller(type, contract)} Subscribed by ${patterns.map((pattern, index) => html`${index === 0 ? '' : index === patterns.length - 1 ? ' or ' : ', '}<code>${pattern}</code>`)}.</p>
${versions.map((number) => versionSection(type, number, contract, shared))}</section>`;
}

/** Every type in a line. */
const overview = (groups: ReturnType<typeof groupsOf>, events: Events): Html =>
  html`${groups.map(
    ({ title, types }) =>
      html`<table class="overview"><caption>${title}</caption><thead><tr><th scope="col">Type</th><th scope="col">Tells that</th><th scope="col">Versions</th></tr></thead><tbody>${types.map(
        (type) =>
          html`<tr><th scope="row"><a href="#${type}">${name(type)}</a></th><td>${newestMessage(type).title}</td><td>${Object.entries(
            events[type]!.versions,
          )
            .reverse()
            .map(
              ([number, { deprecated }]) =>
                html`<a href="#${type}.v${number}"${deprecated ? html` title="deprecated" class="old"` : ''}>${number}</a> `,
            )}</td></tr>`,
      )}</tbody></table>`,
  )}`;

/** What goes with every delivery, beside the body. */
function deliveryHeaders(): Html {
  const { properties, required } = schemas[messages[0]!.bindings.http.headers.$ref.split('/').at(-1)!] as {
    properties: Record<string, JsonSchema>;
    required: string[];
  };
  const headers = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'header',
    required: required.includes(name),
    schema,
  }));
  return parameterTable(headers, schemas, { head: 'Header', tellsPlace: false });
}

/**
 * @param url  of the service, without a slash at the end
 * @param events  those of the contract
 */
export function eventsPage({
  url,
  links,
  events = contract.events,
}: {
  url: string;
  links: Links;
  events?: Events;
}): Promise<string> {
  const groups = groupsOf(events);
  const shared = sharedMembers(events);
  const chapters = guide({
    url,
    links,
    events,
    envelope: schemaTable(schemas.Event!, schemas),
    headers: deliveryHeaders(),
  });
  const entries: Entry[] = [
    {
      href: '#receiving',
      label: 'Receiving events',
      entries: chapters.map(({ id, title }) => ({ href: `#${id}`, label: title })),
    },
    ...groups.map(({ id, title, types }) => ({
      href: `#${id}`,
      label: title,
      entries: types.map((type) => ({ href: `#${type}`, label: type, isCode: true })),
    })),
  ];
  const body = html`<h1>Event catalogue</h1>
<p class="lead">${info.description}</p>
<p>The same for programs: <a href="${links.asyncapi}">asyncapi.json</a>, and <code>GET /v1/event-types</code> with a key.</p>
${overview(groups, events)}
<h2 id="receiving"><a href="#receiving">Receiving events</a></h2>
${chapters.map(({ id, title, text }) => html`<section><h3 id="${id}"><a href="#${id}">${title}</a></h3>${text}</section>`)}
${groups.map(
  ({ id, title, about, types }) =>
    html`<h2 id="${id}"><a href="#${id}">${title}</a></h2><p>${prose(about)}</p>${types.map((type) => typeSection(type, events[type]!, shared))}`,
)}`;
  return toPage({
    name: 'events',
    title: `${info.title}: the catalogue`,
    description: info.description,
    version: info.version,
    links,
    entries,
    body,
  });
}
