/**
 * What an operation's handler takes and gives, from the generated types: the compiler's half of the contract.
 *
 * Handlers return data, `mount` makes the answer of it. A missing operation, an undeclared status, a missing header
 * or a wrong body does not compile (test/types/).
 */
import type { jobs, operations } from '../../generated/contract.ts';
import type { operations as Wire } from '../../generated/types.d.ts';
import type { Database } from '../database/connect.ts';
import type { Hints } from '../database/hints.ts';
import type { StoredReply } from '../idempotency/keys.ts';
import type { AddressRules } from '../outbound/address-rules.ts';
import type { Encryption } from '../secrets/encryption.ts';
import type { Place } from './places.ts';
import type { Fault } from './problems.ts';

export type OperationId = keyof typeof operations & keyof Wire;
export type JobType = keyof typeof jobs;
type JobOperationId = (typeof jobs)[JobType]['operation'];

/** What every handler may use. */
export interface Services {
  database: Database;
  hints: Hints;
  encryption: Encryption;
  addressRules: AddressRules;
  /** The folder of the bytes of uploads and results. */
  filesDir: string;
  /** The URL of this service as its callers see it, without a slash at the end. */
  publicUrl: string;
}

/** Who calls: a key acts for its tenant, or for the one that an operator names. */
export interface Caller {
  keyId: string;
  tenantId: string;
  scopes: readonly string[];
}

type Parameters<Id extends OperationId, Place extends 'path' | 'query' | 'header'> = Wire[Id]['parameters'] extends {
  [P in Place]?: infer Values;
}
  ? NonNullable<Values>
  : Record<never, never>;

type Body<Id extends OperationId> =
  NonNullable<Wire[Id]['requestBody']> extends { content: infer Content }
    ? Content extends { 'application/json': infer Json }
      ? Json
      : { mediaType: keyof Content & string; bytes: ReadableStream<Uint8Array> }
    : undefined;

/** What any call brings along. */
interface AnyCall extends Services {
  caller: Caller;
  callId: string;
  /** W3C Trace Context of the call, for what it brings about. */
  traceparent: string;
  /** Method and route, such as `post /v1/events`. */
  route: string;
  /** With the query. */
  path: string;
  /** Fires when the client has hung up. */
  hasGone(): AbortSignal;
  /** For who only waits for somebody else: the call is not counted among those that are worked on, and its time stands still. */
  standAside: Place['standAside'];
}

export interface Call<Id extends OperationId> extends AnyCall {
  params: Parameters<Id, 'path'>;
  query: Parameters<Id, 'query'>;
  headers: Parameters<Id, 'header'>;
  body: Body<Id>;
  /** Is the key of the call still good? For answers that take long. */
  isKeyValid(): Promise<boolean>;
  /**
   * Does what an Idempotency-Key stands for, and answers as the first call was. `mount` has done it around the handlers
   * that take JSON and do not keep their key themselves; who takes bytes does it when it knows their digest.
   *
   * @param content  the digest of the body
   * @param action  writes into no other database than it is given
   */
  once<R extends StoredReply>(content: string, action: (database: Database) => Promise<R>): Promise<R>;
}

type Named<T> = { [K in keyof T as string extends K ? never : K]: T[K] };
/** The headers of an answer without those that `mount` sets on all. */
type Headers<T> = Omit<Named<T>, 'X-Request-Id' | 'RateLimit' | 'RateLimit-Policy'>;
type NoneRequired<T> = Partial<T> extends T ? true : false;

/** How bytes are compressed (RFC 9110 §8.4.1): no header of the contract, or a mock would claim it of what is not. */
export type Coding = 'br' | 'gzip';

/** JSON as its schema says, where it is all that there is; else bytes with one of the declared media types. */
type Content<T> = [keyof T] extends ['application/json']
  ? { body: T['application/json' & keyof T] }
  : T extends { [M in infer MediaType extends string]: unknown }
    ? { body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>; mediaType: MediaType; coding?: Coding }
    : { body?: undefined };

type Answer<Status, Response> = Response extends { headers: infer H }
  ? { status: Status } & (NoneRequired<Headers<H>> extends true ? { headers?: Headers<H> } : { headers: Headers<H> }) &
      (Response extends { content: infer C } ? Content<C> : { body?: undefined })
  : never;

/** The answers that a handler may give: every declared one that is not a problem. Problems are thrown. */
export type Reply<Id extends OperationId> = Id extends OperationId // one by one: jobs share a handler
  ? {
      [Status in keyof Wire[Id]['responses']]: Wire[Id]['responses'][Status] extends {
        content: { 'application/problem+json': unknown };
      }
        ? never
        : Answer<Status, Wire[Id]['responses'][Status]>;
    }[keyof Wire[Id]['responses']]
  : never;

export type Handler<Id extends OperationId> = ((call: Call<Id>) => Promise<Reply<Id>>) & {
  /** It takes its Idempotency-Key itself, in the statement that does its work: `mount` does not wrap it in `once`. */
  keepsKey?: boolean;
  /** What is wrong with a body, of any shape, that its schema does not say: told beside what the schema refuses. */
  faultsOf?(body: unknown): Fault[];
};

/** A handler whose body has faults that its schema does not say. */
export const telling = <Id extends OperationId>(
  faultsOf: (body: unknown) => Fault[],
  handler: (call: Call<Id>) => Promise<Reply<Id>>,
): Handler<Id> => Object.assign(handler, { faultsOf });

/** One handler for each operation; those that hand in work share one, see `mount`. */
export type Operations = { [Id in Exclude<OperationId, JobOperationId>]: Handler<Id> };

/** A call that hands in work, whatever the job. */
export interface JobCall extends AnyCall {
  job: JobType;
  input: { readonly [member: string]: unknown };
  idempotencyKey: string | undefined;
  correlationId: string | undefined;
  prefer: string | undefined;
}
export type JobReply = Reply<JobOperationId>;
