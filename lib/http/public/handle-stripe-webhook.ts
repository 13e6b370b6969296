import "server-only";
import { receiveEvent } from "../../billing/events/receive-event";
import { requirePayments } from "../../billing/stripe/check-payments";
import { AppError } from "../../errors/app-error";
import { rawBodies } from "../route/body-limits";
import type { RequestContext } from "../route/endpoint";
import { collectBody } from "../route/read-body";

const { maxBytes } = rawBodies.event;

const refuse = (detail: string, cause?: unknown) => new AppError("webhook_invalid", { detail, cause });
const tooLarge = () => refuse(`An event has at most ${maxBytes} bytes.`);

/**
 * Stripe gets its 2xx as soon as the event is stored; what it means is applied by a worker of the queue.
 * @throws {AppError} payments_off, webhook_invalid
 */
export async function handleStripeWebhook({ request, studio }: RequestContext): Promise<Response> {
  const { billing } = studio;
  requirePayments(billing);
  // The bytes as they came: the signature is over exactly these.
  const body = await collectBody({ request, studio }, { maxBytes, tooLarge, refuse });
  await receiveEvent(billing, body, request.headers.get("stripe-signature"));
  return Response.json({ received: true });
}
