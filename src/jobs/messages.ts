/**
 * What the worker and the processes of its handlers say to each other: a task goes in, progress and an outcome come
 * out, and an abort may follow the task.
 */
import type { JobType } from '../contract/operations.ts';
import type { ProblemName } from '../contract/problems.ts';
import type { JobOutput } from './context.ts';

export interface ChildTask {
  job: JobType;
  request_id: string;
  run_epoch: number;
  tenantId: string;
  input: { readonly [member: string]: unknown };
  /** What the last step of the work left. */
  checkpoint: unknown;
  /** Where the bytes of `input.upload_id` are; null when they are gone or none was named. */
  uploadPath: string | null;
  filesDir: string;
  databaseUrl: string;
  /** The folder of the operator's key material. */
  credentialsDir: string;
  /** May key material be made up? Not in production. */
  makesCredentials: boolean;
  /** Networks in CIDR form that handlers may fetch from besides the public internet. */
  allowedNetworks: string[];
}

export type ChildOutcome =
  | { kind: 'succeeded'; output: JobOutput<JobType> }
  /** `message` when something was wrong. */
  | { kind: 'paused'; againInMs: number; message?: string }
  | { kind: 'problem'; name: ProblemName; detail: string | undefined }
  | { kind: 'threw'; message: string };

export interface ProgressMessage {
  progress: number;
}

/** It names its run: the process may be at the next one when it arrives. */
export interface AbortMessage {
  abort: string;
}

export const runName = ({ request_id, run_epoch }: ChildTask): string => `${request_id}.${run_epoch}`;
