import type Stripe from "stripe";
import { newId, secondsOf, type World } from "../world";

const approved: Stripe.Charge.Outcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: "approved_by_network",
  reason: null,
  risk_level: "normal",
  risk_score: 7,
  seller_message: "Payment complete.",
  type: "authorized",
};
const declined: Stripe.Charge.Outcome = {
  ...approved,
  network_status: "declined_by_network",
  reason: "generic_decline",
  seller_message: "The bank did not return any further details with this decline.",
  type: "issuer_declined",
};

/** One attempt to take the money, and how it went. A receipt exists for what was paid. */
export function makeCharge(world: World, intent: Stripe.PaymentIntent, status: "succeeded" | "pending" | "failed") {
  const id = newId("ch");
  const failed = status === "failed";
  const email = intent.receipt_email;
  const charge: Stripe.Charge = {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: status === "succeeded" ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: status === "succeeded" ? newId("txn") : null,
    billing_details: { address: null, email, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: "STAND-IN",
    captured: status === "succeeded",
    created: secondsOf(world.now()),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failed ? "card_declined" : null,
    failure_message: failed ? "Your card was declined." : null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: failed ? declined : approved,
    paid: status === "succeeded",
    payment_intent: intent.id,
    payment_method: newId("pm"),
    payment_method_details: { type: intent.payment_method_types[0] ?? "card" },
    receipt_email: email,
    receipt_number: null,
    receipt_url: failed ? null : `${world.origin}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: null,
    transfer_group: null,
  };
  world.charges.set(id, charge);
  Object.assign(intent, { latest_charge: id, payment_method: charge.payment_method });
  return charge;
}
