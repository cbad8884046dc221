import { isExpired, livingRange, notHere } from '../contract/expiry.ts';
import { toUuid } from '../contract/ids.ts';
import type { Call, Operations, Reply } from '../contract/operations.ts';
import { readPage, toPage } from '../contract/pages.ts';
import { faultsOfEvents } from './accept.ts';
import { eventTypes, wholeSchema } from './catalogue.ts';
import { findEvent, listEvents } from './store.ts';

export const eventOperations = (accept: (call: Call<'publishEvents'>) => Promise<Reply<'publishEvents'>>) =>
  ({
    publishEvents: Object.assign(accept, { keepsKey: true, faultsOf: faultsOfEvents }),

    listEvents: async ({ query, caller, database }) => {
      const page = readPage(query);
      const filters = {
        type: query.type,
        subject: query.subject,
        correlationId: query.correlation_id,
        ...livingRange(query),
      };
      const rows = await listEvents(database.sql, caller.tenantId, filters, page);
      return {
        status: 200,
        body: toPage(
          rows,
          page,
          ({ id }) => [id],
          ({ body }) => JSON.parse(body),
        ),
      };
    },

    getEvent: async ({ params, caller, database }) => {
      const id = toUuid(params.event_id);
      const row = isExpired(id) ? undefined : await findEvent(database.sql, caller.tenantId, id);
      if (!row) throw notHere(id, 'event');
      return { status: 200, body: JSON.parse(row.body) };
    },

    listEventTypes: async () => ({
      status: 200,
      body: {
        data: eventTypes().map(([type, { publishable, versions }]) => ({
          type,
          publishable,
          versions: Object.entries(versions).map(([version, { schema, examples, deprecated }]) => ({
            version: Number(version),
            schema: wholeSchema(schema),
            examples: examples as { [member: string]: unknown }[],
            deprecated,
          })),
        })),
        next_cursor: null,
      },
    }),
  }) satisfies Partial<Operations>;
