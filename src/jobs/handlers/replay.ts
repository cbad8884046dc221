/** Replays the events of a time range to an endpoint, as many as there are. */
import { timeOf, toUuid } from '../../contract/ids.ts';
import { problem } from '../../contract/problems.ts';
import { firstIdAt } from '../../database/partitions.ts';
import type { Place } from '../../deliveries/batches.ts';
import { replayBatch } from '../../deliveries/replay.ts';
import { findEndpoint } from '../../endpoints/store.ts';
import { covers, typesCovered } from '../../events/catalogue.ts';
import { renderOlder } from '../../events/render.ts';
import type { JobHandler } from '../context.ts';
import { inSteps, summarized } from '../steps.ts';

interface ReplayPlace extends Place {
  /** What happened later has been delivered by itself. */
  until: number;
}

export const replay: JobHandler<'replay'> = async (context) => {
  const { input, tenantId, database } = context;
  const endpointId = toUuid(input.endpoint_id);
  const endpoint = await findEndpoint(database, tenantId, endpointId);
  if (!endpoint) throw problem('not-found', { detail: 'The endpoint has been deleted.' });
  if (endpoint.disabled_reason !== null) throw problem('endpoint-disabled');
  const isWanted = (type: string) => !input.event_types || input.event_types.some((pattern) => covers(pattern, type));
  const types = typesCovered(endpoint.event_types).filter(isWanted);
  const since = new Date(input.since).getTime();

  const end = await inSteps<ReplayPlace>(context, {
    async begin() {
      const until = Math.min(Date.now(), input.until ? new Date(input.until).getTime() : Number.POSITIVE_INFINITY);
      return { until, after: [], queued: 0, skipped: 0 };
    },
    async take(sql, place) {
      const range = {
        tenantId,
        endpointId,
        from: firstIdAt(new Date(since)),
        to: firstIdAt(new Date(place.until)),
        types,
      };
      const { older, ...batch } = await replayBatch(sql, range, place);
      await renderOlder(sql, older);
      return batch;
    },
    progressAt: ({ after: [last], until }) =>
      last ? (timeOf(last).getTime() - since) / Math.max(1, until - since) : 0,
  });
  return summarized(context, end);
};
