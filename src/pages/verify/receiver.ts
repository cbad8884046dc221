import { verify, WebhookRejected } from '@waybill/receiver';

/** Takes one delivery, wherever there is a `Request`: Node, Deno, Bun, Workers. */
export async function receive(request: Request, secret: string): Promise<Response> {
  const delivery = { headers: request.headers, body: new Uint8Array(await request.arrayBuffer()) };
  try {
    const event = await verify(delivery, { scheme: 'standard', secrets: secret });
    // Have you had event.event_id? Then that is all. Else store it; what it means is for later.
    return Response.json({ received: event.event_id });
  } catch (error) {
    if (error instanceof WebhookRejected) return new Response(error.message, { status: 400 });
    throw error;
  }
}
