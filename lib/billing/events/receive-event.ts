import "server-only";
import type Stripe from "stripe";
import { type Db, inTransaction } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { addMessage } from "../../queue/add-message";
import type { BillingDeps } from "../billing-deps";
import { requirePayments } from "../stripe/check-payments";
import { type EventFacts, eventSchema } from "../stripe/stripe-objects";

/** An event signed longer ago is refused as a possible replay. Stripe signs each delivery anew. */
const toleranceSeconds = 300;

/**
 * Verifies the signature and stores the event, once however often it is delivered. It is applied by a worker, so that an
 * event answered with 2xx is never lost. Returns the event's id.
 * @throws {AppError} payments_off, webhook_invalid; nothing is stored then
 */
export async function receiveEvent(deps: BillingDeps, body: Buffer, signature: string | null): Promise<string> {
  const { stripe, webhookSecret } = requirePayments(deps);
  const event = readSigned(stripe, { body, signature, webhookSecret, now: deps.clock.now() });
  // A test event on a live studio, or the other way around, comes from a wrong setup and must not grant credits.
  if (event.livemode === deps.testMode) {
    throw new AppError("webhook_invalid", {
      detail: deps.testMode
        ? "This studio uses a Stripe test key and refuses live events."
        : "This studio uses a live Stripe key and refuses test events.",
    });
  }
  await storeEvent(deps.db, event);
  return event.id;
}

/** Stores an event and lets a worker know of it. Returns false, and changes nothing, when it is stored already. */
export async function storeEvent(db: Db, event: EventFacts): Promise<boolean> {
  const { id, type, created } = event;
  // The database refuses the NUL character inside JSON, and Stripe would redeliver the event for days.
  const payload = JSON.parse(JSON.stringify(event), (_, value) =>
    typeof value === "string" ? value.replaceAll("\0", "") : value,
  );
  const row = { id, type, payload, createdAt: new Date(created * 1000) };
  return inTransaction(db, async (tx) => {
    const { count } = await tx.stripeEvent.createMany({ data: [row], skipDuplicates: true });
    if (count > 0) await addMessage(tx, "stripe-event", { eventId: id });
    return count === 1;
  });
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
      detail: "The Stripe-Signature header of this event is missing, wrong or older than 5 minutes.",
      cause,
    });
  }
}
