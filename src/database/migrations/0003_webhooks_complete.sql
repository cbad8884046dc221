-- Versions: a delivery has the version that its endpoint is pinned to; the bytes of older versions are frozen here, by whoever
-- first rendered them.
alter table deliveries add column version int not null default 1;
create table renderings (
  event_id uuid not null,
  version int not null,
  body text not null,
  primary key (event_id, version)
) partition by range (event_id);
-- Told to one endpoint only: of a ping.
alter table events add column recipient uuid;

alter table endpoints
  -- By event type; a type that is not in it is pinned to its version 1.
  add column event_versions jsonb not null default '{}',
  -- The endpoint's own headers as JSON, encrypted.
  add column headers bytea,
  -- Failures before it do not count.
  add column enabled_at timestamptz,
  -- When its tenant was last told that it is failing.
  add column failing_told_at timestamptz;
alter table endpoint_secrets add column rotation_told_at timestamptz;

-- Where an application on the same database writes its events, in its own transaction. Of what is refused it says why.
create table event_outbox (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  type text not null,
  subject text not null,
  data jsonb not null,
  correlation_id text,
  written_at timestamptz not null default now(),
  refused jsonb
);
create index event_outbox_waiting on event_outbox (id) where refused is null;

-- How far a job came that goes on where it was.
alter table request_queue add column checkpoint jsonb;

-- Attempts of an hour by duration, for the statistics of an endpoint; see endpoints/statistics.ts.
create table attempt_counts (
  endpoint_id uuid not null references endpoints on delete cascade,
  hour timestamptz not null,
  is_delivered boolean not null,
  bucket smallint not null,
  count bigint not null,
  primary key (endpoint_id, hour, is_delivered, bucket)
);

-- Dead letters that nobody has been told of yet, and when somebody last was.
create table dead_letter_tallies (
  endpoint_id uuid not null,
  dead_reason text not null,
  tenant_id uuid not null,
  count bigint not null,
  event_id uuid not null,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  told_at timestamptz,
  primary key (endpoint_id, dead_reason)
);

-- Where a tenant is written to, and what it is still to be written.
alter table tenants
  add column email text,
  add column mailed_at timestamptz;
create table mail_notices (
  id bigint generated always as identity primary key,
  tenant_id uuid not null references tenants,
  line text not null,
  written_at timestamptz not null default now()
);
create index mail_notices_of_tenant on mail_notices (tenant_id, id);

-- Keys that had every scope until now have them all.
update api_keys set scopes = scopes || '{events:write}'
  where scopes @> '{images:process,requests:read,requests:write,reports:create,documents:sign,files:read,files:write}'
    and scopes @> '{endpoints:read,endpoints:write,events:read,deliveries:read,deliveries:write,operator}';
