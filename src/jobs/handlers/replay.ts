/** Replays the events of a time range to an endpoint, as many as there are. */
import { timeOf, toUuid } from '../../contract/ids.ts';
import { problem } from '../../contract/problems.ts';
import { beginReplay, type ReplayPlace, replayBatch } from '../../deliveries/replay.ts';
import { findEndpoint } from '../../endpoints/store.ts';
import { covers, typesCovered } from '../../events/catalogue.ts';
import { renderOlder } from '../../events/render.ts';
import type { JobHandler } from '../context.ts';
import { inSteps, summarized } from '../steps.ts';

export const replay: JobHandler<'replay'> = async (context) => {
  const { input, tenantId, database } = context;
  const endpointId = toUuid(input.endpoint_id);
  const endpoint = await findEndpoint(database, tenantId, endpointId);
  if (!endpoint) throw problem('not-found', { detail: 'The endpoint has been deleted.' });
  if (endpoint.disabled_reason !== null) throw problem('endpoint-disabled');
  const isWanted = (type: string) => !input.event_types || input.event_types.some((pattern) => covers(pattern, type));
  const types = typesCovered(endpoint.event_types).filter(isWanted);

  const end = await inSteps<ReplayPlace>(context, {
    begin: (sql) => beginReplay(sql, tenantId, new Date(input.since), input.until ? new Date(input.until) : new Date()),
    async take(sql, place) {
      const { older, ...batch } = await replayBatch(sql, { tenantId, endpointId, types }, place);
      await renderOlder(sql, older);
      return batch;
    },
    progressAt({ after: [last], from, to }) {
      const [first, now, end] = [from, last ?? from, to].map((id) => timeOf(id).getTime()) as [number, number, number];
      return (now - first) / Math.max(1, end - first);
    },
  });
  return summarized(context, end);
};
