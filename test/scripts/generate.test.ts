/** The generator: refuses what it cannot carry, naming file and place; and notices what is not fresh. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { events } from '../../generated/contract.ts';
import { findDifferences, generate } from '../../scripts/generate.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'waybill-specs-'));
  await cp('specs', join(root, 'specs'), { recursive: true });
  const config = await readFile('redocly.yaml', 'utf8');
  await writeFile(join(root, 'redocly.yaml'), config.replace('./scripts', `${process.cwd()}/scripts`));
});
afterEach(() => rm(root, { recursive: true }));

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(root, 'specs', file);
  const before = await readFile(path, 'utf8');
  const after = before.replace(from, to);
  expect(after, `${file} has no ${from}`).not.toBe(before);
  await writeFile(path, after);
}

const JOB = 'jobs/image-process.yaml';

describe('keywords that cannot be carried are refused with file and place', () => {
  test.each([
    [
      'an unknown keyword',
      JOB,
      'minItems: 1\n',
      'minItems: 1\n      contains: { type: string }\n',
      /image-process\.yaml:\d+ .*contains.*not carried/,
    ],
    ['prefixItems', JOB, 'minItems: 1\n', 'minItems: 1\n      prefixItems: [{ type: string }]\n', /prefixItems/],
    ['if and then', JOB, 'maxProperties: 1\n', 'maxProperties: 1\n  if: { type: object }\n', /`if`/],
    ['allOf', JOB, 'maxProperties: 1\n', 'maxProperties: 1\n  allOf: [{ type: object }]\n', /`allOf`/],
    ['a schema without a type', JOB, ' x: { type: integer, ', ' x: { ', /\/x .*needs `type`/],
    [
      'an integer without bounds',
      JOB,
      ' x: { type: integer, minimum: 0, maximum: 16384 }',
      ' x: { type: integer }',
      /\/x .*2\^53/,
    ],
    ['an unknown format', 'resources/values.yaml', 'format: outbound-url', 'format: uri', /values\.yaml:\d+ .*format/],
    [
      'a date-time without a pattern',
      'resources/values.yaml',
      /format: date-time\n {2}pattern: .*\n/,
      'format: date-time\n',
      /date-time.*pattern/,
    ],
    [
      'a union of shapes',
      JOB,
      '{ type: object, required: [image_url] }',
      '{ type: object, required: [image_url], properties: { a: { type: string } } }',
      /`oneOf` is carried only/,
    ],
    [
      'a choice of schemas in a body',
      JOB,
      'schema: { $ref: "#/ImageProcessInput" }',
      'schema: { anyOf: [{ $ref: "#/ImageProcessInput" }, { $ref: "#/ImageCrop" }] }',
      /image-process\.yaml:\d+ .*`anyOf` is carried only/,
    ],
    [
      'an object, an array and more',
      'resources/event.yaml',
      'anyOf: [{ $ref: "#/EventInput" }, { $ref: "#/EventBatch" }]',
      'anyOf: [{ $ref: "#/EventInput" }, { $ref: "#/EventBatch" }, { $ref: "#/Subject" }]',
      /event\.yaml:\d+ .*`anyOf` is carried only/,
    ],
    [
      'an object and what is no array',
      'resources/event.yaml',
      'anyOf: [{ $ref: "#/EventInput" }, { $ref: "#/EventBatch" }]',
      'anyOf: [{ $ref: "#/EventInput" }, { $ref: "#/Event" }]',
      /event\.yaml:\d+ .*`anyOf` is carried only/,
    ],
    [
      'a choice of a member that is not there',
      JOB,
      'required: [image_url]',
      'required: [image_uri]',
      /image_uri.*not a property/,
    ],
    [
      'an object as const',
      JOB,
      'enum: [cover, contain, fill, inside, outside]',
      'const: {}',
      /`const` is carried for scalars/,
    ],
    [
      'a union of types',
      'resources/request.yaml',
      'type: [string, "null"], pattern',
      'type: [string, integer], pattern',
      /unions of types/,
    ],
    ['a broken pattern', 'resources/values.yaml', '^req_', '^(req_', /pattern/],
    [
      'a property named like a keyword',
      JOB,
      '    quality:',
      '    oneOf: { type: string }\n    quality:',
      /cannot be called `oneOf`/,
    ],
  ])('%s', async (_, file, from, to, message) => {
    await edit(file, from, to);
    await expect(generate(root)).rejects.toThrow(message);
  });
});

describe('what does not fit together is refused by name', () => {
  test('a schema name that means two things', async () => {
    await edit('events/image.failed.v1.yaml', '../resources/problem.yaml#/Problem', '"#/Problem"');
    await edit(
      'events/image.failed.v1.yaml',
      '\nmessage:',
      '\nProblem: { type: object, additionalProperties: true }\n\nmessage:',
    );
    await expect(generate(root)).rejects.toThrow('The schema name Problem means one thing in openapi.yaml and another');
  });

  test('an event that x-job names and nobody has', async () => {
    await edit(JOB, 'failed: image.failed', 'failed: image.fails');
    await expect(generate(root)).rejects.toThrow('processImage: x-job names the event image.fails');
  });

  test('a job that takes no callbacks', async () => {
    await edit(JOB, / {4}callback_url: .*\n/, '');
    await expect(generate(root)).rejects.toThrow('processImage: its input has no `callback_url`');
  });

  test('an operation that takes a key and needs no scope', async () => {
    await edit(JOB, / {4}security: .*\n/, '');
    await expect(generate(root)).rejects.toThrow('processImage: it needs a key and no scope');
  });

  test('a scope to be named that no operation needs', async () => {
    await edit('openapi.yaml', 'x-scopes-to-be-named: [', 'x-scopes-to-be-named: [no-such:scope, ');
    await expect(generate(root)).rejects.toThrow('no operation needs no-such:scope');
  });

  test('an event of a failure that the engine cannot fill', async () => {
    await edit('events/image.failed.v1.yaml', 'status_url, error]', 'status_url, error, hint]');
    await edit('events/image.failed.v1.yaml', '    error: {', '    hint: { type: string }\n    error: {');
    await edit('events/image.failed.v1.yaml', '          error:\n', '          hint: none\n          error:\n');
    await expect(generate(root)).rejects.toThrow('nothing fills `data.hint`');
  });

  test('a message whose schema is of another type or version', async () => {
    await edit('events/image.failed.v1.yaml', 'const: image.failed', 'const: image.processed');
    await expect(generate(root)).rejects.toThrow(/ImageFailedV1: `type`/);
  });

  test('a problem that stands at another status than its own', async () => {
    await edit(
      'resources/problem.yaml',
      'not-found: { $ref',
      'invalid-body: { $ref: ../problems.yaml#/invalid-body }\n          not-found: { $ref',
    );
    await expect(generate(root)).rejects.toThrow(/404 lists the problem invalid-body/);
  });

  test('an example that breaks its schema', async () => {
    await edit(JOB, 'resize: { w: 800,', 'resize: { w: 0,');
    await expect(generate(root)).rejects.toThrow(/image-process\.yaml/);
  });
});

describe('what is said once is carried everywhere', () => {
  const document = async () => JSON.parse((await generate(process.cwd()))['openapi.json']!);

  test('every answer has the id of its call and the quota, every operation with a key takes a tenant', async () => {
    const { paths, components } = await document();
    const operations = Object.values(paths).flatMap((item) => Object.values(item as object));
    for (const { operationId, responses, parameters, security } of operations) {
      for (const [status, response] of Object.entries(
        responses as Record<string, { $ref?: string; headers?: object }>,
      )) {
        const { headers } = response.$ref ? components.responses[response.$ref.split('/').at(-1)!] : response;
        expect(Object.keys(headers), `${operationId} ${status}`).toEqual(
          expect.arrayContaining(['X-Request-Id', 'RateLimit', 'RateLimit-Policy']),
        );
      }
      const takesTenant = JSON.stringify(parameters ?? []).includes('parameters/TenantId');
      expect(takesTenant, operationId).toBe(security?.length !== 0);
    }
  });

  test('the events that end a job are its callbacks, as its webhooks are', async () => {
    const { paths, webhooks } = await document();
    const { callbacks } = paths['/v1/images:process'].post;
    expect(Object.keys(callbacks)).toEqual(['image.processed.v1', 'image.failed.v1', 'image.canceled.v1']);
    for (const [name, callback] of Object.entries(callbacks))
      expect(callback).toEqual({ '{$request.body#/callback_url}': webhooks[name] });
    expect(paths['/v1/requests'].get.callbacks).toBeUndefined();
  });
});

test('what a version of an event changes is told beside it, and of a first one nothing', () => {
  const { 1: first, 2: second } = events['shipment.updated'].versions;
  expect(first.changes).toEqual([]);
  expect(second.changes).toEqual([
    '`data.status` can be `returned` too',
    '`data.parcels` is new and always there',
    '`data.estimated_delivery_at` is new and may be absent',
    '`data.carrier` is gone',
    '`data.tracking_number` is gone',
  ]);
});

test('two runs over the same specs are the same to the byte', async () => {
  expect(await generate(root)).toEqual(await generate(process.cwd()));
});

test('every difference between specs and generated files is found', async () => {
  const files = await generate(root);
  expect(await findDifferences('generated', files)).toEqual([]);
  await edit(JOB, 'maximum: 100 }', 'maximum: 99 }');
  const changed = await generate(root);
  expect(await findDifferences('generated', changed)).toEqual(expect.arrayContaining(['contract.ts', 'openapi.json']));
  expect(await findDifferences('generated', { ...files, 'extra.json': '' })).toEqual(['extra.json']);
  const { 'types.d.ts': _, ...fewer } = files;
  expect(await findDifferences('generated', fewer)).toEqual(['types.d.ts']);
});
