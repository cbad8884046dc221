/**
 * Ids: a prefix outside, a UUIDv7 inside (TypeID 0.3). They sort by creation time in any collation and tell it.
 */

import { randomUUIDv7 } from 'node:crypto';
import { TypeID } from 'typeid-js';
import { schemas } from '../../generated/contract.ts';

export type IdPrefix = 'req' | 'res' | 'upl' | 'ep' | 'evt' | 'att' | 'key' | 'ten';

/** A new UUIDv7 (RFC 9562 §5.7), as the database holds it. */
export const newUuid = (): string => randomUUIDv7();

/** As many, in the order in which they sort: of one millisecond they would else sort by chance. */
export const newUuids = (count: number): string[] => Array.from({ length: count }, newUuid).sort();

export const toId = (prefix: IdPrefix, uuid: string): string => TypeID.fromUUID(prefix, uuid).toString();

/** @param id  of the right shape, as the contract's patterns have checked */
export function toUuid(id: string): string {
  // By its bytes: the library's own text form refuses what has the shape of an id but is no UUIDv7, such as a guess.
  const hex = Buffer.from(TypeID.fromString(id).toUUIDBytes()).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const TENANT_ID = new RegExp(schemas.TenantId!.pattern as string);

/** @param text  what somebody calls a tenant; undefined when it is no such id at all */
export const toTenantUuid = (text: string): string | undefined => (TENANT_ID.test(text) ? toUuid(text) : undefined);

/** RFC 9562 §5.9: before every id. */
export const NIL = '00000000-0000-0000-0000-000000000000';

/** A delivery is named by its event and its endpoint (`evt_…`, `ep_…`); nothing else needs to be stored. */
export const toDeliveryId = (eventId: string, endpointId: string): string =>
  `dlv_${eventId.slice(-ID_LENGTH)}${endpointId.slice(-ID_LENGTH)}`;

export const fromDeliveryId = (id: string): { eventId: string; endpointId: string } => ({
  eventId: toUuid(`evt_${id.slice(-2 * ID_LENGTH, -ID_LENGTH)}`),
  endpointId: toUuid(`ep_${id.slice(-ID_LENGTH)}`),
});
const ID_LENGTH = 26;

/** When the thing with this id was made. */
export function timeOf(uuid: string): Date {
  return new Date(Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16));
}
