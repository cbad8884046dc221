/** Two OpenAPI documents: operations, their callbacks, and the webhooks, where the roles are the other way round. */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../generator/documents.ts';
import type { Report, Side } from './findings.ts';
import { compareAnswers, compareBody, compareParameters, followed, tellUnknown } from './http-messages.ts';
import { compareSecurity, compareSecuritySchemes } from './security.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

interface Operation {
  where: string;
  /** Who sends what the operation takes. */
  sender: 'caller' | 'us';
  /** Who is on the other side, and who of them reads what is answered. */
  who: string;
  readers: string;
}

export function compareOpenapi(report: Report): void {
  const { before, after } = report.documents;
  const place = { where: 'openapi.json', side: 'sent' as Side, who: 'callers' };
  const known = ['info', 'paths', 'webhooks', 'components', 'security', 'servers'];
  tellUnknown(report, place, before, after, known);
  for (const server of (before.servers ?? []) as Json[]) {
    const now = after.servers?.find(({ url }: Json) => url === server.url);
    if (now) tellUnknown(report, { ...place, where: `server ${server.url}` }, server, now, ['url']);
    else report.tell(place, `has the server ${server.url} no longer`, { instead: 'keep it' });
  }
  compareSecuritySchemes(report);
  for (const [path, item] of Object.entries((before.paths ?? {}) as Json))
    compareItem(report, path, item, after.paths?.[path], (method) => {
      const where = `${method.toUpperCase()} ${path}`;
      const name = followed(item, before)[method].operationId ?? where;
      return { where, sender: 'caller', who: `callers of ${name}`, readers: `clients that read what ${name} answers` };
    });
  for (const [name, item] of Object.entries((before.webhooks ?? {}) as Json))
    compareItem(report, `webhook ${name}`, item, after.webhooks?.[name], receiving(`webhook ${name}`, name));
}

const receiving = (where: string, name: string) => (): Operation => ({
  where,
  sender: 'us',
  who: `receivers of ${name.replace(/\.v(\d+)$/, ' v$1')}`,
  readers: `receivers of ${name.replace(/\.v(\d+)$/, ' v$1')}`,
});

/** The operations of one path, callback or webhook. */
function compareItem(
  report: Report,
  where: string,
  before: Json,
  after: Json | undefined,
  named: (method: string) => Operation,
): void {
  const { documents } = report;
  const [was, is] = [followed(before, documents.before), followed(after, documents.after)];
  for (const method of METHODS.filter((name) => was[name])) {
    const operation = named(method);
    // A parameter of the operation stands for the one of the path with its name and place (OpenAPI 3.1 §4.8.10).
    const shared = (document: Json, item: Json, { parameters = [], ...rest }: Json) => {
      const [own, ofPath] = [parameters, item.parameters ?? []].map((all) =>
        all.map((one: Json) => followed(one, document)),
      ) as [Json[], Json[]];
      const isOwn = (one: Json) => own.some(({ name, in: place }) => name === one.name && place === one.in);
      return { ...rest, parameters: [...own, ...ofPath.filter((one) => !isOwn(one))] };
    };
    if (is[method]) {
      const [before, after] = [shared(documents.before, was, was[method]), shared(documents.after, is, is[method])];
      compareOperation(report, operation, before, after);
    } else tellGone(report, operation);
  }
  if (after) tellUnknown(report, { where, side: 'sent', who: 'callers' }, was, is, ['parameters', ...METHODS]);
}

function tellGone(report: Report, { where, sender, who }: Operation): void {
  const side = sender === 'us' ? 'got' : 'sent';
  report.tell({ where, side, who }, 'is gone', {
    instead: 'keep it, marked `deprecated`, beside what replaces it',
    ...(sender === 'us' && { origin: `event ${where.split(' ').at(-1)}` }),
  });
}

function compareOperation(report: Report, operation: Operation, before: Json, after: Json): void {
  const { where, who, readers, sender } = operation;
  const [sent, got]: Side[] = sender === 'us' ? ['got', 'sent'] : ['sent', 'got'];
  compareParameters(report, { where, side: sent!, who }, before.parameters, after.parameters);
  compareBody(report, { where, side: sent!, who }, before.requestBody, after.requestBody);
  compareAnswers(report, { where, side: got!, who: readers }, before.responses, after.responses);
  compareSecurity(report, { where, side: 'sent', who }, before.security, after.security);
  compareJob(report, operation, before['x-job'], after['x-job']);
  compareCallbacks(report, operation, before.callbacks ?? {}, after.callbacks ?? {});
  const place = { where, side: 'sent' as Side, who };
  if (before.operationId !== after.operationId)
    report.tell(
      { ...place, who: 'generated clients' },
      `is called ${after.operationId} now, not ${before.operationId}`,
      {
        instead: 'keep the operationId: functions of generated clients have its name',
      },
    );
  const known = ['parameters', 'requestBody', 'responses', 'security', 'x-job', 'callbacks', 'operationId'];
  tellUnknown(report, place, before, after, known);
}

/** `estimated_seconds` and `max_attempts` are told in answers and promise nothing. */
function compareJob(report: Report, { where, who }: Operation, before?: Json, after?: Json): void {
  if (!before && !after) return;
  const place = { where: `${where} → x-job`, side: 'got' as Side, who };
  if (!before || !after) {
    const what = after ? 'is new: it is work that is followed now' : 'is gone: it is no work to be followed';
    report.tell(place, what, { instead: 'make it an operation of its own' });
    return;
  }
  if (before.type !== after.type)
    report.tell(place, `has the type ${after.type} now, not ${before.type}`, {
      instead: 'keep the type, which requests show and are listed by',
    });
  for (const [end, type] of Object.entries((before.events ?? {}) as Record<string, string>))
    if (after.events?.[end] !== type)
      report.tell(
        { ...place, where: `${place.where} events.${end}`, who: `receivers of ${type}` },
        `is ${after.events?.[end] ?? 'told by no event'} now, not ${type}`,
        {
          instead: `keep ending with ${type}, in a new version if its data must be other`,
        },
      );
  if (after.timeout_seconds < before.timeout_seconds)
    report.tell(place, `may take ${after.timeout_seconds} s at most now, not ${before.timeout_seconds} s`, {
      instead: 'keep the time limit: work that took so long succeeded',
    });
  tellUnknown(report, place, before, after, ['type', 'events', 'timeout_seconds', 'estimated_seconds', 'max_attempts']);
}

function compareCallbacks(report: Report, { where }: Operation, before: Json, after: Json): void {
  const { documents } = report;
  for (const [name, callback] of Object.entries(before)) {
    const [was, is] = [followed(callback, documents.before), followed(after[name], documents.after)];
    for (const [expression, item] of Object.entries(was)) {
      const place = `${where} → callback ${name}`;
      // Where it goes is what the caller gives: another expression is another place to give it in.
      const there =
        Object.keys(is).length === 1 && Object.keys(was).length === 1 ? Object.values(is)[0] : is[expression];
      compareItem(report, place, item, there, receiving(place, name));
      if (there && !isDeepStrictEqual(Object.keys(was), Object.keys(is)))
        report.tell(
          { where: place, side: 'sent', who: 'callers that give its URL' },
          `goes to ${Object.keys(is).join()} now, not ${expression}`,
          {
            instead: 'keep taking the URL where it was',
          },
        );
    }
  }
}
