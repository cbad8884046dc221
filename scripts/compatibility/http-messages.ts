/**
 * What goes over the wire in an operation: parameters, bodies and answers.
 *
 * Parameters and headers are compared as the members of an object, bodies and answers by status and media type. What
 * is decided here beyond schemas, by what a generated client experiences, stands at its place.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../generator/documents.ts';
import { resolveReference } from './closed-schema.ts';
import { type Place, type Report, schemaBreaks } from './findings.ts';

const SAID_TO_PEOPLE = ['title', 'summary', 'description', 'example', 'examples', 'deprecated', 'tags', 'externalDocs'];
const PROBLEM = 'application/problem+json';

/** The value itself, where it is a reference to a component. */
export const followed = (value: Json | undefined, document: Json): Json =>
  value?.$ref ? followed(resolveReference(value.$ref, document) as Json, document) : (value ?? {});

/** What this gate does not know is told when it changed, never passed over. */
export function tellUnknown(report: Report, place: Place, before: Json, after: Json, known: string[]): void {
  for (const key of Object.keys({ ...before, ...after }))
    if (![...known, ...SAID_TO_PEOPLE].includes(key) && !isDeepStrictEqual(before[key], after[key]))
      report.tell(place, `has another \`${key}\`, which cannot be judged`, {
        instead: `leave \`${key}\` as it was`,
        exactly: [before[key] ?? null, after[key] ?? null],
      });
}

/** Header names are the same in any case (RFC 9110 §5.1). */
const sameName = (place: string, name: string) => (place === 'header' ? name.toLowerCase() : name);

/** Named values as one object. Names that nobody declared have no promise: a new optional one takes nothing away. */
function asObject(members: Json[], place: Place, in_: string): Json {
  const name = (one: Json) => sameName(in_, one.name);
  return {
    type: 'object',
    properties: Object.fromEntries(
      members.map((one) => [name(one), one.schema ?? (Object.values(one.content ?? {})[0] as Json)?.schema]),
    ),
    required: members.filter(({ required }) => required).map(name),
    additionalProperties: place.side === 'got',
  };
}

export function compareParameters(report: Report, place: Place, before: Json[], after: Json[]): void {
  for (const in_ of ['path', 'query', 'header', 'cookie']) {
    const [was, is] = [before, after].map((all) => all.filter((one) => one.in === in_)) as [Json[], Json[]];
    const here = { ...place, where: `${place.where} → ${in_}` };
    report.tellSchema(here, asObject(was, here, in_), asObject(is, here, in_), in_);
    for (const one of was) {
      const now = is.find(({ name }) => sameName(in_, name) === sameName(in_, one.name));
      if (!now) continue;
      const known = ['name', 'in', 'required', 'schema'];
      tellUnknown(report, { ...here, where: `${here.where} /${one.name}` }, styled(one), styled(now), known);
    }
  }
}

/** The defaults of OpenAPI 3.1 §4.8.12.2.1, said. */
function styled(parameter: Json): Json {
  const style = parameter.style ?? (['query', 'cookie'].includes(parameter.in) ? 'form' : 'simple');
  const { explode = style === 'form', allowReserved = false, content, ...rest } = parameter;
  return { ...rest, style, explode, allowReserved, content: content && Object.keys(content) };
}

export function compareBody(report: Report, place: Place, before: Json | undefined, after: Json | undefined): void {
  const here = { ...place, where: `${place.where} → ${place.side === 'sent' ? 'request body' : 'body'}` };
  const { documents } = report;
  const [was, is] = [followed(before, documents.before), followed(after, documents.after)];
  if (before && !after) report.tell(here, 'is gone', { instead: 'keep it' });
  if (!after) return;
  const isSent = place.side === 'sent';
  const [had, has] = [was.required === true, is.required === true];
  if (isSent ? has && !had : had && !has)
    report.tell(here, isSent ? 'is required now' : 'may be absent now', { instead: 'leave it as it was' });
  compareContent(report, here, was.content ?? {}, is.content ?? {}, before === undefined);
  tellUnknown(report, here, was, is, ['required', 'content']);
}

function compareContent(report: Report, place: Place, before: Json, after: Json, isAllNew = false): void {
  for (const [type, was] of Object.entries(before) as [string, Json][]) {
    const here = { ...place, where: `${place.where}${type === 'application/json' ? '' : ` ${type}`}` };
    const is = after[type];
    if (!is) {
      report.tell({ ...place, where: `${place.where} ${type}` }, 'is gone', { instead: 'keep this media type too' });
      continue;
    }
    report.tellSchema(here, was.schema, is.schema);
    tellUnknown(report, here, was, is, ['schema']);
  }
  if (place.side === 'sent' || isAllNew) return;
  for (const type of Object.keys(after).filter((name) => !(name in before))) {
    // A client's type of the answer stays what it is if another media type has the same schema already: other bytes
    // are then what the caller asked for, such as the result of a new job.
    if (!isReadAlready(report, after[type], Object.values(before)))
      report.tell({ ...place, where: `${place.where} ${type}` }, 'is a new form of an answer that readers know', {
        instead: 'answer so only where it is asked for by something new: a parameter, an operation',
      });
  }
}

const isReadAlready = ({ documents }: Report, media: Json, known: Json[]) =>
  known.some(({ schema }) => schemaBreaks('got', schema, media.schema, documents).length === 0);

export function compareAnswers(report: Report, place: Place, before: Json, after: Json): void {
  const { documents } = report;
  const [was, is] = [allFollowed(before, documents.before), allFollowed(after, documents.after)];
  for (const status of Object.keys({ ...was, ...is })) {
    const here = { ...place, where: `${place.where} → ${status}` };
    const [old, now] = [declared(was, status), declared(is, status)];
    if (old && now) compareAnswer(report, here, old, now);
    else if (now && place.side === 'got') tellNewAnswer(report, here, status, now, was);
    else if (old && place.side === 'sent')
      report.tell(here, 'is taken as a success no longer', { instead: 'keep taking it' });
    // An error that no longer happens is missed by nobody; what was asked for by a success is.
    else if (old && !isError(status))
      report.tell(here, 'is answered no longer', { instead: 'keep answering so to who asks as before' });
  }
  if (place.side === 'got') compareProblems(report, place, was, is);
}

const allFollowed = (answers: Json, document: Json): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(answers ?? {}).map(([status, answer]) => [status, followed(answer as Json, document)]),
  );
const isError = (status: string) => /^[45]/.test(status) || status === 'default';
const declared = (answers: Json, status: string) => answers[status] ?? answers[`${status[0]}XX`] ?? answers.default;

function tellNewAnswer(report: Report, here: Place, status: string, answer: Json, was: Record<string, Json>): void {
  if (!isError(status)) {
    // The type of a client's `data` becomes a union, and code that never asked for the status reads the wrong one.
    report.tell(here, 'is a new success', { instead: 'answer so only to who asks for it by something new' });
    return;
  }
  // Who meets an unknown 4xx or 5xx treats it as any of its class (RFC 9110 §15), if its body can be read as the others.
  const errors = Object.entries(was).filter(([old]) => isError(old));
  if (!answer.content && errors.length > 0 && errors.every(([, { content }]) => content))
    report.tell(here, 'is a new error without a body, which the other errors have', {
      instead: 'give it the body that the other errors have',
    });
  for (const [type, media] of Object.entries(answer.content ?? {}) as [string, Json][]) {
    const known = errors.flatMap(([, { content }]) => content?.[type] ?? []);
    if (!isReadAlready(report, media, known))
      report.tell(here, `is a new error whose ${type} is read like no other`, {
        instead: 'give it the body that the other errors have',
      });
  }
}

function compareAnswer(report: Report, place: Place, before: Json, after: Json): void {
  const { documents } = report;
  const headers = (answer: Json, document: Json) =>
    Object.entries((answer.headers ?? {}) as Json).map(([name, header]) => ({
      ...followed(header, document),
      name,
      in: 'header',
    }));
  compareParameters(report, place, headers(before, documents.before), headers(after, documents.after));
  compareContent(report, place, before.content ?? {}, after.content ?? {}, !before.content);
  tellUnknown(report, place, before, after, ['headers', 'content']);
}

/**
 * Problem types are the examples of an error. A new one is harmless: who does not know it goes by the status. One that
 * is gone is too, unless it only got another status or, as far as one can tell, another name: clients tell them apart.
 */
function compareProblems(
  report: Report,
  place: Place,
  before: Record<string, Json>,
  after: Record<string, Json>,
): void {
  const pairs = (answers: Record<string, Json>) =>
    Object.entries(answers).flatMap(([status, { content }]) =>
      Object.keys(content?.[PROBLEM]?.examples ?? {}).map((name) => ({ status, name })),
    );
  const [was, is] = [pairs(before), pairs(after)];
  for (const { status, name } of was) {
    if (is.some((one) => one.name === name && [status, `${status[0]}XX`, 'default'].includes(one.status))) continue;
    const here = {
      ...place,
      where: `${place.where} → ${status}`,
      who: `${place.who} that know this problem`,
    };
    const moved = is.find((one) => one.name === name);
    const newName = is.find((one) => one.status === status && !was.some((old) => old.name === one.name));
    const instead = 'keep the problem at its status, and add a new one beside it';
    const origin = `problem ${name} ${status}`;
    if (moved)
      report.tell(here, `has the problem \`${name}\` no longer: it is ${moved.status} now`, { instead, origin });
    else if (newName)
      report.tell(here, `has the problem \`${name}\` no longer, and \`${newName.name}\`, which may be its new name`, {
        instead,
        origin,
      });
  }
}
