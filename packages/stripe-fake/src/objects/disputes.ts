import type Stripe from "stripe";
import { emitEvent } from "../events/emit-event";
import type { Call } from "../http/call";
import { listPage } from "../http/list-page";
import { missingError, StripeError } from "../http/stripe-error";
import { newId, secondsOf, type World } from "../world";
import { findCharge } from "./payments";

const evidenceSeconds = 7 * 86_400;

const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

function makeDispute(world: World, charge: Stripe.Charge, amount: number): Stripe.Dispute {
  const created = secondsOf(world.now());
  return {
    id: newId("du"),
    object: "dispute",
    amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: created + evidenceSeconds,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "manual",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: "fraudulent",
    status: "needs_response",
  };
}

/** The card's owner asks the money back: it is taken from the merchant until `closeDispute`. */
export function openDispute(world: World, chargeId: string, amount?: number): Stripe.Dispute {
  const charge = findCharge(world, chargeId, "charge");
  if (charge.disputed) throw new StripeError(400, `Charge ${charge.id} is already disputed.`);
  charge.disputed = true;
  const dispute = makeDispute(world, charge, amount ?? charge.amount);
  world.disputes.set(dispute.id, dispute);
  emitEvent(world, "charge.dispute.created", dispute);
  emitEvent(world, "charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

/** Won: the merchant keeps the money. Lost: it is gone for good. */
export function closeDispute(world: World, id: string, status: "won" | "lost" | "warning_closed"): Stripe.Dispute {
  const dispute = findDispute(world, id);
  if (dispute.status !== "needs_response") throw new StripeError(400, `Dispute ${id} is already ${dispute.status}.`);
  dispute.status = status;
  if (status === "won") emitEvent(world, "charge.dispute.funds_reinstated", dispute);
  emitEvent(world, "charge.dispute.closed", dispute);
  return dispute;
}

function findDispute(world: World, id: string): Stripe.Dispute {
  const dispute = world.disputes.get(id);
  if (!dispute) throw missingError("dispute", id);
  return dispute;
}

export const disputes = {
  retrieve: ({ world, id }: Call) => findDispute(world, id),
  list: ({ world, params }: Call) =>
    listPage("/v1/disputes", world.disputes.values(), params, ["charge", "payment_intent"]),
};
