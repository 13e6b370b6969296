import "server-only";
import type Stripe from "stripe";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { CreditPack } from "../../contract/packs";
import { inTransaction } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import { AppError } from "../../errors/app-error";
import type { BillingDeps } from "../billing-deps";
import { callStripe } from "../stripe/call-stripe";
import { requirePayments } from "../stripe/check-payments";
import { withCustomer } from "../stripe/with-customer";

type CheckoutRequest = {
  userId: string;
  packId: string;
  /** Of the studio's page, without a path. */
  origin: string;
  /** The path of the studio's page that the person came from. */
  returnTo?: string;
  /** Who buys, for the audit log. */
  by?: AuditOrigin;
};

/**
 * Opens a Stripe Checkout for one pack and returns its URL. Credits, price and currency come from the pack, never from the
 * request. It grants nothing: Stripe's event does.
 * @throws {AppError} pack_unknown, payments_off, payment_provider_error
 */
export async function startCheckout(
  deps: BillingDeps,
  { userId, packId, origin, returnTo, by = { actor: "owner", actorId: userId } }: CheckoutRequest,
): Promise<{ url: string }> {
  const { stripe } = requirePayments(deps);
  const pack = deps.packs.find(({ id }) => id === packId);
  if (!pack) {
    throw new AppError("pack_unknown", { detail: `No pack with the ID “${packId}” is for sale.`, param: "packId" });
  }
  const { db } = deps;
  const id = createPublicId("pur");
  const { name: packName, credits, priceCents, currency } = pack;
  const createdAt = deps.clock.now();
  // The row must exist before Stripe is called, so that any event about this purchase finds it.
  await inTransaction(db, async (tx) => {
    const row = { id, userId, packId, packName, credits, priceCents, currency, status: "open", createdAt } as const;
    await tx.purchase.create({ data: row });
    const details = { pack: packName, credits };
    await writeAudit(tx, by, { action: "checkout_started", userId, target: id, details, at: createdAt });
  });
  try {
    const session = await withCustomer({ db, stripe }, userId, async ({ email }, customer) => {
      const params = checkoutParams(deps, {
        pack,
        purchaseId: id,
        userId,
        email,
        customer,
        back: backTo({ origin, id, returnTo }),
      });
      // The customer is part of the key, because a retry with a replaced customer is a different request.
      return callStripe(() =>
        stripe.checkout.sessions.create(params, { idempotencyKey: `checkout:${id}:${customer}` }),
      );
    });
    await db.purchase.update({ where: { id }, data: { stripeSessionId: session.id } });
    return { url: requireUrl(session, pack) };
  } catch (error) {
    await db.purchase.updateMany({ where: { id, status: "open" }, data: { status: "failed" } });
    throw error;
  }
}

/** Refuses a price of the operator's Stripe catalog that differs from the price shown: nobody may pay more than they read. */
function requireUrl({ url, amount_subtotal, currency }: Stripe.Checkout.Session, pack: CreditPack): string {
  if (url && (!pack.stripePriceId || (amount_subtotal === pack.priceCents && currency === pack.currency))) return url;
  throw new AppError("payment_provider_error", {
    detail: url
      ? `The payment service has a different price for “${pack.name}” than this page. Nothing was charged; ask the operator to correct it.`
      : "The payment service did not open a payment page. Nothing was charged. Try again.",
  });
}

type Sale = { pack: CreditPack; purchaseId: string; userId: string; email: string; customer: string; back: string };

/** The page that follows the purchase, which leads on to where the person came from. */
function backTo({ origin, id, returnTo }: { origin: string; id: string; returnTo?: string }): string {
  const query = new URLSearchParams({ purchase: id, ...(returnTo === undefined ? {} : { from: returnTo }) });
  return `${origin}/console/billing/return?${query}`;
}

function checkoutParams(deps: BillingDeps, sale: Sale): Stripe.Checkout.SessionCreateParams {
  const { pack, purchaseId, userId, email, customer, back } = sale;
  const metadata = { purchaseId, userId, packId: pack.id, credits: String(pack.credits) };
  return {
    mode: "payment",
    customer,
    client_reference_id: purchaseId,
    metadata,
    line_items: [{ quantity: 1, ...priceOf(pack) }],
    // The charge carries the metadata too, so that a refund finds its purchase without calling Stripe.
    payment_intent_data: { metadata, receipt_email: email, description: titleOf(pack) },
    // Creates the invoice that the customer portal lists.
    invoice_creation: { enabled: true, invoice_data: { metadata } },
    allow_promotion_codes: deps.promotionCodes,
    automatic_tax: { enabled: deps.automaticTax },
    ...(deps.automaticTax ? { customer_update: { address: "auto", name: "auto" } } : {}),
    success_url: back,
    cancel_url: `${back}&canceled=1`,
  };
}

function priceOf({ stripePriceId, currency, priceCents, ...pack }: CreditPack) {
  if (stripePriceId) return { price: stripePriceId };
  return { price_data: { currency, unit_amount: priceCents, product_data: { name: titleOf(pack) } } };
}

const titleOf = ({ name, credits }: Pick<CreditPack, "name" | "credits">) => `${name}: ${credits} Pixomax credits`;
