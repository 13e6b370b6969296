import "server-only";
import { applyEvent } from "../../billing/events/apply-event";
import { receiveEvent } from "../../billing/events/receive-event";
import { requirePayments } from "../../billing/stripe/check-payments";
import { fetchReceipt } from "../../billing/stripe/fetch-receipt";
import { AppError } from "../../errors/app-error";
import { readBody } from "../route/read-body";
import type { RequestContext } from "../route/request-context";

/** Stripe's events are a few kilobytes. */
const maxBytes = 1024 * 1024;

/**
 * Stripe gets its 2xx as soon as the event is stored, and what it means is applied after the answer; a process that dies in
 * between leaves the event to the sweeper.
 */
export async function handleStripeWebhook({ request, studio, log }: RequestContext): Promise<Response> {
  const { billing } = studio;
  requirePayments(billing);
  const body = await readEvent(request.body);
  const id = await receiveEvent(billing, body, request.headers.get("stripe-signature"));
  applyEvent(billing, id)
    .then(({ purchaseId }) => (purchaseId ? fetchReceipt(billing, purchaseId) : undefined))
    .catch((error: unknown) => log.error({ err: error, eventId: id }, "a stored Stripe event is left to the sweeper"));
  return Response.json({ received: true });
}

/** The bytes as they came: the signature is over exactly these. */
async function readEvent(body: ReadableStream<Uint8Array> | null): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ? readBody(body) : []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AppError("webhook_invalid", { detail: `An event has at most ${maxBytes} bytes.` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
