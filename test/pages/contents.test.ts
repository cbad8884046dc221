/** What the pages say is what contract and code say: all of it, and nothing else. */

import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import asyncapi from '../../generated/asyncapi.json' with { type: 'json' };
import { events, operations, problems } from '../../generated/contract.ts';
import openapi from '../../generated/openapi.json' with { type: 'json' };
import type { EventContract } from '../../src/contract/shape.ts';
import { RETRY_DEFAULTS } from '../../src/limits.ts';
import { scheduleOf, statusesByConsequence } from '../../src/pages/answers.ts';
import { eventsPage } from '../../src/pages/catalogue.ts';
import { curlOf } from '../../src/pages/curl.ts';
import { docsPage } from '../../src/pages/reference.ts';
import { limitsOf, membersOf, typeOf } from '../../src/pages/schema-table.ts';
import { span } from '../../src/pages/words.ts';

const LINKS = { docs: 'docs', events: 'events', openapi: 'openapi.json', asyncapi: 'asyncapi.json' };
const URL = 'https://waybill.example.com';
const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'" };

/** As a reader sees it: without tags, and with every space once. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<wbr>|<\/?(b|i|code|a|span|strong)( [^>]*)?>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&(lt|gt|amp|quot|#39);/g, (entity) => ENTITIES[entity]!)
    .replaceAll(/\s+/g, ' ');
/** From the heading with an id to the next one of its kind or above. */
function sectionOf(page: string, id: string): string {
  const start = page.search(new RegExp(`<h(\\d) id="${id.replaceAll('.', '\\.')}"`));
  expect(start, id).toBeGreaterThan(-1);
  const level = Number(page.slice(start + 2)[0]);
  const end = page.slice(start + 4).search(new RegExp(`<h[1-${level}][ >]`));
  return textOf(page.slice(start, end === -1 ? undefined : start + 4 + end));
}
const shown = (value: unknown): string => JSON.stringify(value, null, 2).replaceAll(/\s+/g, ' ');

let catalogue: string;
let reference: string;
beforeAll(async () => {
  catalogue = await eventsPage({ url: URL, links: LINKS });
  reference = await docsPage({ url: URL, links: LINKS });
});

describe('the event catalogue', () => {
  const messages = Object.values(asyncapi.channels.webhooks.messages);

  test.each(messages)('$name in version $x-event-version: title, example, every member', (message) => {
    const type = sectionOf(catalogue, message.name);
    const version = sectionOf(catalogue, `${message.name}.v${message['x-event-version']}`);
    for (const { payload } of message.examples) expect(version).toContain(shown(payload));
    const name = message.payload.$ref.split('/').at(-1)!;
    for (const { path } of membersOf({ $ref: name }, asyncapi.components.schemas))
      expect(path.startsWith('data') ? version : catalogue, path).toContain(path);
    expect(version).toContain('"$schema": "https://json-schema.org/draft/2020-12/schema"');
    const newest = messages.findLast(({ name }) => name === message.name)!;
    expect(type).toContain(`${newest.title}. ${newest.summary.replaceAll('`', '')}`.replaceAll(/\s+/g, ' '));
  });

  test('the versions of a type stand newest first, and what is deprecated is marked', () => {
    for (const [type, { versions, newest }] of Object.entries<EventContract>(events)) {
      const numbers = [...catalogue.matchAll(new RegExp(`<h4 id="${type.replaceAll('.', '\\.')}\\.v(\\d+)"`, 'g'))].map(
        ([, number]) => Number(number),
      );
      expect(numbers, type).toEqual(Object.keys(versions).map(Number).reverse());
      for (const [number, { deprecated }] of Object.entries(versions)) {
        const heading = sectionOf(catalogue, `${type}.v${number}`).slice(0, 40);
        expect(/deprecated/.test(heading), `${type} ${number}`).toBe(deprecated);
        expect(/newest/.test(heading), `${type} ${number}`).toBe(Number(number) === newest && !deprecated);
      }
    }
  });

  test('what changed from version to version is told beside it', async () => {
    const changes = ['`data.parcels` is new', '`data.carrier` <b>is</b> gone'];
    const { 2: second, ...others } = events['shipment.updated'].versions;
    const versions = { ...others, 2: { ...second, changes } };
    const page = await eventsPage({
      url: URL,
      links: LINKS,
      events: { ...events, 'shipment.updated': { ...events['shipment.updated'], versions } },
    });
    expect(sectionOf(page, 'shipment.updated.v2')).toContain('data.parcels is new data.carrier <b>is</b> gone');
    expect(sectionOf(page, 'shipment.updated.v1')).not.toContain('is new');
  });

  test('who tells of a type, and what covers it', () => {
    expect(sectionOf(catalogue, 'order.paid')).toMatch(
      /Told by you, with POST \/v1\/events\..* Subscribed by \*, order\.\* or order\.paid\./,
    );
    expect(sectionOf(catalogue, 'image.failed')).toMatch(/a request of the type image-process has failed\./);
    expect(sectionOf(catalogue, 'endpoint.failing')).toMatch(
      /about itself, to those who name it\. Subscribed by endpoint\.\* or endpoint\.failing\./,
    );
    const lists = [...catalogue.matchAll(/<caption>(.*?)<\/caption>.*?<\/table>/gs)].map(([table]) =>
      [...table.matchAll(/href="#([a-z_.]+)"/g)].map(([, type]) => type),
    );
    expect(lists.flat().sort()).toEqual(Object.keys(events).sort());
  });

  test('every header of a delivery is there with its meaning', () => {
    const delivery = sectionOf(catalogue, 'delivery');
    for (const [name, { description }] of Object.entries(asyncapi.components.schemas.DeliveryHeaders.properties)) {
      expect(delivery).toContain(name);
      expect(delivery).toContain(description.replaceAll('`', ''));
    }
  });

  test('what an answer means is what the code does with it', () => {
    expect(Object.fromEntries(statusesByConsequence())).toEqual({
      delivered: ['2xx'],
      retry: ['3xx', '408', '425', '429', '5xx'],
      gone: ['410'],
      'dead unless asked': ['any other 4xx'],
    });
    expect(sectionOf(catalogue, 'answer')).toMatch(/3xx, 408, 425, 429, 5xx, or none within 15 seconds Tried again\./);
  });

  test('the attempts that it tells of are those of the policy', () => {
    const retries = sectionOf(catalogue, 'retries');
    const attempts = scheduleOf(RETRY_DEFAULTS);
    expect(attempts).toHaveLength(RETRY_DEFAULTS.max_attempts);
    expect(attempts.at(-1)).toEqual({ number: 10, after: [256_000, 512_000], at: [511_000, 1_022_000] });
    expect(retries).toContain('give up after about 17 minutes');
    expect(retries).toContain('4.3 to 8.5 minutes');
    expect(retries).toContain('goes on for 3 days: { "retry_policy": { "max_attempts": 30,');
    const short = scheduleOf({ ...RETRY_DEFAULTS, max_age_s: 10 });
    expect(short.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  test('the code for verifying stands there as it is in its file', async () => {
    const verify = sectionOf(catalogue, 'verify');
    for (const file of await readdir('src/pages/verify')) {
      const text = await readFile(`src/pages/verify/${file}`, 'utf8');
      expect(verify, file).toContain(text.replace('<?php', '').replaceAll(/\s+/g, ' ').trim());
    }
  });
});

describe('the HTTP reference', () => {
  test.each(Object.entries(operations))(
    '%s: its call, scopes, parameters, statuses and problems',
    (id, { method, path, scopes, parameters, responses }) => {
      const section = sectionOf(reference, id);
      expect(section).toContain(`${method.toUpperCase()} ${path}`);
      for (const scope of scopes) expect(section).toContain(scope);
      const names = Object.values(parameters).flatMap(({ properties }) => Object.keys(properties));
      for (const name of names) expect(section, name).toContain(name);
      for (const [status, { problems }] of Object.entries<{ problems: readonly string[] }>(responses)) {
        expect(section).toContain(` ${status} `);
        for (const problem of problems) expect(section).toContain(problem);
      }
    },
  );

  test('the example calls are those of the document', () => {
    const example =
      openapi.paths['/v1/images:process'].post.requestBody.content['application/json'].examples['from-upload'].value;
    const section = sectionOf(reference, 'processImage');
    expect(section).toContain(
      `curl -s ${URL}/v1/images:process \\ -H "Authorization: Bearer $KEY" \\ -H 'Content-Type: application/json' \\ -d '${shown(example)}'`,
    );
    expect(sectionOf(reference, 'deleteWebhookEndpoint')).toMatch(
      /curl -s -X DELETE https:\/\/\S+\/v1\/webhook-endpoints\/ep_\w+ \\/,
    );
    expect(sectionOf(reference, 'getLiveness')).not.toContain('Authorization');
  });

  test('an apostrophe in an example stays one in a shell', () => {
    const requestBody = { content: { 'application/json': { schema: {}, example: { name: "O'Brien" } } } };
    const operation = { operationId: 'x', tags: ['X'] as [string], summary: '', requestBody, responses: {} };
    const call = textOf(String(curlOf({ method: 'PUT', path: '/x', operation }, URL, {}))).trim();
    const script = `curl() { for last; do :; done; printf %s "$last"; }; ${call}`;
    expect(JSON.parse(execFileSync('sh', ['-c', script], { encoding: 'utf8' }))).toEqual({ name: "O'Brien" });
  });

  test('every problem says what to do', () => {
    const section = sectionOf(reference, 'problems');
    for (const [name, { title, action }] of Object.entries(problems))
      expect(section).toContain(
        `${name} ${problems[name as keyof typeof problems].status} ${title}. ${action.replaceAll('`', '')}`,
      );
  });
});

describe('both pages', () => {
  const hrefs = (page: string) => [...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!);
  const ids = (page: string) => [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);

  test('lead nowhere else than to places that are there', () => {
    for (const [own, page] of [
      ['events', catalogue],
      ['docs', reference],
    ] as const) {
      expect(ids(page).filter((id, index, all) => all.indexOf(id) !== index)).toEqual([]);
      const places: Record<string, string[]> = { '': ids(page), events: ids(catalogue), docs: ids(reference) };
      const lost = hrefs(page).filter((href) => {
        const [file, anchor] = href.split('#') as [string, string?];
        if (anchor !== undefined) return !places[file]?.includes(anchor);
        return !Object.values(LINKS).includes(file) && !/^data:|^https:\/\/www\.standardwebhooks\.com$/.test(file);
      });
      expect(lost, own).toEqual([]);
    }
  });

  test('bring their icon along, so that a browser asks for none', () => {
    for (const page of [catalogue, reference]) expect(page).toMatch(/<link rel="icon" href="data:image\/svg\+xml,/);
  });

  test('are headed in order, and tell what heads a row or a column', () => {
    for (const page of [catalogue, reference]) {
      const levels = [...page.matchAll(/<h(\d)[ >]/g)].map(([, level]) => Number(level));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels.every((level, index) => index === 0 || level <= levels[index - 1]! + 1)).toBe(true);
      expect(page).not.toMatch(/<th(?! scope="(row|col)")[ >]/);
    }
  });

  test('carry no text of the contract as markup', () => {
    for (const page of [catalogue, reference]) {
      expect(page).not.toMatch(/undefined|\[object Object\]/);
      expect(page).not.toMatch(
        /<(?!\/?(html|head|meta|title|link|style|body|a|header|strong|small|nav|div|details|summary|ul|ol|li|main|h[1-4]|p|pre|code|b|i|table|caption|thead|tbody|tr|th|td|span|section|wbr)[ >\n])(?!!doctype)/,
      );
    }
  });
});

describe('a schema', () => {
  const schemas = {
    Note: { type: ['string', 'null'], maxLength: 5 },
    Item: {
      type: 'object',
      required: ['a'],
      properties: {
        a: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
        note: { $ref: '#/$defs/Note' },
      },
    },
  };
  test('is shown down to the last member, with what may be absent or null', () => {
    const schema = {
      type: 'object',
      required: ['items'],
      properties: {
        items: { type: 'array', items: { $ref: '#/$defs/Item' } },
        by_name: { type: 'object', additionalProperties: { $ref: '#/$defs/Item' } },
        until: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
      },
    };
    const members = membersOf(schema, schemas).map(({ path, isNullable, isRequired }) => [
      path,
      isNullable,
      isRequired,
    ]);
    expect(members).toEqual([
      ['items', false, true],
      ['items[].a', false, true],
      ['items[].note', true, false],
      ['by_name', false, false],
      ['by_name.*.a', false, true],
      ['by_name.*.note', true, false],
      ['until', true, false],
    ]);
    expect(typeOf(schema.properties.items, schemas)).toBe('array of object');
    expect(typeOf(schema.properties.by_name, schemas)).toBe('map of object');
    expect(typeOf(schema.properties.until, schemas)).toBe('time or null');
  });
  test.each([
    [{ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, ['at least 1']],
    [{ minimum: 0, maximum: 16384 }, ['0 to 16,384']],
    [{ maxLength: 500 }, ['at most 500 characters']],
    [{ minLength: 4, maxLength: 4 }, ['4 characters']],
    [{ minItems: 1, maxItems: 50, uniqueItems: true }, ['1 to 50 items', 'no item twice']],
    [{ minProperties: 1 }, ['at least 1 members']],
    [{ enum: ['a', 'b', 'c'] }, ['one of a, b and c']],
    [{ const: 2 }, ['always 2']],
    [{ pattern: '^a<b$', examples: ['a<b'] }, ['pattern ^a<b$', 'such as a<b']],
    [{ format: 'date-time', pattern: '^.$' }, []],
    [
      {
        oneOf: [
          { type: 'object', required: ['a'] },
          { type: 'object', required: ['b'] },
        ],
      },
      ['exactly one of a and b'],
    ],
    [
      {
        anyOf: [
          { type: 'object', required: ['a'] },
          { type: 'object', required: ['b'] },
        ],
      },
      ['at least one of a and b'],
    ],
  ])('%j is said as %j', (schema, said) => {
    expect(limitsOf(schema).map((limit) => textOf(String(limit)))).toEqual(said);
  });
});

test.each([
  [1_000, undefined, '1 second'],
  [64_000, undefined, '64 seconds'],
  [1_022_000, undefined, '17 minutes'],
  [86_400_000, undefined, '1 day'],
  [1_000, 2_000, '1 to 2 seconds'],
  [64_000, 128_000, '64 seconds to 2.1 minutes'],
])('%i ms (to %s) is %s', (from, to, said) => {
  expect(span(from, to)).toBe(said);
});

describe('npm run catalogue', () => {
  const run = (...args: string[]) => promisify(execFile)(process.execPath, ['scripts/catalogue.ts', ...args]);

  test('writes both pages and both documents, that belong together', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-catalogue-'));
    const out = join(folder, 'a', 'b');
    await run('--out', out, '--url', 'https://hooks.shop.example/api/');
    expect((await readdir(out)).sort()).toEqual(['asyncapi.json', 'docs.html', 'index.html', 'openapi.json']);
    const links = { docs: 'docs.html', events: 'index.html', openapi: 'openapi.json', asyncapi: 'asyncapi.json' };
    const url = 'https://hooks.shop.example/api';
    const read = (name: string) => readFile(join(out, name), 'utf8');
    expect(await read('index.html')).toBe(await eventsPage({ url, links }));
    expect(await read('docs.html')).toBe(await docsPage({ url, links }));
    expect(JSON.parse(await read('openapi.json'))).toEqual({ ...openapi, servers: [{ url }] });
    expect(JSON.parse(await read('asyncapi.json'))).toEqual(asyncapi);
    await rm(folder, { recursive: true });
  });

  test.each([
    [['--to', 'x'], /Unknown option '--to'/],
    [['folder'], /Unexpected argument 'folder'/],
    [['--out', ''], /--out is empty/],
    [['--url', 'example.com'], /--url is not an absolute/],
    [['--out', 'package.json'], /package\.json/],
  ])('%j is refused with a reason, and nothing else', async (args, reason) => {
    const { code, stderr } = await run(...args).then(
      () => ({ code: 0, stderr: '' }),
      (error) => error,
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
