/** Redrives dead letters by filter, as many as there are. */
import { timeOf, toUuid } from '../../contract/ids.ts';
import { beginRedrive, type RedrivePlace, redriveBatch } from '../../deliveries/redrive.ts';
import type { JobHandler } from '../context.ts';
import { inSteps, summarized } from '../steps.ts';

export const redrive: JobHandler<'redrive'> = async (context) => {
  const { input, tenantId } = context;
  const filters = {
    endpointId: input.endpoint_id && toUuid(input.endpoint_id),
    eventId: input.event_id && toUuid(input.event_id),
    type: input.type,
    since: input.since ? new Date(input.since) : undefined,
    until: input.until ? new Date(input.until) : undefined,
  };
  const end = await inSteps<RedrivePlace & { oldest?: string }>(context, {
    begin: beginRedrive,
    async take(sql, place) {
      const batch = await redriveBatch(sql, tenantId, filters, place);
      return { ...batch, place: { ...batch.place, oldest: place.oldest ?? batch.place.after[0]! } };
    },
    progressAt({ after: [newest], oldest, diedBefore }) {
      if (!newest || !oldest) return 0;
      const from = timeOf(oldest).getTime();
      return (timeOf(newest).getTime() - from) / Math.max(1, new Date(diedBefore).getTime() - from);
    },
  });
  return summarized(context, end);
};
