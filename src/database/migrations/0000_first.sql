create table tenants (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default now()
);

create table api_keys (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  hash bytea not null unique,
  scopes text[] not null,
  expires_at timestamptz,
  revoked_at timestamptz
);

-- What lasts of a request: written when it is accepted and when it ends. The columns after `correlation_id` belong
-- to the end; until then the row in request_queue tells.
create table requests (
  id uuid primary key,
  tenant_id uuid not null,
  job text not null,
  input jsonb not null,
  correlation_id text not null,
  state text check (state in ('succeeded', 'failed', 'canceled')),
  error jsonb,
  progress real,
  version int,
  attempts int,
  started_at timestamptz,
  ended_at timestamptz,
  check ((state = 'failed') = (error is not null)),
  check ((state is null) = (ended_at is null))
) partition by range (id);

-- What changes while a request is not at its end.
create table request_queue (
  request_id uuid primary key,
  status text not null default 'queued' check (status in ('queued', 'processing')),
  progress real not null default 0 check (progress between 0 and 1),
  version int not null default 1,
  attempts int not null default 0,
  run_epoch int not null default 0,
  worker_id uuid,
  run_at timestamptz not null default now(),
  cancel_requested boolean not null default false,
  started_at timestamptz,
  updated_at timestamptz not null default now()
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

create table worker_heartbeats (
  worker_id uuid primary key,
  seen_at timestamptz not null
);

create table idempotency_keys (
  tenant_id uuid not null,
  route text not null,
  key text collate "C" not null,
  fingerprint bytea not null,
  reply_encrypted bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, route, key)
);

create table subject_counters (
  tenant_id uuid not null,
  subject text collate "C" not null,
  last bigint not null,
  primary key (tenant_id, subject)
) with (fillfactor = 60);

create table events (
  id uuid primary key,
  tenant_id uuid not null,
  type text not null,
  version int not null,
  subject text collate "C" not null,
  sequence bigint not null,
  correlation_id text not null,
  data jsonb not null
) partition by range (id);

-- Bytes are files; this says where. The result of a request has the request's own uuid.
create table files (
  id uuid not null,
  kind text not null check (kind in ('upload', 'result')),
  tenant_id uuid not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  path text not null,
  primary key (id, kind)
) partition by range (id);

create table endpoints (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  url text not null,
  description text not null,
  disabled_reason text
);
create index endpoints_of_tenant on endpoints (tenant_id, id);

create table endpoint_secrets (
  key_id uuid primary key,
  endpoint_id uuid not null references endpoints on delete cascade,
  ciphertext bytea not null,
  last_four text not null,
  expires_at timestamptz
);
create index endpoint_secrets_of_endpoint on endpoint_secrets (endpoint_id);

create table subscriptions (
  tenant_id uuid not null,
  pattern text collate "C" not null,
  endpoint_id uuid not null references endpoints on delete cascade,
  primary key (tenant_id, pattern, endpoint_id)
);
create index subscriptions_of_endpoint on subscriptions (endpoint_id);
