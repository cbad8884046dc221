/** A call of an operation as it can be typed in: with its first example. */
import type { JsonSchema } from '../contract/shape.ts';
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
      example ?? (resolve(schema, schemas).schema.examples as JsonSchema[] | undefined)?.[0],
    ]),
  );
  const address = `${url}${path.replaceAll(/{(.+?)}/g, (_, name) => String(examples.get(name) ?? `<${name}>`))}`;
  const lines = [`curl -s${method === 'GET' || requestBody ? '' : ` -X ${method}`} ${address}`];
  if (method === 'PATCH') lines[0] = `curl -s -X PATCH ${address}`;
  if (security?.length !== 0) lines.push('-H "Authorization: Bearer $KEY"');
  if (requestBody) {
    const [type, media] = Object.entries(requestBody.content)[0]!;
    lines.push(`-H 'Content-Type: ${type}'`);
    const value = media.example ?? Object.values(media.examples ?? {})[0]?.value;
    lines.push(
      type === 'application/json' ? `-d ${quoted(JSON.stringify(value ?? {}, null, 2))}` : '--data-binary @file',
    );
  }
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  if (success?.content && !Object.keys(success.content)[0]!.endsWith('json'))
    lines.push(Object.keys(success.content)[0]!.startsWith('text/') ? '-N' : '-o result');
  return code(lines.join(' \\\n  '));
}
