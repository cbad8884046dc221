/**
 * The pages over HTTP: made when first asked for, compressed once for each way of compressing, and revalidated by a tag.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { matchesEtag } from '../contract/etag.ts';
import type { Coding, Handler, Operations } from '../contract/operations.ts';
import { eventsPage } from './catalogue.ts';
import { CONTENT_SECURITY_POLICY, type Links } from './layout.ts';
import { docsPage } from './reference.ts';

/** Relative, so that they are right below any public URL. */
const LINKS: Links = { docs: 'docs', events: 'events', openapi: 'openapi.json', asyncapi: 'asyncapi.json' };

const COMPRESS = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** @see RFC 9110 §12.5.3 */
export function codingFor(acceptEncoding = ''): Coding | undefined {
  const taken = acceptEncoding.split(',').flatMap((part) => {
    const [coding = '', weight = ''] = part.toLowerCase().split(';');
    return /^\s*q=0(\.0*)?\s*$/.test(weight) ? [] : [coding.trim()];
  });
  return (['br', 'gzip'] as const).find((coding) => taken.includes(coding));
}

interface Sent {
  bytes: Uint8Array<ArrayBuffer>;
  etag: string;
}

/** Each form of the page has a tag of its own: the tag is strong. */
function serving(render: () => Promise<string>): Handler<'getDocsPage' | 'getEventsPage'> {
  let page: Promise<string> | undefined;
  const forms = new Map<Coding | undefined, Promise<Sent>>();
  const make = async (coding: Coding | undefined): Promise<Sent> => {
    page ??= render();
    const text = await page;
    const bytes = new Uint8Array(coding ? await COMPRESS[coding](text) : Buffer.from(text));
    return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
  };
  return async ({ headers }) => {
    const coding = codingFor(headers['Accept-Encoding']);
    const form = forms.get(coding) ?? make(coding);
    forms.set(coding, form);
    const { bytes, etag } = await form;
    const shared = { ETag: etag, 'Cache-Control': 'public, no-cache', Vary: 'Accept-Encoding' } as const;
    if (matchesEtag(headers['If-None-Match'], etag)) return { status: 304, headers: shared };
    return {
      status: 200,
      headers: {
        ...shared,
        'Content-Security-Policy': CONTENT_SECURITY_POLICY,
        'X-Content-Type-Options': 'nosniff',
      },
      body: bytes,
      mediaType: 'text/html',
      ...(coding && { coding }),
    };
  };
}

export const pageOperations = (url: string) =>
  ({
    getDocsPage: serving(() => docsPage({ url, links: LINKS })),
    getEventsPage: serving(() => eventsPage({ url, links: LINKS })),
  }) satisfies Partial<Operations>;
