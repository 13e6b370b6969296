import "server-only";
import type Stripe from "stripe";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { BillingDeps } from "../billing-deps";
import { requirePayments } from "../stripe/check-payments";
import { type EventFacts, eventSchema } from "../stripe/stripe-objects";

/** An event signed longer ago is refused: it may be a recording. Stripe signs each delivery anew. */
const toleranceSeconds = 300;

/**
 * Checks who signed the body and stores the event, once however often it comes. Applying it is another step, so that what
 * was answered 2xx is never lost. Returns the event's id.
 * @throws {AppError} payments_off, webhook_invalid; then nothing is written
 */
export async function receiveEvent(deps: BillingDeps, body: Buffer, signature: string | null): Promise<string> {
  const { stripe, webhookSecret } = requirePayments(deps);
  const event = readSigned(stripe, { body, signature, webhookSecret, now: deps.clock.now() });
  // A test event that reaches a live studio, or the other way round, was set up wrong: no credits for play money.
  if (event.livemode === deps.testMode) {
    throw new AppError("webhook_invalid", {
      detail: `This studio takes ${deps.testMode ? "test" : "live"} events only; the endpoint's mode is another.`,
    });
  }
  await storeEvent(deps.db, event);
  return event.id;
}

/** Returns false when it was stored before; then it stays as it was. */
export async function storeEvent(db: Db, event: EventFacts): Promise<boolean> {
  const { id, type, created } = event;
  // The database refuses the NUL character inside JSON, and Stripe would send the event again for days.
  const payload = JSON.parse(JSON.stringify(event), (_, value) =>
    typeof value === "string" ? value.replaceAll("\0", "") : value,
  );
  const row = { id, type, payload, createdAt: new Date(created * 1000) };
  const { count } = await db.stripeEvent.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

type Signed = { body: Buffer; signature: string | null; webhookSecret: string; now: Date };

function readSigned(stripe: Stripe, { body, signature, webhookSecret, now }: Signed): EventFacts {
  try {
    const { constructEvent } = stripe.webhooks;
    const event: unknown = constructEvent.call(
      stripe.webhooks,
      body,
      signature ?? "",
      webhookSecret,
      toleranceSeconds,
      undefined,
      now.getTime(),
    );
    return eventSchema.parse(event);
  } catch (cause) {
    throw new AppError("webhook_invalid", {
      detail: "The signature of this event is missing, wrong or too old.",
      cause,
    });
  }
}
