/**
 * Released versions of events are frozen.
 *
 * Promise: the schema of a released version is to the letter what it was, also where another would be compatible:
 * receivers validate with copies. What is said to people only, and `deprecated`, may change.
 */
import { createHash } from 'node:crypto';
import { type Json, messagesOf } from '../generator/documents.ts';
import { NEW_VERSION, tellGone, versionOf } from './asyncapi.ts';
import { canonicalText } from './closed-schema.ts';
import { type Report, schemaBreaks } from './findings.ts';
import { changesBetween } from './words.ts';

/** SHA-256 by type and version. */
export type Hashes = Record<string, Record<string, string>>;

export function hashesOf(document: Json): Hashes {
  const hashes: Hashes = {};
  for (const { name, 'x-event-version': version, payload } of messagesOf(document)) {
    const hash = createHash('sha256').update(canonicalText(payload, document)).digest('hex');
    hashes[name] = { ...hashes[name], [version]: hash };
  }
  return hashes;
}

export function compareFrozen(report: Report, released: Hashes): void {
  const { before, after } = report.documents;
  const [then, now] = [hashesOf(before), hashesOf(after)];
  for (const [name, versions] of Object.entries({ ...then, ...released }))
    for (const version of Object.keys({ ...then[name], ...versions })) {
      const hash = released[name]?.[version];
      const place = {
        where: `event ${name} v${version}`,
        side: 'got' as const,
        who: 'nobody who reads it, but the promise that a released version stays as it is',
      };
      if (hash !== then[name]?.[version])
        report.tell(
          place,
          'has another hash in specs/released/event-versions.json than its schema in specs/released/asyncapi.json',
          {
            instead: 'restore both files: only a release writes them',
            exactly: [hash ?? null, then[name]?.[version] ?? null],
          },
        );
      if (hash && !now[name]?.[version]) tellGone(report, `${name} v${version}`);
      else if (hash && hash !== now[name]?.[version]) tellChanged(report, place, [hash, now[name]![version]!]);
    }
}

function tellChanged(report: Report, place: Parameters<Report['tell']>[0], hashes: [string, string]): void {
  const { before, after } = report.documents;
  const payload = (document: Json) =>
    messagesOf(document).find((one) => `event ${versionOf(one)}` === place.where)?.payload;
  const [was, is] = [payload(before), payload(after)];
  const changes = was ? changesBetween(was, is, before, after) : [];
  const breaks = was && schemaBreaks('got', was, is, report.documents).length > 0;
  report.tell(
    { ...place, who: breaks ? place.where.replace('event', 'receivers of') : place.who },
    `is frozen, and its schema has changed${changes.map((change) => `; ${change}`).join('')}`,
    {
      instead: breaks ? NEW_VERSION : `though receivers could bear it, ${NEW_VERSION}`,
      exactly: hashes,
    },
  );
}
