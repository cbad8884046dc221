import type { Operations } from '../contract/operations.ts';
import { eventTypes, wholeSchema } from './catalogue.ts';

export const eventOperations = {
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
} satisfies Partial<Operations>;
