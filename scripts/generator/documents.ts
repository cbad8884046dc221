/**
 * The two specs, linted, bundled and made one: what `openapi.json` and `asyncapi.json` hold.
 *
 * Promise: a spec that breaks a rule of `redocly.yaml`, or a name that means two things, stops here with its place.
 */
import { relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  bundle,
  type Config,
  getLineColLocation,
  lint,
  loadConfig,
  type NormalizedProblem,
} from '@redocly/openapi-core';

// biome-ignore lint/suspicious/noExplicitAny: documents are walked by name; their shape was just linted
export type Json = { [key: string]: any };

export interface Documents {
  openapi: Json;
  asyncapi: Json;
}

export class ContractError extends Error {}

/** @param root  the folder that holds `redocly.yaml` and `specs/` */
export async function readDocuments(root: string): Promise<Documents> {
  const config = await loadConfig({ configPath: `${root}/redocly.yaml` });
  const openapi = await bundled(`${root}/specs/openapi.yaml`, config.forAlias('openapi'));
  const asyncapi = await bundled(`${root}/specs/asyncapi.yaml`, config.forAlias('asyncapi'));
  return { openapi: withCallbacks(withWebhooks(withShared(openapi), asyncapi)), asyncapi };
}

async function bundled(ref: string, config: Config): Promise<Json> {
  const problems = (await lint({ ref, config })).filter((problem) => !problem.ignored);
  if (problems.length > 0) throw new ContractError(problems.map(said).join('\n'));
  const { bundle: document } = await bundle({ ref, config });
  return document.parsed as Json;
}

function said({ location: [place], message, ruleId }: NormalizedProblem): string {
  if (!place) return `${message} (${ruleId})`;
  const { line } = getLineColLocation(place).start;
  const file = relative(process.cwd(), place.source.absoluteRef);
  return `${file}:${line} ${place.pointer ?? ''} ${message} (${ruleId})`;
}

/** What `mount` puts on every answer, and reads of every call with a key: said here, not in each operation. */
const ON_EVERY_ANSWER = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy'];
const WITH_EVERY_KEY = ['TenantId', 'Traceparent'].map((name) => ({ $ref: `#/components/parameters/${name}` }));

function withShared(openapi: Json): Json {
  const document = structuredClone(openapi);
  const operations = Object.values(document.paths as Json[]).flatMap((item) => Object.values(item) as Json[]);
  for (const operation of operations)
    if (operation.security?.length !== 0) operation.parameters = [...(operation.parameters ?? []), ...WITH_EVERY_KEY];
  const responses = [document.components, ...operations].flatMap((holder) =>
    Object.values((holder.responses ?? {}) as Json),
  );
  for (const response of responses.filter(({ $ref }) => !$ref)) {
    const shared = ON_EVERY_ANSWER.map((name) => [name, { $ref: `#/components/headers/${name}` }]);
    response.headers = { ...Object.fromEntries(shared), ...response.headers };
  }
  return document;
}

/** The terminal events of each job as its callbacks (OpenAPI 3.1 §4.8.18): the webhooks of the same events, at another URL. */
function withCallbacks(openapi: Json): Json {
  const document = structuredClone(openapi);
  for (const { post } of Object.values(document.paths as Json[])) {
    const types: string[] = Object.values(post?.['x-job']?.events ?? {});
    const ofType = (type: string) =>
      Object.entries(openapi.webhooks as Json).filter(([name]) => name.slice(0, name.lastIndexOf('.v')) === type);
    if (types.length > 0)
      post.callbacks = Object.fromEntries(
        types.flatMap(ofType).map(([name, webhook]) => [name, { '{$request.body#/callback_url}': webhook }]),
      );
  }
  return document;
}

/** The events as top-level `webhooks` of the OpenAPI document (OpenAPI 3.1 §4.8.1), from the AsyncAPI messages. */
function withWebhooks(openapi: Json, asyncapi: Json): Json {
  const schemas: Json = { ...openapi.components.schemas };
  for (const [name, schema] of Object.entries(asyncapi.components.schemas)) {
    if (name in schemas && !isDeepStrictEqual(schemas[name], schema))
      throw new ContractError(`The schema name ${name} means one thing in openapi.yaml and another in asyncapi.yaml.`);
    schemas[name] = schema;
  }
  const webhooks: Json = {};
  for (const message of messagesOf(asyncapi)) {
    webhooks[`${message.name}.v${message['x-event-version']}`] = {
      post: {
        tags: ['Events'],
        summary: message.title,
        description: message.summary,
        deprecated: schemas[message.payload.$ref.split('/').at(-1)].deprecated,
        security: [],
        parameters: headersOf(message, schemas),
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: message.payload,
              examples: Object.fromEntries(message.examples.map((e: Json) => [e.name, { value: e.payload }])),
            },
          },
        },
        responses: { '2XX': { description: 'Received.' } },
      },
    };
  }
  return { ...openapi, webhooks, components: { ...openapi.components, schemas } };
}

/** The protocol headers of a message (AsyncAPI bindings/http) as OpenAPI says them. */
function headersOf({ bindings }: Json, schemas: Json): Json[] {
  const { properties, required } = schemas[bindings.http.headers.$ref.split('/').at(-1)];
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema as Json;
    return { name, in: 'header', required: required.includes(name), description, schema: rest };
  });
}

export function messagesOf(asyncapi: Json): Json[] {
  return Object.values(asyncapi.channels).flatMap((channel) => Object.values((channel as Json).messages)) as Json[];
}
