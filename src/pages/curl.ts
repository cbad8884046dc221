/** A call of an operation as it can be typed in: with its first example. */
import type { Html } from './layout.ts';
import type { Operation } from './reference.ts';
import { resolve, type Schemas } from './schema-table.ts';
import { code } from './words.ts';

interface Route {
  method: string;
  path: string;
  operation: Operation;
}

/** For a shell: everything between the quotes stands for itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export function curlOf({ method, path, operation }: Route, url: string, schemas: Schemas): Html {
  const { parameters = [], requestBody, security, responses } = operation;
  const examples = new Map(
    parameters.map(({ name, schema, example }) => [
      name,
      example ?? (resolve(schema, schemas).schema.examples as unknown[] | undefined)?.[0],
    ]),
  );
  const address = `${url}${path.replaceAll(/{(.+?)}/g, (_, name) => String(examples.get(name) ?? `<${name}>`))}`;
  const verb = method === 'GET' || (method === 'POST' && requestBody) ? '' : ` -X ${method}`;
  const lines = [`curl -s${verb} ${address}`];
  if (security?.length !== 0) lines.push('-H "Authorization: Bearer $KEY"');
  if (requestBody) {
    const [type, media] = Object.entries(requestBody.content)[0]!;
    lines.push(`-H 'Content-Type: ${type}'`);
    const value = media.example ?? Object.values(media.examples ?? {})[0]?.value;
    const json = JSON.stringify(value ?? {}, null, 2);
    lines.push(type === 'application/json' ? `-d ${quoted(json)}` : '--data-binary @file');
  }
  const answer = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const [type = 'text/'] = Object.keys(answer?.content ?? {});
  if (type === 'text/event-stream') lines.push('-N');
  else if (!/^text|json$/.test(type)) lines.push('-o result');
  return code(lines.join(' \\\n  '));
}
