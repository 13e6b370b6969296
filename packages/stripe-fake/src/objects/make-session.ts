import type Stripe from "stripe";
import { newId, secondsOf, type World } from "../world";
import type { SessionParams } from "./session-params";

const daySeconds = 86_400;
type Paid = { customer: Stripe.Customer | null; amount: number; currency: string };

/** What no one-off payment on Stripe's own page has. */
const unused = {
  after_expiration: null,
  allowed_payment_method_types: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
  customer_account: null,
  integration_identifier: null,
  invoice: null,
  origin_context: null,
  payment_link: null,
  payment_method_configuration_details: null,
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  subscription: null,
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>;

const noInvoiceData: Stripe.Checkout.Session.InvoiceCreation["invoice_data"] = {
  account_tax_ids: null,
  custom_fields: null,
  description: null,
  footer: null,
  issuer: null,
  metadata: null,
  rendering_options: null,
};

function makeCustomerDetails(email: string | null): Stripe.Checkout.Session.CustomerDetails | null {
  if (email === null) return null;
  const unknown = { address: null, business_name: null, individual_name: null, name: null, phone: null };
  return { ...unknown, email, tax_exempt: "none", tax_ids: [] };
}

/** A new open session; its page is at `url` until it is paid, or 24 hours old. */
export function makeSession(world: World, params: SessionParams, { customer, amount, currency }: Paid) {
  const id = newId("cs_test");
  const created = secondsOf(world.now());
  const session: Stripe.Checkout.Session = {
    ...unused,
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    amount_subtotal: amount,
    amount_total: amount,
    automatic_tax: {
      enabled: params.automatic_tax.enabled,
      liability: params.automatic_tax.enabled ? { type: "self" } : null,
      provider: params.automatic_tax.enabled ? "stripe" : null,
      status: params.automatic_tax.enabled ? "requires_location_inputs" : null,
    },
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    created,
    currency,
    customer: customer?.id ?? null,
    customer_creation: customer ? null : params.customer_creation,
    customer_details: makeCustomerDetails(customer?.email ?? params.customer_email ?? null),
    customer_email: params.customer_email ?? null,
    discounts: [],
    expires_at: params.expires_at ?? created + daySeconds,
    invoice_creation: {
      enabled: params.invoice_creation.enabled,
      invoice_data: { ...noInvoiceData, metadata: params.invoice_creation.invoice_data?.metadata ?? null },
    },
    livemode: false,
    locale: (params.locale as Stripe.Checkout.Session.Locale | undefined) ?? null,
    managed_payments: { enabled: false },
    metadata: params.metadata,
    mode: "payment",
    payment_intent: null,
    payment_method_collection: "if_required",
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    payment_status: "unpaid",
    phone_number_collection: { enabled: false },
    status: "open",
    submit_type: params.submit_type ?? null,
    success_url: params.success_url,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${world.origin}/c/pay/${id}`,
  };
  world.sessions.set(id, session);
  return session;
}
