import "server-only";
import type Stripe from "stripe";
import type { CreditPack } from "../../contract/packs";
import { createPublicId } from "../../db/public-id";
import { AppError } from "../../errors/app-error";
import type { BillingDeps } from "../billing-deps";
import { callStripe } from "../stripe/call-stripe";
import { requirePayments } from "../stripe/check-payments";
import { withCustomer } from "../stripe/with-customer";

type Wish = { userId: string; packId: string /** Of the page, without a path. */; origin: string };

/**
 * Opens a Stripe Checkout for one pack and returns its address. Credits, price and currency are the pack's, whatever the
 * request said. Nothing is granted here: that is for Stripe's event.
 * @throws {AppError} pack_unknown, payments_off, payment_provider_error
 */
export async function startCheckout(deps: BillingDeps, { userId, packId, origin }: Wish): Promise<{ url: string }> {
  const { stripe } = requirePayments(deps);
  const pack = deps.packs.find(({ id }) => id === packId);
  if (!pack) {
    throw new AppError("pack_unknown", { detail: `There is no pack “${packId}” for sale.`, param: "packId" });
  }
  const { db } = deps;
  const id = createPublicId("pur");
  const { name: packName, credits, priceCents, currency } = pack;
  const createdAt = deps.clock.now();
  // Before Stripe is asked: whatever Stripe then tells about this purchase finds its row.
  await db.purchase.create({
    data: { id, userId, packId, packName, credits, priceCents, currency, status: "open", createdAt },
  });
  try {
    const session = await withCustomer({ db, stripe }, userId, async ({ email }, customer) => {
      const params = checkoutParams(deps, { pack, purchaseId: id, userId, email, customer, origin });
      // The customer is part of the key: a retry with a replaced customer is another request.
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

/** A price of the operator's catalog must be the one that our pages show: nobody pays another sum than they read. */
function requireUrl({ url, amount_subtotal, currency }: Stripe.Checkout.Session, pack: CreditPack): string {
  if (url && (!pack.stripePriceId || (amount_subtotal === pack.priceCents && currency === pack.currency))) return url;
  throw new AppError("payment_provider_error", {
    detail: url
      ? `The price of “${pack.name}” at the payment service is not the one shown here; the operator has to correct it.`
      : "The payment service gave no page to pay on. Nothing was charged; please try again.",
  });
}

type Sale = { pack: CreditPack; purchaseId: string; userId: string; email: string; customer: string; origin: string };

function checkoutParams(deps: BillingDeps, sale: Sale): Stripe.Checkout.SessionCreateParams {
  const { pack, purchaseId, userId, email, customer, origin } = sale;
  const metadata = { purchaseId, userId, packId: pack.id, credits: String(pack.credits) };
  const back = `${origin}/console/billing/return?purchase=${purchaseId}`;
  return {
    mode: "payment",
    customer,
    client_reference_id: purchaseId,
    metadata,
    line_items: [{ quantity: 1, ...priceOf(pack) }],
    // The charge carries these too, so that a refund finds its purchase without asking Stripe.
    payment_intent_data: { metadata, receipt_email: email, description: titleOf(pack) },
    // Makes the invoice that the customer portal lists.
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
