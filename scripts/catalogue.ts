/**
 * `npm run catalogue`: both pages and both documents as a folder that any static host can serve, or a disk.
 * `-- --out DIR` puts it elsewhere, `-- --url URL` says where the service is.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import asyncapi from '../generated/asyncapi.json' with { type: 'json' };
import openapi from '../generated/openapi.json' with { type: 'json' };
import { eventsPage } from '../src/pages/catalogue.ts';
import { docsPage } from '../src/pages/reference.ts';

const USAGE = 'Usage: npm run catalogue -- [--out DIR] [--url https://waybill.example.com]';
/** The catalogue is what a host shows first. */
const LINKS = { docs: 'docs.html', events: 'index.html', openapi: 'openapi.json', asyncapi: 'asyncapi.json' };

class UsageError extends Error {}

function readOptions(args: string[]): { out: string; url: string } {
  const options = { out: { type: 'string', default: 'catalogue' }, url: { type: 'string' } } as const;
  try {
    const { out, url = openapi.servers[0]!.url } = parseArgs({ args, options }).values;
    if (out === '') throw new UsageError('--out is empty.');
    if (!/^https?:\/\/[^\s?#]+$/.test(url)) throw new UsageError('--url is not an absolute http(s) URL.');
    return { out, url: url.replace(/\/+$/, '') };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

export async function writeCatalogue({ out, url }: { out: string; url: string }): Promise<void> {
  const files = {
    [LINKS.events]: await eventsPage({ url, links: LINKS }),
    [LINKS.docs]: await docsPage({ url, links: LINKS }),
    [LINKS.openapi]: `${JSON.stringify({ ...openapi, servers: [{ url }] }, null, 2)}\n`,
    [LINKS.asyncapi]: `${JSON.stringify(asyncapi, null, 2)}\n`,
  };
  await mkdir(out, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(out, name), text);
}

if (import.meta.main) {
  try {
    const options = readOptions(process.argv.slice(2));
    await writeCatalogue(options);
    console.log(
      `written: ${join(options.out, LINKS.events)} and what belongs to it, for ${options.url} (--url names another)`,
    );
  } catch (error) {
    if (!(error instanceof UsageError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
