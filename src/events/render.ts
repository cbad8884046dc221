/**
 * Rendering: the bytes of an event in the versions that endpoints are pinned to, cast down from the newest, one pure step
 * for each version.
 *
 * Promise: bytes that were rendered once are stored and never made again, so no release can change what a retry says.
 */
import type { events } from '../../generated/contract.ts';
import type { SqlRunner } from '../database/connect.ts';
import { type EventData, type EventType, refuseWrongCast } from './catalogue.ts';
import { shipmentUpdated } from './versions/shipment-updated.ts';

type VersionsOf<Type extends EventType> = keyof (typeof events)[Type]['versions'];
type Before = { 2: '1'; 3: '2'; 4: '3'; 5: '4'; 6: '5'; 7: '6'; 8: '7'; 9: '8' };

/** For each type with more than one version, and each version but the first: its data as the version before has it. */
export type DownCasts = {
  readonly [Type in EventType as Exclude<VersionsOf<Type>, '1'> extends never ? never : Type]: {
    readonly [Version in keyof Before & NumberIn<VersionsOf<Type>>]: (
      data: EventData<Type, `${Version}`>,
    ) => EventData<Type, Before[Version]>;
  };
};
type NumberIn<Text> = Text extends `${infer N extends number}` ? N : never;

const casts = { 'shipment.updated': shipmentUpdated } satisfies DownCasts;

type Data = { readonly [member: string]: unknown };
export interface Envelope {
  type: string;
  event_version: number;
  data: Data;
}

/** The envelope in an older version. @throws Error when a cast makes what the older version's schema refuses */
export function castDown<E extends Envelope>(envelope: E, version: number): E {
  let { data } = envelope;
  for (let from = envelope.event_version; from > version; from--) {
    const steps = casts[envelope.type as keyof typeof casts] as unknown as Record<number, (data: Data) => Data>;
    data = steps[from]!(data);
  }
  const cast = { ...envelope, event_version: version, data };
  refuseWrongCast(cast);
  return cast;
}

/** Makes sure that the bytes of older versions of stored events are there. What was rendered before stays as it is. */
export async function renderOlder(sql: SqlRunner, wanted: { event_id: string; version: number }[]): Promise<void> {
  if (wanted.length === 0) return;
  const missing = await sql<{ event_id: string; version: number; body: string }[]>`
    select wanted.event_id, wanted.version, e.body
    from json_to_recordset(${JSON.stringify(wanted)}::json) as wanted (event_id uuid, version int)
      join events e on e.id = wanted.event_id
    where not exists (select from renderings r where r.event_id = wanted.event_id and r.version = wanted.version)`;
  const rows = missing.map(({ body, ...key }) => ({
    ...key,
    body: JSON.stringify(castDown(JSON.parse(body), key.version)),
  }));
  await sql`
    insert into renderings (event_id, version, body)
    select * from json_to_recordset(${JSON.stringify(rows)}::json) as r (event_id uuid, version int, body text)
    on conflict do nothing`;
}
