import type Stripe from "stripe";
import { newId, secondsOf, type World } from "../world";

/** What no invoice of a one-off payment that is paid already has. */
const unused = {
  account_country: null,
  account_name: null,
  account_tax_ids: null,
  amount_overpaid: 0,
  amount_remaining: 0,
  amount_shipping: 0,
  application: null,
  automatically_finalizes_at: null,
  custom_fields: null,
  customer_account: null,
  customer_address: null,
  customer_name: null,
  customer_phone: null,
  customer_shipping: null,
  customer_tax_exempt: "none",
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  due_date: null,
  ending_balance: 0,
  footer: null,
  from_invoice: null,
  last_finalization_error: null,
  latest_revision: null,
  next_payment_attempt: null,
  on_behalf_of: null,
  parent: null,
  payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  starting_balance: 0,
  statement_descriptor: null,
  test_clock: null,
  total_discount_amounts: [],
  total_pretax_credit_amounts: [],
  total_taxes: [],
  webhooks_delivered_at: null,
} satisfies Partial<Stripe.Invoice>;

/** The invoice of a session that was paid and asked for one. The stand-in makes no PDFs. */
export function makeInvoice(world: World, session: Stripe.Checkout.Session, charge: Stripe.Charge): Stripe.Invoice {
  const id = newId("in");
  const now = secondsOf(world.now());
  const amount = session.amount_total ?? 0;
  const url = `${world.origin}/invoices/${id}`;
  const invoice: Stripe.Invoice = {
    ...unused,
    id,
    object: "invoice",
    amount_due: amount,
    amount_paid: amount,
    attempt_count: 1,
    attempted: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    billing_reason: "manual",
    collection_method: "charge_automatically",
    created: now,
    currency: session.currency ?? "usd",
    customer: session.customer,
    customer_email: charge.receipt_email,
    effective_at: now,
    hosted_invoice_url: url,
    invoice_pdf: `${url}/pdf`,
    issuer: { type: "self" },
    lines: { object: "list", data: [], has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: session.invoice_creation?.invoice_data.metadata ?? {},
    number: `${id.slice(3, 11).toUpperCase()}-0001`,
    period_end: now,
    period_start: now,
    status: "paid",
    status_transitions: { finalized_at: now, marked_uncollectible_at: null, paid_at: now, voided_at: null },
    subtotal: amount,
    subtotal_excluding_tax: amount,
    total: amount,
    total_excluding_tax: amount,
  };
  world.invoices.set(id, invoice);
  return invoice;
}
