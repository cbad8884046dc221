/** What a consumer writes: compiled against the installed package, and run. */
import { createWaybill, type Request, WaybillProblem } from '@waybill/client';

export async function consume(given: { baseUrl: string; apiKey: string; image: number[] }): Promise<string> {
  const waybill = createWaybill(given);
  const { upload_id } = await waybill.upload(Uint8Array.from(given.image), 'image/png');
  const accepted = await waybill.submit('/v1/images:process', { upload_id, operations: [{ format: { to: 'webp' } }] });
  let last: Request | undefined;
  for await (last of waybill.follow(accepted));
  if (!last) throw new Error('nothing was told');
  const result = await waybill.result(last);
  const file = await result.blob();

  const refusal = await waybill.submit('/v1/images:process', { operations: [] }).catch((error: unknown) => error);
  const kind = refusal instanceof WaybillProblem && refusal.kind;
  const listed: string[] = [];
  for await (const { request_id } of waybill.pages('/v1/requests', { query: { limit: 1 } })) listed.push(request_id);
  return [last.status, file.type, file.size > 0, kind, listed.includes(accepted.request_id)].join(' ');
}
