/** The documents as their readers find them: valid by their standards, and every example valid by its schema. */
import { Parser } from '@asyncapi/parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import asyncapi from '../../generated/asyncapi.json' with { type: 'json' };
import { events, operations, schemas } from '../../generated/contract.ts';
import openapi from '../../generated/openapi.json' with { type: 'json' };
import { wholeSchema } from '../../src/events/catalogue.ts';
import { documentOf, examplesOf, faultsOf, operationIds } from '../fixtures/contract.ts';

const ajv = addFormats.default(new Ajv2020({ strict: false, formats: { 'outbound-url': true, binary: true } }));

test('the AsyncAPI document is valid', async () => {
  const { diagnostics } = await new Parser().parse(JSON.stringify(asyncapi));
  expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
});

test('the webhooks of the OpenAPI document are the messages of the AsyncAPI document', () => {
  const messages = Object.values(asyncapi.channels.webhooks.messages);
  expect(Object.keys(openapi.webhooks)).toEqual(
    messages.map((message) => `${message.name}.v${message['x-event-version']}`),
  );
});

describe.each(Object.entries(events))('%s', (type, { versions }) => {
  test.each(Object.entries(versions))('the examples of version %s fit exactly one message', (_, { examples }) => {
    for (const example of examples) {
      const fitting = Object.values(events).flatMap((contract) =>
        Object.values(contract.versions as Record<string, { schema: string }>).filter(({ schema }) =>
          ajv.validate({ $ref: `#/$defs/${schema}`, $defs: schemas }, example),
        ),
      );
      expect(fitting).toHaveLength(1);
      expect((example as { type: string }).type).toBe(type);
    }
  });
  test('its schema can be read by somebody who has nothing else', () => {
    for (const { schema, examples } of Object.values(versions)) {
      const validate = ajv.compile(wholeSchema(schema));
      expect(validate(examples[0]), JSON.stringify(validate.errors)).toBe(true);
    }
  });
});

test('no event schema is closed, so that a property can be added', () => {
  const closed = Object.entries(events).flatMap(([, { versions }]) =>
    Object.values(versions).filter(({ schema }) =>
      JSON.stringify(wholeSchema(schema)).includes('"additionalProperties":false'),
    ),
  );
  expect(closed).toEqual([]);
});

test('every answer has an example and every operation that takes a key lists its problems', () => {
  type Answer = {
    $ref?: string;
    content?: Record<string, { example?: unknown; examples?: unknown; schema?: { $ref?: string } }>;
  };
  const resolve = (answer: Answer) =>
    answer.$ref
      ? openapi.components.responses[answer.$ref.split('/').at(-1) as keyof typeof openapi.components.responses]
      : answer;
  const without = Object.values(openapi.paths)
    .flatMap((item) =>
      Object.values(item as Record<string, { operationId: string; responses: Record<string, Answer> }>),
    )
    .flatMap(({ operationId, responses }) =>
      Object.entries(responses).flatMap(([status, answer]) =>
        Object.entries((resolve(answer) as Answer).content ?? {})
          .filter(
            ([, { example, examples, schema }]) =>
              example === undefined && examples === undefined && schema?.$ref !== '#/components/schemas/Bytes',
          )
          .map(([mediaType]) => `${operationId} ${status} ${mediaType}`),
      ),
    );
  expect(without).toEqual([]);
  for (const [id, { isPublic, responses }] of Object.entries(operations))
    if (!isPublic)
      expect(Object.keys(responses), id).toEqual(expect.arrayContaining(['400', '401', '403', '500', '503']));
});

test('every example of the OpenAPI document is what its schema says', () => {
  const faults = operationIds.flatMap((id) => {
    const { parameters, body, responses } = documentOf(id);
    const values = [
      ...parameters.map(({ name, schema, example }) => ({ where: name, schema, example })),
      ...Object.values(responses).flatMap(({ headers }) =>
        Object.entries(headers).map(([where, { schema, example }]) => ({ where, schema, example })),
      ),
    ].filter(({ example }) => example !== undefined);
    const contents = [body, ...Object.values(responses).map(({ content }) => content)].flatMap((content) =>
      Object.entries(content).flatMap(([where, media]) =>
        Object.values(examplesOf(media)).map((example) => ({ where, schema: media.schema, example })),
      ),
    );
    return [...values, ...contents].flatMap(({ where, schema, example }) =>
      faultsOf(schema, example).map((fault) => `${id} ${where}: ${fault}`),
    );
  });
  const ofSchemas = Object.entries(schemas).flatMap(([name, schema]) =>
    ((schema.examples ?? []) as unknown[]).flatMap((example) =>
      faultsOf(schema, example).map((fault) => `${name}: ${fault}`),
    ),
  );
  expect([...faults, ...ofSchemas]).toEqual([]);
});
