alter table api_keys
  -- Until now there were no other ones.
  add column name text not null default 'bootstrap',
  add column last_used_at timestamptz;
alter table api_keys alter column name drop default;
create index api_keys_of_tenant on api_keys (tenant_id, id);

-- Calls that servers may still let through: each leases a part of a key's quota for the second that has begun. What a
-- crash loses is a second's counting, so it needs no log.
create unlogged table rate_windows (
  key_id uuid primary key,
  second bigint not null,
  leased int not null
) with (fillfactor = 50);

-- An endpoint that takes the callbacks to an origin, one for each; it has no subscriptions.
alter table endpoints add column callback_origin text;
create unique index endpoints_of_callbacks on endpoints (tenant_id, callback_origin);
-- Of a callback: its URL, which is the request's and not the endpoint's.
alter table deliveries add column url text;

-- For dropping what has expired; keys come in the order of time, more or less.
create index idempotency_keys_by_time on idempotency_keys using brin (created_at);

create index requests_of_tenant on requests (tenant_id, id);
create index events_of_tenant on events (tenant_id, id);

-- Keys that had every scope until now have them all.
update api_keys set scopes = scopes ||
    '{requests:write,reports:create,documents:sign,api-keys:read,api-keys:write,operator}'
  where scopes @> '{images:process,requests:read,files:read,files:write,endpoints:read,endpoints:write,events:read}'
    and scopes @> '{deliveries:read,deliveries:write}';
