/** What a call has to show: it may only become less. */
import type { Json } from '../generator/documents.ts';
import type { Place, Report } from './findings.ts';
import { tellUnknown } from './http-messages.ts';

const NAMED_SCOPES = 'x-scopes-to-be-named';

/** Each of the old ways in must still be enough for one of the new. No requirement is one that everybody meets. */
export function compareSecurity(report: Report, place: Place, before?: Json[], after?: Json[]): void {
  const { documents } = report;
  const ways = (own: Json[] | undefined, document: Json): Json[] => {
    const all = own ?? document.security ?? [];
    return all.length > 0 ? all : [{}];
  };
  const [was, is] = [ways(before, documents.before), ways(after, documents.after)];
  const isEnough = (shown: Json) => (needed: Json) =>
    Object.entries(needed).every(
      ([scheme, scopes]) => shown[scheme] && scopes.every((scope: string) => shown[scheme].includes(scope)),
    );
  for (const way of was)
    if (!is.some(isEnough(way)))
      report.tell(place, `needs ${is.map(said).join(' or ')} now, where ${said(way)} was enough`, {
        instead: 'need no more than before; let a new scope be needed by something new only',
      });
}

const said = (way: Json): string =>
  Object.entries(way)
    .map(([scheme, scopes]) => [scheme, ...scopes].join(' '))
    .join(' and ') || 'no key';

export function compareSecuritySchemes(report: Report): void {
  const { before, after } = report.documents;
  const [was, is] = [before.components?.securitySchemes ?? {}, after.components?.securitySchemes ?? {}] as [Json, Json];
  for (const [name, scheme] of Object.entries(was)) {
    const place: Place = { where: `security scheme ${name}`, side: 'sent', who: 'everybody with a key' };
    // One that is gone is told at the operations that needed it.
    if (!is[name]) continue;
    tellUnknown(report, place, scheme, is[name], [NAMED_SCOPES]);
    const operations = Object.values((before.paths ?? {}) as Json).flatMap((item) => Object.values(item as Json));
    const used = operations.flatMap(({ security = [] }) => security.flatMap((way: Json) => way[name] ?? []));
    for (const scope of is[name][NAMED_SCOPES] ?? [])
      if (used.includes(scope) && !scheme[NAMED_SCOPES]?.includes(scope))
        report.tell(
          { ...place, who: 'who makes keys without naming scopes' },
          `gives \`${scope}\` only to keys that name it now`,
          {
            instead: 'leave it among the scopes that every key has',
          },
        );
  }
}
