/**
 * Digests: all that a tenant is to be told, in one mail, and at most one an hour.
 *
 * Promises: no transaction is open while a mail is sent. Several workers send it once. A notice is told at least once: when
 * we die between the mail and its record, the same mail goes out again an hour later, with the same Message-ID.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { toId } from '../contract/ids.ts';
import type { Sql } from '../database/connect.ts';
import { MAIL_LINES, MAIL_LOOK_EVERY_MS, SHUTDOWN_MS } from '../limits.ts';
import type { Log } from '../telemetry/log.ts';
import { deleteNotices, findNotices, type Notice, type Recipient, retrySoon, takeRecipient } from './notices.ts';
import type { Mail, SendMail } from './transport.ts';

interface Parts {
  sql: Sql;
  send: SendMail;
  /** The URL of this service as its callers see it, without a slash at the end. */
  publicUrl: string;
  log: Log;
}

/** Looks for due notices at once and every MAIL_LOOK_EVERY_MS. */
export function startDigests(parts: Parts): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const givingUp = new AbortController();
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await sendDigests(parts, { stopping: stopping.signal, givingUp: givingUp.signal });
      } catch (error) {
        parts.log.warn({ err: error }, 'due mails were not found, or not recorded');
      }
      await sleep(MAIL_LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      const patience = setTimeout(() => givingUp.abort(), SHUTDOWN_MS / 2);
      await looking;
      clearTimeout(patience);
    },
  };
}

const NEVER = new AbortController().signal;

/**
 * Sends what is due, one mail after the other, until nothing is or the server is in trouble.
 *
 * @param stopping  begins no other mail @param givingUp  breaks the mail off that is being sent
 */
export async function sendDigests(
  { sql, send, publicUrl, log }: Parts,
  { stopping = NEVER, givingUp = NEVER }: { stopping?: AbortSignal; givingUp?: AbortSignal } = {},
): Promise<void> {
  while (!stopping.aborted) {
    const recipient = await takeRecipient(sql);
    if (!recipient) return;
    const notices = await findNotices(sql, recipient);
    if (notices.length === 0) continue; // they have just become too old
    const outcome = await send(compose(recipient, notices, publicUrl), givingUp);
    const told = { tenant: toId('ten', recipient.tenantId), notices: notices.length };
    if (outcome === 'taken') {
      await deleteNotices(sql, notices);
      log.info(told, 'mail');
      continue;
    }
    const { isOfMail, isForNow, ...failure } = outcome;
    log.warn({ ...told, ...failure }, 'a mail was not taken, and is sent again later');
    if (isForNow) await retrySoon(sql, recipient);
    if (!isOfMail) return;
  }
}

/** The subject is ours, and so is each header: what others wrote stands in the text alone. */
function compose({ tenantId, email }: Recipient, notices: Notice[], publicUrl: string): Mail {
  const count = notices.length;
  const things = count === 1 ? '1 thing about your webhooks needs you' : `${count} things about your webhooks need you`;
  return {
    // First notice and count name what is told: with more in it, it is another mail, which nobody may take for a duplicate.
    messageId: `<${notices[0]!.id}.${count}.${tenantId}@${new URL(publicUrl).hostname}>`,
    to: email,
    subject: `Waybill: ${things}`,
    text: [
      `${things}:`,
      '',
      ...notices.slice(0, MAIL_LINES).map(({ line }) => `- ${line}`),
      ...(count > MAIL_LINES ? [`and ${count - MAIL_LINES} more.`] : []),
      '',
      `This is about ${toId('ten', tenantId)}. With its API key:`,
      `dead letters: GET ${publicUrl}/v1/deliveries?state=dead, to be sent again by POST ${publicUrl}/v1/deliveries/redrive`,
      `endpoints: GET ${publicUrl}/v1/webhook-endpoints, to be enabled again by PATCH with {"status": "enabled"}`,
      '',
    ].join('\n'),
  };
}
