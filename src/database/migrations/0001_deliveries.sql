-- An event is kept as the very bytes that are sent: no release can change what a retry or a replay says.
alter table events add column body text;
update events set body =
  '{"event_id":"evt_' || (
    select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + substr(bits, 1 + 5 * i, 5)::bit(5)::int, 1), '' order by i)
    from (select '00' || ('x' || replace(id::text, '-', ''))::bit(128)::text as bits) typeid, generate_series(0, 25) i)
  || '","type":' || to_json(type) || ',"event_version":' || version || ',"occurred_at":"'
  || to_char(to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) at time zone 'UTC',
       'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  || '","subject":' || to_json(subject) || ',"sequence":' || sequence
  || ',"correlation_id":' || to_json(correlation_id) || ',"data":' || data || '}';
alter table events alter column body set not null, drop column data;

alter table endpoints
  add column retry_policy jsonb not null default '{}',
  add column rate_limit_per_second int,
  add column max_concurrency int not null default 16,
  add column x_signature text not null default 'labelled' check (x_signature in ('labelled', 'bare')),
  -- Raised by every change of the endpoint or its secrets: who sends to it knows by this that it must read them again.
  add column version int not null default 1;

-- What lasts of a delivery: written when its event is, and when it ends. Delivered is ended without a reason to be dead.
create table deliveries (
  event_id uuid not null,
  endpoint_id uuid not null,
  tenant_id uuid not null,
  -- Raised by each redrive.
  round int not null default 0,
  dead_reason text check (dead_reason in ('attempts_exhausted', 'expired', 'client_error', 'gone', 'blocked_address',
    'endpoint_disabled', 'endpoint_deleted')),
  ended_at timestamptz,
  primary key (event_id, endpoint_id),
  check (dead_reason is null or ended_at is not null)
) partition by range (event_id);
create index deliveries_of_tenant on deliveries (tenant_id, event_id, endpoint_id);
-- On what does not change when a delivery is delivered: that update stays inside its page (HOT).
create index dead_letters on deliveries (tenant_id, event_id, endpoint_id) where dead_reason is not null;

create table attempts (
  event_id uuid not null,
  endpoint_id uuid not null,
  -- Tells when the attempt began.
  id uuid not null,
  round int not null,
  n int not null,
  status int,
  error_code text,
  ms int not null,
  excerpt bytea,
  -- Its claim was no longer the one that counts when it was recorded: it changed nothing.
  superseded boolean not null,
  primary key (event_id, endpoint_id, id)
) partition by range (event_id);

-- What changes while a delivery is pending. A row's (claim_epoch, round, attempts) names one claim.
create table delivery_queue (
  event_id uuid not null,
  endpoint_id uuid not null,
  next_at timestamptz not null default now(),
  -- When this round began: its age is counted from here.
  queued_at timestamptz not null default now(),
  round int not null default 0,
  attempts int not null default 0,
  claim_epoch int not null default 0,
  primary key (event_id, endpoint_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create index delivery_queue_due on delivery_queue (endpoint_id, next_at);

-- Who serves an endpoint. A lane that was never taken has no row.
create table endpoint_lanes (
  endpoint_id uuid primary key references endpoints on delete cascade,
  owner uuid,
  epoch int not null,
  -- Attempts that failed since the last success, and when the first of them did; written when the breaker opens or closes
  -- and when the lane is given back.
  failures int not null default 0,
  failing_since timestamptz
) with (fillfactor = 50);

-- Until now there were only keys with every scope.
update api_keys set scopes = scopes || '{deliveries:read,deliveries:write}'
  where scopes @> '{endpoints:read,endpoints:write}';
