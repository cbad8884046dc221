/**
 * `npm run generate`: everything in `generated/`, from the two specs. `-- --check` writes nothing and fails on any
 * difference.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { presenceGroup } from '../src/contract/shape.ts';
import { contractTable } from './generator/contract-table.ts';
import { ContractError, type Json, readDocuments } from './generator/documents.ts';

/** @returns the files of `generated/` by name */
export async function generate(root: string): Promise<Record<string, string>> {
  const documents = await readDocuments(root);
  const types = await openapiTS(forTypes(documents.openapi) as never, { defaultNonNullable: false });
  return {
    'openapi.json': `${JSON.stringify(documents.openapi, null, 2)}\n`,
    'asyncapi.json': `${JSON.stringify(documents.asyncapi, null, 2)}\n`,
    'types.d.ts': `// Made by \`npm run generate\` from specs/. Never edit it.\n${astToString(types)}`,
    'contract.ts': contractTable(documents),
    ...eventTables(documents.asyncapi),
  };
}

/** What the receiver package takes along of the catalogue: names in the core, examples only in its kit. */
function eventTables(asyncapi: Json): Record<string, string> {
  const { messages } = asyncapi.channels.webhooks as { messages: Record<string, Json> };
  const examples = Object.values(messages).flatMap((message) => message.examples.map(({ payload }: Json) => payload));
  return {
    'event-names.json': `${JSON.stringify(Object.keys(messages), null, 2)}\n`,
    'event-examples.json': `${JSON.stringify(examples, null, 2)}\n`,
  };
}

/**
 * What openapi-typescript would get wrong: it calls every referenced header required, and makes unusable unions of
 * choices of required members.
 */
function forTypes(openapi: Json): Json {
  const document = structuredClone(openapi);
  const operations = Object.values(document.paths as Json[]).flatMap((item) => Object.values(item));
  const holders = [document.components, ...operations];
  for (const response of holders.flatMap((holder) => Object.values((holder.responses ?? {}) as Json))) {
    for (const [name, header] of Object.entries((response.headers ?? {}) as Json))
      if (header.$ref) response.headers[name] = document.components.headers[header.$ref.split('/').at(-1)];
  }
  for (const schema of Object.values(document.components.schemas as Json[])) {
    for (const keyword of ['oneOf', 'anyOf']) if (presenceGroup(schema[keyword])) delete schema[keyword];
  }
  return document;
}

/** The names of the files in `folder` that are not what `files` says, or are too many or too few. */
export async function findDifferences(folder: string, files: Record<string, string>): Promise<string[]> {
  const present = await readdir(folder).catch(() => []);
  const names = new Set([...present, ...Object.keys(files)]);
  const differs = await Promise.all(
    [...names].map(async (name) => (await readFile(join(folder, name), 'utf8').catch(() => undefined)) !== files[name]),
  );
  return [...names].filter((_, index) => differs[index]);
}

if (import.meta.main) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const folder = join(root, 'generated');
  try {
    const files = await generate(root);
    const different = await findDifferences(folder, files);
    if (process.argv.includes('--check')) {
      for (const name of different)
        console.error(`generated/${name} is not what specs/ says: run \`npm run generate\`.`);
      process.exitCode = different.length > 0 ? 1 : 0;
    } else {
      await mkdir(folder, { recursive: true });
      for (const name of different.filter((name) => name in files)) await writeFile(join(folder, name), files[name]!);
      console.log(different.length > 0 ? `written: ${different.join(', ')}` : 'nothing has changed');
    }
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
