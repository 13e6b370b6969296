import "server-only";
import { z } from "zod";

// Only the fields of Stripe's objects that are read here; other fields may change without notice.

const idOf = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);
const metadata = z.record(z.string(), z.string()).nullish();
const cents = z.number().int().min(0);

/** Loose, because events are stored whole for later investigation. */
export const eventSchema = z.looseObject({
  id: z.string().regex(/^evt_\w+$/),
  type: z.string().min(1),
  created: z.number().int(),
  livemode: z.boolean(),
  data: z.looseObject({ object: z.record(z.string(), z.unknown()) }),
});
export type EventFacts = z.infer<typeof eventSchema>;

export const sessionSchema = z.object({
  object: z.literal("checkout.session"),
  id: z.string(),
  status: z.string().nullish(),
  payment_status: z.string(),
  amount_total: cents.nullish(),
  payment_intent: idOf.nullish(),
  metadata,
});
export type SessionFacts = z.infer<typeof sessionSchema>;

/** A session whose invoice is expanded; Stripe makes it a moment after the payment. */
export const invoicedSessionSchema = z.object({
  invoice: z.object({ hosted_invoice_url: z.string().nullish() }).nullish(),
});

/** `amount_refunded` is the sum of all refunds so far. */
export const chargeSchema = z.object({
  object: z.literal("charge"),
  id: z.string(),
  amount: cents,
  amount_refunded: cents,
  captured: z.boolean(),
  status: z.string(),
  payment_intent: idOf.nullish(),
  receipt_url: z.string().nullish(),
  metadata,
});
export type ChargeFacts = z.infer<typeof chargeSchema>;

export const disputeSchema = z.object({
  object: z.literal("dispute"),
  id: z.string(),
  amount: cents,
  charge: idOf,
  payment_intent: idOf.nullish(),
  status: z.string(),
});
export type DisputeFacts = z.infer<typeof disputeSchema>;
