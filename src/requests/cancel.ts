/**
 * Cancel: what no run holds ends at once; a run is told to stop, and ends as it can.
 *
 * Promise: nothing is started after a cancel was accepted, and a request that was answered as canceled stays so: the end is
 * written under the same lock and epoch as every other.
 */
import { jobs } from '../../generated/contract.ts';
import type { Sql } from '../database/connect.ts';
import { finish } from './finish.ts';
import type { Run } from './store.ts';

/**
 * What has ended is left as it is.
 *
 * @returns the endpoints that have something to be sent now
 */
export async function cancel(sql: Sql, tenantId: string, id: string, publicUrl: string): Promise<string[]> {
  return sql.begin(async (transaction) => {
    const tx = transaction as unknown as Sql;
    const [run] = await tx<(Run & { worker_id: string | null; job: string })[]>`
      select q.request_id, q.run_epoch, q.worker_id, r.job
      from request_queue q join requests r on r.id = q.request_id
      where q.request_id = ${id} and r.tenant_id = ${tenantId}
      for update of q`;
    if (!run) return [];
    // A job of another release is ended by a worker that knows its events.
    if (run.worker_id === null && Object.hasOwn(jobs, run.job))
      return (await finish(tx, run, { state: 'canceled' }, publicUrl))?.due ?? [];
    await tx`update request_queue set cancel_requested = true where request_id = ${id}`;
    return [];
  });
}
