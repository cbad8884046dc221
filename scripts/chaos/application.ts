/**
 * An application on the service's own database: it writes its events into the outbox, in the transaction of its own rows.
 *
 * Promise: what it has said yes to is committed, once: whether an earlier try was, its own row tells.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { toId } from '../../src/contract/ids.ts';
import { isUnavailable } from '../../src/database/connect.ts';

/** A row of the outbox. */
export interface Written {
  type: string;
  subject: string;
  data: object;
  correlation_id: string;
}

export interface Application {
  write(name: string, events: Written[]): Promise<void>;
  close(): Promise<void>;
}

const PAUSE_MS = 150;

export async function createApplication(url: string, signal: AbortSignal): Promise<Application> {
  const sql = postgres(url, { max: 4, connect_timeout: 5, backoff: () => 0.1, onnotice: () => {} });
  await sql`create table application_orders (name text primary key)`;
  const [tenant] = await sql<{ id: string }[]>`select id from tenants`;
  const tenant_id = toId('ten', tenant!.id);

  const commit = (name: string, events: Written[]) =>
    sql.begin(async (tx) => {
      const [isNew] = await tx`insert into application_orders values (${name}) on conflict do nothing returning name`;
      if (!isNew) return;
      await tx`
        insert into event_outbox (tenant_id, type, subject, data, correlation_id)
        select ${tenant_id}, type, subject, data, correlation_id
        from jsonb_to_recordset(${tx.json(events as never)})
          as event (type text, subject text, data jsonb, correlation_id text)`;
    });
  return {
    async write(name, events) {
      for (;;) {
        signal.throwIfAborted();
        const isCommitted = await commit(name, events).then(
          () => true,
          (error) => {
            if (!isUnavailable(error)) throw error;
            return false; // or only its answer was lost
          },
        );
        if (isCommitted) return;
        await sleep(PAUSE_MS);
      }
    },
    close: () => sql.end({ timeout: 1 }),
  };
}
