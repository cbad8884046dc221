/**
 * The process that handlers run in: what a handler breaks, leaks or blocks stays here.
 *
 * What it is told and what it tells is in messages.ts.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobType } from '../contract/operations.ts';
import { Problem, problem } from '../contract/problems.ts';
import { connect, type Database, isUnavailable } from '../database/connect.ts';
import { pathOf, writeBytes } from '../files/store.ts';
import { FETCH_TIMEOUT_MS, FILE_BYTES, UNAVAILABLE_AGAIN_MS } from '../limits.ts';
import { createAddressRules, parseNetwork } from '../outbound/address-rules.ts';
import { createGuardedClient, type FetchOutcome } from '../outbound/guarded-client.ts';
import { keepCheckpoint } from '../requests/store.ts';
import { keptSecret } from '../secrets/kept.ts';
import { type JobContext, type JobHandler, JobPause } from './context.ts';
import { type AbortMessage, type ChildOutcome, type ChildTask, type ProgressMessage, runName } from './messages.ts';
import { handlers } from './registry.ts';

/** @public called by name by the pool of processes */
export default async function runTask(task: ChildTask): Promise<ChildOutcome> {
  const abort = new AbortController();
  const onMessage = (message: Partial<AbortMessage>) => {
    if (message.abort === runName(task)) abort.abort();
  };
  process.on('message', onMessage);
  const client = createGuardedClient(createAddressRules(task.allowedNetworks.map(parseNetwork)));
  const handler = handlers[task.job] as JobHandler<JobType>;
  try {
    const output = await handler(contextOf(task, abort.signal, client.fetchFile));
    return { kind: 'succeeded', output };
  } catch (error) {
    if (error instanceof JobPause) return { kind: 'paused', againInMs: error.againInMs };
    if (error instanceof Problem) return { kind: 'problem', name: error.kind, detail: error.detail };
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // Not the job's fault, nor its input's: a full disk must not use up the attempts of all that runs meanwhile.
    if (isUnavailable(error)) return { kind: 'paused', againInMs: UNAVAILABLE_AGAIN_MS, message };
    return { kind: 'threw', message };
  } finally {
    process.off('message', onMessage);
    await client.close();
  }
}

/** Made when a handler first asks for it, and kept for the next one. */
let database: Database | undefined;

/** A statement whose process was killed is not run to its end. */
const SESSION = { client_connection_check_interval: 1_000 };

// An orphan would work for nobody.
process.on('disconnect', () => process.exit());
// Ctrl-C in a terminal reaches us too; our parent decides what it means.
process.on('SIGINT', () => {});

function contextOf(
  { input, tenantId, uploadPath, filesDir, request_id, run_epoch, checkpoint, ...settings }: ChildTask,
  signal: AbortSignal,
  fetchFile: ReturnType<typeof createGuardedClient>['fetchFile'],
): JobContext<JobType> {
  const context: JobContext<JobType> = {
    input: input as JobContext<JobType>['input'],
    tenantId,
    get database() {
      database ??= connect(settings.databaseUrl, { connections: 1, name: 'waybill job', settings: SESSION });
      return database;
    },
    async credential(file, make) {
      const path = join(settings.credentialsDir, file);
      if (existsSync(path)) return readFile(path, 'utf8');
      if (!settings.makesCredentials)
        throw problem('job-not-set-up', { detail: `The operator has not given ${file}.` });
      const made = await make();
      return keptSecret(path, () => made);
    },
    checkpoint: {
      place: checkpoint,
      async step(action) {
        const done = (await context.database.sql.begin(async (tx) => {
          const done = await action(tx);
          // Last: the row is also that of progress and cancel, which are not to wait for the step.
          if (!(await keepCheckpoint(tx, { request_id, run_epoch }, done.place)))
            throw new Error('another run goes on here');
          return done;
        })) as Awaited<ReturnType<typeof action>>;
        this.place = done.place;
        return done;
      },
    },
    signal,
    progress: (done) => void process.send?.({ progress: Math.min(1, Math.max(0, done)) } satisfies ProgressMessage),
    files: {
      async readUpload() {
        const bytes = uploadPath && (await readFile(join(filesDir, uploadPath)).catch(nullIfMissing));
        if (!bytes) throw problem('upload-gone', { detail: `${input.upload_id} is no longer there.` });
        return bytes;
      },
      async fetch(url) {
        const outcome = await fetchFile(url, { bytes: FILE_BYTES, timeoutMs: FETCH_TIMEOUT_MS, signal });
        if (outcome.kind === 'fetched') return outcome.bytes;
        throw problem('source-unavailable', { detail: reasonOf(outcome) });
      },
      writeResult: (bytes, mediaType) =>
        writeBytes(filesDir, pathOf(request_id, `result-${request_id}.${run_epoch}`), mediaType, [bytes]),
    },
  };
  return context;
}

/** Any other failure to read may pass. */
function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
}

function reasonOf(outcome: Exclude<FetchOutcome, { kind: 'fetched' }>): string {
  switch (outcome.kind) {
    case 'refused':
      return `The source answered ${outcome.status}.`;
    case 'too_large':
      return `The source sent more than ${FILE_BYTES} bytes.`;
    case 'unreachable':
      return {
        blocked_address: 'The source is at a local or reserved address.',
        dns: "The source's host name has no address.",
        connect_timeout: 'The source did not take the connection in time.',
        connect_failed: 'The connection to the source failed.',
        connection_lost: 'The source broke the connection off.',
        tls_expired: "The source's certificate has expired.",
        tls_wrong_host: "The source's certificate is for another host.",
        tls_unknown_issuer: "The source's certificate is from an unknown issuer.",
        tls_failed: 'The TLS handshake with the source failed.',
        invalid_response: 'The source did not answer in HTTP.',
        not_sent: 'The source could not be asked.',
        timeout: `The source did not answer whole within ${FETCH_TIMEOUT_MS / 1000} s.`,
      }[outcome.reason];
  }
}
