/** What a receiver's author writes: compiled against the installed package, and run. */
import { importSecret, sign, verify } from '@waybill/receiver';

export async function consume(): Promise<string> {
  const secrets = `whsec_${btoa('0123456789abcdef0123456789abcdef')}`;
  const event = { event_id: 'evt_1', type: 'order.paid', event_version: 1, occurred_at: '', subject: '1', sequence: 1 };
  const body = JSON.stringify({ ...event, correlation_id: 'c-1', data: {} });
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = await sign([await importSecret(secrets)], { id: event.event_id, timestamp, body });
  const { type } = await verify({ headers, body }, { scheme: 'standard', secrets });
  const forged = await verify({ headers, body: `${body} ` }, { scheme: 'standard', secrets }).catch(() => 'refused');
  return `${type} ${String(forged)}`;
}
