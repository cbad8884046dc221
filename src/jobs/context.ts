/**
 * What a job's handler is given and what it gives back, typed from the contract.
 */
import type { jobs } from '../../generated/contract.ts';
import type { components, operations } from '../../generated/types.d.ts';
import type { JobType, Reply } from '../contract/operations.ts';
import type { Database, SqlRunner } from '../database/connect.ts';
import type { EventType, NewestData } from '../events/catalogue.ts';
import type { StoredBytes } from '../files/store.ts';

type Schemas = components['schemas'];
type Contract<Type extends JobType> = (typeof jobs)[Type];

/** The body, and what the path names. */
export type JobInput<Type extends JobType> = Schemas[Contract<Type>['input'] & keyof Schemas] &
  PathOf<Contract<Type>['operation']>;
type PathOf<Id extends keyof operations> = operations[Id]['parameters'] extends { path: infer Values extends object }
  ? Values
  : unknown;

/** The members of the succeeded event's data that only the job knows; the engine fills in the others. */
export type JobDetails<Type extends JobType> = Contract<Type>['events'] extends {
  succeeded: infer Type extends EventType;
}
  ? Omit<NewestData<Type>, 'request_id' | 'status' | 'status_url' | 'result_url'>
  : Record<never, never>;

type ResultType = (Reply<'getResult'> & { status: 200 })['mediaType'];

export interface JobContext<Type extends JobType> {
  input: JobInput<Type>;
  /** Whose request it is: every statement names it. */
  tenantId: string;
  /** A connection of the process's own. Long statements end with the process, at the latest. */
  database: Database;
  /** The bytes that go in and come out. What cannot be had is thrown as a problem. */
  files: {
    /** The bytes of `input.upload_id`. */
    readUpload(): Promise<Buffer>;
    /** The bytes behind a URL, fetched through the guarded client: size, time and address are limited. */
    fetch(url: string): Promise<Buffer>;
    /** Stores the result of this run; call it once. Its media type is one of those that `getResult` answers with. */
    writeResult(bytes: Uint8Array, mediaType: ResultType): Promise<StoredBytes>;
  };
  /**
   * Key material that the operator has put into the folder `credentials/` of the data folder, as text.
   *
   * @param file  its name, such as `signing.pem`
   * @param make  makes it up where it is missing, outside production only; it is kept
   * @throws Problem job-not-set-up, when it is missing
   */
  credential(file: string, make: () => Promise<string>): Promise<string>;
  checkpoint: {
    /** What the last step left, of this run or an earlier one of the request; null before the first. */
    place: unknown;
    /**
     * One step of the work: what it writes and the place that it returns (JSON, not null) are one transaction. It is undone when the
     * run is no longer the one that counts, so each step is done once, whoever is killed or frozen.
     */
    step<Done extends { place: unknown }>(action: (sql: SqlRunner) => Promise<Done>): Promise<Done>;
  };
  /** Fires when the run is to stop: canceled, out of time, or no longer the one that counts. */
  signal: AbortSignal;
  /** @param done  the part that is done, 0 to 1; a smaller value than before is ignored */
  progress(done: number): void;
}

export interface JobOutput<Type extends JobType> {
  result: StoredBytes;
  details: JobDetails<Type>;
}

/** Thrown by a handler that is not done and wants to be run again: meanwhile others have the process. It counts as no attempt. */
export class JobPause extends Error {
  readonly againInMs: number;
  constructor(againInMs: number) {
    super('to be continued');
    this.againInMs = againInMs;
  }
}

/**
 * Does the work of a request. It may be called again for the same request, so it changes nothing but its result, other than
 * in steps (`checkpoint`). A problem that it throws is final; any other error but JobPause lets it be run again, up to `max_attempts`.
 */
export type JobHandler<Type extends JobType> = (context: JobContext<Type>) => Promise<JobOutput<Type>>;
