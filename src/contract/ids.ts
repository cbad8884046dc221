/**
 * Ids: a prefix outside, a UUIDv7 inside (TypeID 0.3). They sort by creation time in any collation and tell it.
 */
import { TypeID, typeid } from 'typeid-js';

export type IdPrefix = 'req' | 'res' | 'upl' | 'ep' | 'evt' | 'key' | 'ten';

/** A new UUIDv7 (RFC 9562 §5.7), as the database holds it. */
export const newUuid = (): string => typeid().toUUID();

export const toId = (prefix: IdPrefix, uuid: string): string => TypeID.fromUUID(prefix, uuid).toString();

/** @param id  of the right shape, as the contract's patterns have checked */
export const toUuid = (id: string): string => TypeID.fromString(id).toUUID();

/** When the thing with this id was made. */
export function timeOf(uuid: string): Date {
  return new Date(Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16));
}
