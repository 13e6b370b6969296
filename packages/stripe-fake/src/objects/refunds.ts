import type Stripe from "stripe";
import { z } from "zod";
import { emitEvent } from "../events/emit-event";
import { type Call, fields, readParams } from "../http/call";
import { listPage } from "../http/list-page";
import { missingError, StripeError } from "../http/stripe-error";
import { newId, secondsOf, type World } from "../world";
import { findCharge, findIntent } from "./payments";

const createSchema = z.strictObject({
  charge: fields.text.optional(),
  payment_intent: fields.text.optional(),
  amount: fields.integer.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata: fields.metadata.default({}),
} satisfies Partial<Record<keyof Stripe.RefundCreateParams, z.ZodType>>);
type Wanted = z.infer<typeof createSchema>;

function findPaid(world: World, { charge, payment_intent: intent }: Wanted): Stripe.Charge {
  if (charge) return findCharge(world, charge, "charge");
  if (intent) return findCharge(world, String(findIntent(world, intent, "payment_intent").latest_charge));
  throw new StripeError(400, "One of the following params should be provided: charge or payment_intent.");
}

/** What is given back: never nothing, never more than is left. */
function decideAmount(charge: Stripe.Charge, wanted: number | undefined): number {
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.refunded || left === 0) {
    throw new StripeError(400, `Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  }
  const amount = wanted ?? left;
  if (amount < 1 || amount > left) {
    const message = `Refund amount (${amount}) has to be between 1 and the unrefunded amount on charge (${left}).`;
    throw new StripeError(400, message, { param: "amount" });
  }
  return amount;
}

function makeRefund(world: World, charge: Stripe.Charge, wanted: Wanted, amount: number): Stripe.Refund {
  return {
    id: newId("re"),
    object: "refund",
    amount,
    balance_transaction: newId("txn"),
    charge: charge.id,
    created: secondsOf(world.now()),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { card: { reference_status: "pending", type: "refund" }, type: "card" },
    metadata: wanted.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: wanted.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
}

function create({ world, params }: Call): Stripe.Refund {
  const wanted = readParams(createSchema, params);
  const charge = findPaid(world, wanted);
  const amount = decideAmount(charge, wanted.amount);
  const refund = makeRefund(world, charge, wanted, amount);
  world.refunds.set(refund.id, refund);
  const previous = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  emitEvent(world, "charge.refunded", charge, previous);
  emitEvent(world, "refund.created", refund);
  return refund;
}

export const refunds = {
  create,
  list: ({ world, params }: Call) =>
    listPage("/v1/refunds", world.refunds.values(), params, ["charge", "payment_intent"]),
  retrieve({ world, id }: Call): Stripe.Refund {
    const refund = world.refunds.get(id);
    if (!refund) throw missingError("refund", id);
    return refund;
  },
};
