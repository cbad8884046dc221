/**
 * The tables as drizzle sees them, for the rooms that read and write plain rows. `migrations/` is the truth; a test
 * compares the two. Tables that only statements of their own touch are mirrored too, so that the list is whole.
 */
import {
  bigint,
  boolean,
  customType,
  integer,
  jsonb,
  pgTable,
  real,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { RetryPolicy } from '../limits.ts';

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
const time = () => timestamp({ withTimezone: true, mode: 'date' });

export const tenants = pgTable('tenants', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  created_at: time().notNull().defaultNow(),
  email: text(),
  mailed_at: time(),
});

export const mailNotices = pgTable('mail_notices', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  tenant_id: uuid().notNull(),
  line: text().notNull(),
  written_at: time().notNull().defaultNow(),
});

export const apiKeys = pgTable('api_keys', {
  id: uuid().primaryKey(),
  tenant_id: uuid().notNull(),
  hash: bytea().notNull(),
  scopes: text().array().notNull(),
  expires_at: time(),
  revoked_at: time(),
  name: text().notNull(),
  last_used_at: time(),
});

export const rateWindows = pgTable('rate_windows', {
  key_id: uuid().primaryKey(),
  second: bigint({ mode: 'number' }).notNull(),
  leased: integer().notNull(),
});

export const requests = pgTable('requests', {
  id: uuid().primaryKey(),
  tenant_id: uuid().notNull(),
  job: text().notNull(),
  input: jsonb().notNull(),
  correlation_id: text().notNull(),
  state: text({ enum: ['succeeded', 'failed', 'canceled'] }),
  error: jsonb(),
  progress: real(),
  version: integer(),
  attempts: integer(),
  started_at: time(),
  ended_at: time(),
  traceparent: text(),
});

export const requestQueue = pgTable('request_queue', {
  request_id: uuid().primaryKey(),
  status: text({ enum: ['queued', 'processing'] }).notNull(),
  progress: real().notNull(),
  version: integer().notNull(),
  attempts: integer().notNull(),
  run_epoch: integer().notNull(),
  worker_id: uuid(),
  run_at: time().notNull(),
  cancel_requested: boolean().notNull(),
  started_at: time(),
  updated_at: time().notNull(),
  checkpoint: jsonb(),
});

export const workerHeartbeats = pgTable('worker_heartbeats', {
  worker_id: uuid().primaryKey(),
  seen_at: time().notNull(),
});

export const idempotencyKeys = pgTable('idempotency_keys', {
  tenant_id: uuid().notNull(),
  route: text().notNull(),
  key: text().notNull(),
  fingerprint: bytea().notNull(),
  reply_encrypted: bytea().notNull(),
  created_at: time().notNull(),
});

export const subjectCounters = pgTable('subject_counters', {
  tenant_id: uuid().notNull(),
  subject: text().notNull(),
  last: bigint({ mode: 'number' }).notNull(),
});

export const events = pgTable('events', {
  id: uuid().primaryKey(),
  tenant_id: uuid().notNull(),
  type: text().notNull(),
  version: integer().notNull(),
  subject: text().notNull(),
  sequence: bigint({ mode: 'number' }).notNull(),
  correlation_id: text().notNull(),
  body: text().notNull(),
  recipient: uuid(),
  traceparent: text(),
});

export const renderings = pgTable('renderings', {
  event_id: uuid().notNull(),
  version: integer().notNull(),
  body: text().notNull(),
});

export const eventOutbox = pgTable('event_outbox', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  tenant_id: text().notNull(),
  type: text().notNull(),
  subject: text().notNull(),
  data: jsonb().notNull(),
  correlation_id: text(),
  written_at: time().notNull().defaultNow(),
  refused: jsonb(),
});

export const files = pgTable('files', {
  id: uuid().notNull(),
  kind: text({ enum: ['upload', 'result'] }).notNull(),
  tenant_id: uuid().notNull(),
  media_type: text().notNull(),
  size: bigint({ mode: 'number' }).notNull(),
  sha256: bytea().notNull(),
  path: text().notNull(),
});

export const endpoints = pgTable('endpoints', {
  id: uuid().primaryKey(),
  tenant_id: uuid().notNull(),
  url: text().notNull(),
  description: text().notNull(),
  disabled_reason: text({ enum: ['gone', 'failing', 'manual'] }),
  retry_policy: jsonb().$type<Partial<RetryPolicy>>().notNull(),
  rate_limit_per_second: integer(),
  max_concurrency: integer().notNull(),
  x_signature: text({ enum: ['labelled', 'bare'] }).notNull(),
  version: integer().notNull().default(1),
  callback_origin: text(),
  event_versions: jsonb().$type<Record<string, number>>().notNull().default({}),
  headers: bytea(),
  enabled_at: time(),
  failing_told_at: time(),
});

export const attemptCounts = pgTable('attempt_counts', {
  endpoint_id: uuid().notNull(),
  hour: time().notNull(),
  is_delivered: boolean().notNull(),
  bucket: smallint().notNull(),
  count: bigint({ mode: 'number' }).notNull(),
});

export const endpointSecrets = pgTable('endpoint_secrets', {
  key_id: uuid().primaryKey(),
  endpoint_id: uuid().notNull(),
  ciphertext: bytea().notNull(),
  last_four: text().notNull(),
  expires_at: time(),
  rotation_told_at: time(),
});

export const subscriptions = pgTable('subscriptions', {
  tenant_id: uuid().notNull(),
  pattern: text().notNull(),
  endpoint_id: uuid().notNull(),
});

export const deliveries = pgTable('deliveries', {
  event_id: uuid().notNull(),
  endpoint_id: uuid().notNull(),
  tenant_id: uuid().notNull(),
  round: integer().notNull(),
  dead_reason: text(),
  ended_at: time(),
  url: text(),
  version: integer().notNull().default(1),
});

export const deadLetterTallies = pgTable('dead_letter_tallies', {
  endpoint_id: uuid().notNull(),
  dead_reason: text().notNull(),
  tenant_id: uuid().notNull(),
  count: bigint({ mode: 'number' }).notNull(),
  event_id: uuid().notNull(),
  first_at: time().notNull().defaultNow(),
  last_at: time().notNull().defaultNow(),
  told_at: time(),
});

export const attempts = pgTable('attempts', {
  event_id: uuid().notNull(),
  endpoint_id: uuid().notNull(),
  id: uuid().notNull(),
  round: integer().notNull(),
  n: integer().notNull(),
  status: integer(),
  error_code: text(),
  ms: integer().notNull(),
  excerpt: bytea(),
  superseded: boolean().notNull(),
});

export const deliveryQueue = pgTable('delivery_queue', {
  event_id: uuid().notNull(),
  endpoint_id: uuid().notNull(),
  next_at: time().notNull(),
  queued_at: time().notNull(),
  round: integer().notNull(),
  attempts: integer().notNull(),
  claim_epoch: integer().notNull(),
});

export const endpointLanes = pgTable('endpoint_lanes', {
  endpoint_id: uuid().primaryKey(),
  owner: uuid(),
  epoch: integer().notNull(),
  failures: integer().notNull(),
  failing_since: time(),
});
