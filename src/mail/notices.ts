/**
 * Notices: what tenants are still to be written. Who brings something about notes it in the same transaction; a digest
 * (digest.ts) makes one mail of all that a tenant has.
 *
 * Promise: a notice stays until a mail with it was taken by the mail server, or for NOTICE_DAYS.
 */
import type { SqlRunner } from '../database/connect.ts';
import { MAIL_EVERY_S, MAIL_GATHER_S, MAIL_LINE_CHARS, MAIL_NOTICES, MAIL_RETRY_S, NOTICE_DAYS } from '../limits.ts';

export interface Recipient {
  tenantId: string;
  email: string;
}
export interface Notice {
  id: string;
  line: string;
}

/** Whatever begins a new line, moves the cursor, turns the writing direction or cannot be seen. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** @param line  what happened, in a sentence; nothing is kept of it when the tenant has no e-mail address */
export async function noteForTenant(sql: SqlRunner, tenantId: string, line: string): Promise<void> {
  const cut = line.length > MAIL_LINE_CHARS ? `${line.slice(0, MAIL_LINE_CHARS)}…` : line;
  await sql`
    insert into mail_notices (tenant_id, line)
    select id, ${cut.replaceAll(UNSEEN, ' ')} from tenants where id = ${tenantId} and email is not null`;
}

/**
 * Takes a tenant whose notices are due, that with the oldest. It is not due again for MAIL_EVERY_S, whatever becomes of us.
 *
 * The lock lets foreign keys to the tenant be checked meanwhile: else a busy tenant would be skipped for ever.
 */
export async function takeRecipient(sql: SqlRunner): Promise<Recipient | undefined> {
  const [row] = await sql<{ id: string; email: string }[]>`
    update tenants set mailed_at = now() where id = (
      select t.id from mail_notices n join tenants t on t.id = n.tenant_id
      where n.written_at <= now() - make_interval(secs => ${MAIL_GATHER_S})
        and t.email is not null
        and (t.mailed_at is null or t.mailed_at <= now() - make_interval(secs => ${MAIL_EVERY_S}))
      order by n.id limit 1 for no key update of t skip locked)
    returning id, email`;
  return row && { tenantId: row.id, email: row.email };
}

/** Oldest first, as many as a mail tells of. */
export async function findNotices(sql: SqlRunner, { tenantId }: Recipient): Promise<Notice[]> {
  return sql<Notice[]>`
    select id, line from mail_notices where tenant_id = ${tenantId} order by id limit ${MAIL_NOTICES}`;
}

export async function deleteNotices(sql: SqlRunner, notices: Notice[]): Promise<void> {
  await sql`delete from mail_notices where id = any(${notices.map(({ id }) => id)}::bigint[])`;
}

/** The tenant got no mail: it is due again in MAIL_RETRY_S. */
export async function retrySoon(sql: SqlRunner, { tenantId }: Recipient): Promise<void> {
  await sql`
    update tenants set mailed_at = now() - make_interval(secs => ${MAIL_EVERY_S - MAIL_RETRY_S}) where id = ${tenantId}`;
}

/** @returns how many were too old */
export async function dropOldNotices(sql: SqlRunner): Promise<number> {
  const { count } = await sql`
    delete from mail_notices where written_at < now() - make_interval(days => ${NOTICE_DAYS})`;
  return count;
}
