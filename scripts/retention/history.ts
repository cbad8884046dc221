/** History as the service leaves it, made in SQL: a day at a time, into its partitions. */
import type { Sql } from '../../src/database/connect.ts';
import { dayOf, makePartitions } from '../../src/database/partitions.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** SQL: the nth of `rows` ids of a day, as UUIDv7. */
const idOf = (day: Date, rows: number) => {
  const from = Math.floor(day.getTime() / DAY_MS) * DAY_MS;
  const hex = `lpad(to_hex(${from} + n::bigint * ${DAY_MS} / ${rows + 1}), 12, '0')`;
  return `(${hex} || '7' || lpad(to_hex(n % 4096), 3, '0') || '8000' || lpad(to_hex(n), 12, '0'))::uuid`;
};

/**
 * A quarter each of requests, events, deliveries and attempts.
 *
 * @returns how many rows
 */
export async function fillDay(sql: Sql, day: Date, { rows, endpoint }: { rows: number; endpoint: string }) {
  await makePartitions(sql, new Date(day.getTime() + DAY_MS));
  const count = Math.floor(rows / 4);
  const name = dayOf(day);
  const id = idOf(day, count);
  const tenant = `(select tenant_id from endpoints where id = '${endpoint}')`;
  const each = `from generate_series(1, ${count}) n`;
  const body = `'{"event_id":"' || repeat('x', 30) || '","data":{"of":"' || repeat('y', 200) || '"}}'`;
  for (const statement of [
    `insert into requests_${name} (id, tenant_id, job, input, correlation_id, state, progress, version, attempts, started_at, ended_at)
     select ${id}, ${tenant}, 'image-process', '{"operations": [{"rotate": 90}]}', 'c' || n, 'succeeded', 1, 4, 1, now(), now() ${each}`,
    `insert into events_${name} (id, tenant_id, type, version, subject, sequence, correlation_id, body)
     select ${id}, ${tenant}, 'image.processed', 1, 'req_' || n, 1, 'c' || n, ${body} ${each}`,
    `insert into deliveries_${name} (event_id, endpoint_id, tenant_id, ended_at, dead_reason)
     select ${id}, '${endpoint}', ${tenant}, now(), case when n % 100 = 0 then 'client_error' end ${each}`,
    `insert into attempts_${name} (event_id, endpoint_id, id, round, n, status, ms, excerpt, superseded)
     select ${id}, '${endpoint}', ${id}, 0, 1, 204, 12, 'ok', false ${each}`,
  ])
    await sql.begin(async (tx) => {
      await tx`set local synchronous_commit = off`;
      await tx.unsafe(statement);
    });
  return count * 4;
}
