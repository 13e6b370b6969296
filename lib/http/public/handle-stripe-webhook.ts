import "server-only";
import { applyEvent } from "../../billing/events/apply-event";
import { receiveEvent } from "../../billing/events/receive-event";
import { requirePayments } from "../../billing/stripe/check-payments";
import { fetchReceipt } from "../../billing/stripe/fetch-receipt";
import { AppError } from "../../errors/app-error";
import { rawBodies } from "../route/body-limits";
import type { RequestContext } from "../route/endpoint";
import { collectBody } from "../route/read-body";

const { maxBytes } = rawBodies.event;

const refuse = (detail: string, cause?: unknown) => new AppError("webhook_invalid", { detail, cause });
const tooLarge = () => refuse(`An event has at most ${maxBytes} bytes.`);

/**
 * Stripe gets its 2xx as soon as the event is stored, and what it means is applied after the answer; a process that dies in
 * between leaves the event to the sweeper.
 * @throws {AppError} payments_off, webhook_invalid
 */
export async function handleStripeWebhook({ request, studio, log }: RequestContext): Promise<Response> {
  const { billing } = studio;
  requirePayments(billing);
  // The bytes as they came: the signature is over exactly these.
  const body = await collectBody({ request, studio }, { maxBytes, tooLarge, refuse });
  const id = await receiveEvent(billing, body, request.headers.get("stripe-signature"));
  applyEvent(billing, id)
    .then(({ purchaseId }) => (purchaseId ? fetchReceipt(billing, purchaseId) : undefined))
    .catch((error: unknown) => log.error({ err: error, eventId: id }, "a stored Stripe event is left to the sweeper"));
  return Response.json({ received: true });
}
