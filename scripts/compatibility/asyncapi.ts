/** Two AsyncAPI documents: what receivers are sent, and what publishers may publish. */
import { isDeepStrictEqual } from 'node:util';
import { type Json, messagesOf } from '../generator/documents.ts';
import type { Place, Report } from './findings.ts';
import { compareParameters, followed, tellUnknown } from './http-messages.ts';

export const NEW_VERSION =
  'leave this version as it is, and add a version to the event (CONTRIBUTING, "a new event version")';

/** `order.paid v1` */
export const versionOf = (message: Json): string => `${message.name} v${message['x-event-version']}`;

export function compareAsyncapi(report: Report): void {
  const { before, after } = report.documents;
  const place: Place = { where: 'asyncapi.json', side: 'got', who: 'receivers' };
  tellUnknown(report, place, before, after, ['info', 'channels', 'operations', 'components']);
  for (const [name, channel] of Object.entries((before.channels ?? {}) as Json)) {
    const where = `channel ${name}`;
    const now = after.channels?.[name];
    if (!now) report.tell({ ...place, where }, 'is gone', { instead: 'keep it' });
    else tellUnknown(report, { ...place, where }, channel, now, ['messages']);
  }
  for (const [name, operation] of Object.entries((before.operations ?? {}) as Json))
    compareOperation(report, { ...place, where: `operation ${name}` }, operation, after.operations?.[name]);
  const now = new Map(messagesOf(after).map((message) => [versionOf(message), message]));
  for (const message of messagesOf(before)) {
    const version = versionOf(message);
    // One that is gone is told by its hash, which outlives the documents.
    if (now.has(version)) compareMessage(report, message, now.get(version)!);
  }
  comparePublishing(report);
}

function compareOperation(report: Report, place: Place, before: Json, after: Json | undefined): void {
  if (!after) {
    report.tell(place, 'is gone', { instead: 'keep it' });
    return;
  }
  const { documents } = report;
  const versions = (messages: Json[] = [], document: Json) => messages.map((one) => versionOf(followed(one, document)));
  const sent = versions(after.messages, documents.after);
  const known = versions(messagesOf(documents.after), documents.after);
  for (const version of versions(before.messages, documents.before))
    if (!sent.includes(version) && known.includes(version))
      report.tell(place, `has the message ${version} no longer`, { instead: 'keep it' });
  tellUnknown(report, place, before, after, ['messages']);
}

function compareMessage(report: Report, before: Json, after: Json): void {
  const version = versionOf(before);
  const place: Place = { where: `message ${version}`, side: 'got', who: `receivers of ${version}` };
  const { documents } = report;
  report.tellSchema({ ...place, where: `${place.where} → payload` }, before.payload, after.payload);
  const [was, is] = [before.bindings?.http ?? {}, after.bindings?.http ?? {}] as [Json, Json];
  const [had, has] = [followed(was.headers, documents.before), followed(is.headers, documents.after)];
  compareParameters(report, place, asHeaders(had), asHeaders(has));
  tellUnknown(report, { ...place, where: `${place.where} → headers` }, had, has, ['properties', 'required']);
  tellUnknown(report, { ...place, where: `${place.where} → bindings.http` }, was, is, ['headers', 'bindingVersion']);
  if (before['x-publishable'] && !after['x-publishable'])
    report.tell({ ...place, who: `publishers of ${before.name}` }, 'may be published no longer', {
      instead: 'keep it publishable',
    });
  const known = ['payload', 'bindings', 'x-publishable', 'name', 'x-event-version'];
  tellUnknown(report, place, before, after, known);
  const [others, othersNow] = [before.bindings, after.bindings].map((all) => ({ ...all, http: undefined }));
  if (!isDeepStrictEqual(others, othersNow)) tellUnknown(report, place, others!, othersNow!, ['http']);
}

const asHeaders = ({ properties = {}, required = [] }: Json): Json[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'header',
    schema,
    required: required.includes(name),
  }));

/** An event is published in the newest version of its type, so a new version asks of publishers what it says. */
function comparePublishing(report: Report): void {
  const { documents } = report;
  const [was, is] = [newestPublishable(documents.before), newestPublishable(documents.after)];
  for (const [name, message] of was) {
    const now = is.get(name);
    if (!now) continue;
    const version = now['x-event-version'];
    const place: Place = {
      where: `POST /v1/events → data of ${name}`,
      side: 'sent',
      who: `publishers of ${name}, who are judged by version ${version}`,
      instead: 'let the newest version take what is published today, and cast it down to less',
      // Whoever publishes has published what the catalogue tells of, and not this.
      passes: ({ rule, after }) => rule === 'member' && after !== undefined && !(after as Json).required,
    };
    const data = (one: Json, document: Json) => followed(one.payload, document).properties?.data;
    report.tellSchema(place, data(message, documents.before), data(now, documents.after), place.where);
  }
}

function newestPublishable(document: Json): Map<string, Json> {
  const newest = new Map<string, Json>();
  for (const message of messagesOf(document)) {
    const known = newest.get(message.name);
    if (message['x-publishable'] && !(known && known['x-event-version'] > message['x-event-version']))
      newest.set(message.name, message);
  }
  return newest;
}
