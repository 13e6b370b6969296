import type Stripe from "stripe";
import { emitEvent } from "../events/emit-event";
import { StripeError } from "../http/stripe-error";
import type { World } from "../world";
import { makeCharge } from "./make-charge";
import { makeIntent } from "./make-intent";
import { makeInvoice } from "./make-invoice";
import { findSession } from "./sessions";

function findOpenSession(world: World, id: string): Stripe.Checkout.Session {
  const session = findSession(world, id);
  if (session.status !== "open") throw new StripeError(400, `This session is ${session.status}: it can't be paid.`);
  return session;
}

/** Stripe makes the payment with the first attempt and keeps it for the next ones. */
function takeIntent(world: World, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  const known = world.intents.get(String(session.payment_intent));
  if (known) return known;
  const intent = makeIntent(world, session);
  session.payment_intent = intent.id;
  emitEvent(world, "payment_intent.created", intent);
  return intent;
}

type Payment = { session: Stripe.Checkout.Session; intent: Stripe.PaymentIntent; charge: Stripe.Charge };

function succeed(world: World, { session, intent, charge }: Payment): void {
  Object.assign(intent, { status: "succeeded", amount_received: intent.amount, processing: null });
  Object.assign(charge, { status: "succeeded", paid: true, captured: true, amount_captured: charge.amount });
  if (session.invoice_creation?.enabled) session.invoice = makeInvoice(world, session, charge).id;
  emitEvent(world, "charge.succeeded", charge);
  emitEvent(world, "payment_intent.succeeded", intent);
}

/** Paid at once: the session is complete and paid. */
export function paySession(world: World, id: string): Stripe.Checkout.Session {
  const session = findOpenSession(world, id);
  const intent = takeIntent(world, session);
  succeed(world, { session, intent, charge: makeCharge(world, intent, "succeeded") });
  Object.assign(session, { status: "complete", payment_status: "paid", url: null });
  emitEvent(world, "checkout.session.completed", session);
  return session;
}

/** Refused by the bank: the session stays open for another attempt. */
export function declineSession(world: World, id: string): Stripe.Checkout.Session {
  const session = findOpenSession(world, id);
  const intent = takeIntent(world, session);
  const charge = makeCharge(world, intent, "failed");
  const message = "Your card was declined.";
  intent.last_payment_error = { type: "card_error", code: "card_declined", charge: charge.id, message };
  emitEvent(world, "charge.failed", charge);
  emitEvent(world, "payment_intent.payment_failed", intent);
  return session;
}

/** Paid in a way that takes days: complete, but unpaid until `settleSession`. */
export function paySessionLater(world: World, id: string): Stripe.Checkout.Session {
  const session = findOpenSession(world, id);
  const intent = takeIntent(world, session);
  const charge = makeCharge(world, intent, "pending");
  intent.status = "processing";
  emitEvent(world, "charge.pending", charge);
  emitEvent(world, "payment_intent.processing", intent);
  Object.assign(session, { status: "complete", payment_status: "unpaid", url: null });
  emitEvent(world, "checkout.session.completed", session);
  return session;
}

/** The end of a payment that took days. */
export function settleSession(world: World, id: string, outcome: "succeeded" | "failed"): Stripe.Checkout.Session {
  const session = findSession(world, id);
  const intent = world.intents.get(String(session.payment_intent));
  const charge = world.charges.get(String(intent?.latest_charge));
  if (!intent || !charge || intent.status !== "processing") {
    throw new StripeError(400, "Only a session that is paid later can be settled.");
  }
  if (outcome === "succeeded") {
    succeed(world, { session, intent, charge });
    session.payment_status = "paid";
    emitEvent(world, "checkout.session.async_payment_succeeded", session);
    return session;
  }
  intent.status = "requires_payment_method";
  Object.assign(charge, { status: "failed", failure_code: "insufficient_funds", receipt_url: null });
  emitEvent(world, "charge.failed", charge);
  emitEvent(world, "payment_intent.payment_failed", intent);
  emitEvent(world, "checkout.session.async_payment_failed", session);
  return session;
}
