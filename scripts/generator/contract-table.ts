/**
 * The contract as typed tables: what the server, the worker and the tests read at run time.
 *
 * Promise: an operation, job, event or problem that names something that is not there stops here, by name.
 */
import { changesBetween } from '../compatibility/words.ts';
import { ContractError, type Documents, type Json, messagesOf } from './documents.ts';

/** What the engine can put into the data of a job's terminal events by itself; the handler's details come on top. */
const ENGINE_FACTS = {
  succeeded: ['request_id', 'status', 'status_url', 'result_url'],
  failed: ['request_id', 'status', 'status_url', 'error'],
  canceled: ['request_id', 'status', 'status_url'],
};
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export function contractTable({ openapi, asyncapi }: Documents): string {
  const resolve = resolver(openapi);
  const schemas = toDefs(openapi.components.schemas) as Json;
  const problems = problemTable(openapi);
  const events = eventTable(asyncapi);
  const operations: Json = {};
  const jobs: Json = {};
  for (const [path, item] of Object.entries(openapi.paths) as [string, Json][]) {
    for (const method of METHODS.filter((m) => item[m])) {
      const operation = item[method];
      const id = operation.operationId;
      const job = operation['x-job'];
      operations[id] = {
        method,
        path,
        scopes: (operation.security ?? openapi.security).flatMap((s: Json) => s.ApiKey ?? []),
        isPublic: operation.security?.length === 0,
        job: job?.type ?? null,
        parameters: parameterTable((operation.parameters ?? []).map(resolve)),
        body: operation.requestBody ? contentTable(operation.requestBody.content) : null,
        isBodyRequired: operation.requestBody?.required === true,
        responses: responseTable(id, operation.responses, resolve, problems),
      };
      const { isPublic, scopes } = operations[id];
      if (!isPublic && scopes.length === 0)
        throw new ContractError(`${id}: it needs a key and no scope, so every key could call it.`);
      if (job) jobs[job.type] = jobEntry(id, operation, events, openapi);
    }
  }
  return [
    '// Made by `npm run generate` from specs/. Never edit it.',
    "import type { EventContract, JobContract, JsonSchema, OperationContract, ProblemContract, ScopeContract } from '../src/contract/shape.ts';",
    '',
    constant('operations', operations, 'OperationContract'),
    constant('scopes', scopeTable(openapi, operations), 'ScopeContract'),
    constant('jobs', jobs, 'JobContract'),
    constant('events', events, 'EventContract'),
    constant('problems', problems, 'ProblemContract'),
    `export const schemas: Record<string, JsonSchema> = ${JSON.stringify(schemas, null, 2)};`,
    '',
  ].join('\n');
}

const constant = (name: string, value: unknown, shape: string) =>
  `export const ${name} = ${JSON.stringify(value, null, 2)} as const satisfies Record<string, ${shape}>;\n`;

const resolver =
  (document: Json) =>
  (value: Json): Json =>
    value.$ref
      ? value.$ref
          .slice(2)
          .split('/')
          .reduce((at: Json, key: string) => at[key], document)
      : value;

/** The same schema with its references pointing to `$defs`, where validators look for them. */
function toDefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toDefs);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      key === '$ref' ? [key, member.replace('#/components/schemas/', '#/$defs/')] : [key, toDefs(member)],
    ),
  );
}

const contentTable = (content: Json) =>
  Object.fromEntries(Object.entries(content).map(([type, { schema }]) => [type, toDefs(schema)]));

/** One object schema for each place that parameters stand in; members that are not declared are refused in a query only. */
function parameterTable(parameters: Json[]): Json {
  return Object.fromEntries(
    ['path', 'query', 'header'].map((place) => {
      const here = parameters.filter((p) => p.in === place);
      return [
        place,
        {
          type: 'object',
          properties: Object.fromEntries(here.map((p) => [p.name, toDefs(p.schema)])),
          required: here.filter((p) => p.required).map((p) => p.name),
          additionalProperties: place === 'header',
        },
      ];
    }),
  );
}

function responseTable(id: string, responses: Json, resolve: (value: Json) => Json, problems: Json): Json {
  const table: Json = {};
  for (const [status, response] of Object.entries(responses).map(([s, r]) => [s, resolve(r as Json)] as const)) {
    const names = Object.keys(response.content?.['application/problem+json']?.examples ?? {});
    for (const name of names) {
      if (problems[name]?.status !== Number(status))
        throw new ContractError(
          `${id}: the answer ${status} lists the problem ${name}, which problems.yaml does not have with that status.`,
        );
    }
    table[status] = {
      headers: Object.keys(response.headers ?? {}),
      content: contentTable(response.content ?? {}),
      problems: names,
    };
  }
  return table;
}

/** The scopes that the operations need. Those that must be named are in no key that was made without naming any. */
function scopeTable(openapi: Json, operations: Json): Json {
  const named: string[] = openapi.components.securitySchemes.ApiKey['x-scopes-to-be-named'];
  const all = new Set(Object.values(operations).flatMap(({ scopes }) => scopes as string[]));
  const unknown = named.find((scope) => !all.has(scope));
  if (unknown) throw new ContractError(`x-scopes-to-be-named: no operation needs ${unknown}.`);
  return Object.fromEntries([...all].map((scope) => [scope, { isDefault: !named.includes(scope) }]));
}

function problemTable(openapi: Json): Json {
  const table: Json = {};
  for (const [name, { summary, description, value }] of Object.entries(openapi.components.examples) as [
    string,
    Json,
  ][]) {
    if (value.title !== summary || !value.type.endsWith(`/problems/${name}`))
      throw new ContractError(`problems.yaml: the example of ${name} has another title or type than the problem.`);
    table[name] = { status: value.status, title: summary, action: description };
  }
  return table;
}

function eventTable(asyncapi: Json): Json {
  const table: Json = {};
  for (const { name, payload, examples, ...message } of messagesOf(asyncapi)) {
    const schema = payload.$ref.split('/').at(-1);
    const { deprecated = false, properties } = asyncapi.components.schemas[schema];
    const { type, event_version } = properties;
    const version = message['x-event-version'];
    if (type.const !== name || event_version.const !== version)
      throw new ContractError(
        `${schema}: \`type\` and \`event_version\` must be ${name} and ${version}, as its message says.`,
      );
    table[name] ??= { publishable: false, newest: 0, versions: {} };
    table[name].publishable ||= message['x-publishable'] === true;
    table[name].newest = Math.max(table[name].newest, version);
    table[name].versions[version] = { schema, examples: examples.map((e: Json) => e.payload), deprecated, changes: [] };
  }
  for (const [name, { versions }] of Object.entries(table)) {
    if (!Object.keys(versions).every((version, index) => Number(version) === index + 1))
      throw new ContractError(`${name}: its versions must be numbered from 1 without gaps.`);
    const inOrder = Object.values(versions as Json) as Json[];
    for (const [index, version] of inOrder.entries()) {
      const [before, after] = [inOrder[index - 1], version].map((one) => asyncapi.components.schemas[one?.schema]);
      if (before) version.changes = changesBetween(before, after, asyncapi);
    }
  }
  return table;
}

function jobEntry(id: string, operation: Json, events: Json, openapi: Json): Json {
  const job = operation['x-job'];
  for (const [end, facts] of Object.entries(ENGINE_FACTS)) {
    const type = job.events?.[end];
    if (!type) continue;
    if (!events[type])
      throw new ContractError(`${id}: x-job names the event ${type}, which asyncapi.yaml does not have.`);
    const { schema } = Object.values(events[type].versions).at(-1) as Json;
    const data = resolver(openapi)(openapi.components.schemas[schema].properties.data);
    const missing = data.required.filter((name: string) => !facts.includes(name));
    if (end !== 'succeeded' && missing.length > 0)
      throw new ContractError(`${schema}: nothing fills \`data.${missing[0]}\` when a request ends as ${end}.`);
  }
  const input = resolver(openapi)(operation.requestBody.content['application/json'].schema);
  for (const member of job.events ? ['callback_url', 'metadata'] : []) {
    if (!input.properties[member])
      throw new ContractError(`${id}: its input has no \`${member}\`, which every job takes.`);
  }
  return {
    operation: id,
    input: operation.requestBody.content['application/json'].schema.$ref.split('/').at(-1),
    events: job.events ?? null,
    estimatedSeconds: job.estimated_seconds,
    timeoutSeconds: job.timeout_seconds,
    maxAttempts: job.max_attempts,
  };
}
