import type Stripe from "stripe";
import { z } from "zod";
import { fields } from "../http/call";

type Known<Params> = Partial<Record<keyof Params, z.ZodType>>;

const enabled = z.strictObject({ enabled: fields.boolean });
const productData = z.strictObject({
  name: fields.text,
  description: fields.text.optional(),
  images: z.array(fields.address).optional(),
  metadata: fields.metadata.optional(),
  tax_code: fields.text.optional(),
});
const priceData = z.strictObject({
  currency: fields.currency,
  unit_amount: fields.integer.refine((cents) => cents >= 0, "must not be negative"),
  product: fields.text.optional(),
  product_data: productData.optional(),
  tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
});
const lineItem = z
  .strictObject({
    price: fields.text.optional(),
    price_data: priceData.optional(),
    quantity: fields.integer.refine((count) => count >= 1, "must be 1 or more"),
  } satisfies Known<Stripe.Checkout.SessionCreateParams.LineItem>)
  .refine(
    ({ price, price_data }) => (price === undefined) !== (price_data === undefined),
    "one of price or price_data",
  );

const paymentIntentData = z.strictObject({
  description: fields.text.optional(),
  metadata: fields.metadata.default({}),
  receipt_email: fields.text.optional(),
  setup_future_usage: z.enum(["on_session", "off_session"]).optional(),
  statement_descriptor: fields.text.optional(),
  statement_descriptor_suffix: fields.text.optional(),
} satisfies Known<Stripe.Checkout.SessionCreateParams.PaymentIntentData>);

/** What the stand-in understands of a new session: one-off payments on Stripe's own page. */
export const sessionParams = z.strictObject({
  mode: z.literal("payment", "this stand-in only knows one-off payments"),
  line_items: z.array(lineItem).min(1).max(100),
  success_url: fields.address,
  cancel_url: fields.address.optional(),
  ui_mode: z.literal("hosted_page").optional(),
  client_reference_id: fields.text.max(200).optional(),
  customer: fields.text.optional(),
  customer_email: fields.text.optional(),
  customer_creation: z.enum(["always", "if_required"]).default("if_required"),
  customer_update: z.partialRecord(z.enum(["address", "name", "shipping"]), z.enum(["auto", "never"])).optional(),
  metadata: fields.metadata.default({}),
  payment_intent_data: paymentIntentData.default({ metadata: {} }),
  allow_promotion_codes: fields.boolean.optional(),
  automatic_tax: enabled.default({ enabled: false }),
  billing_address_collection: z.enum(["auto", "required"]).optional(),
  invoice_creation: z
    .strictObject({ enabled: fields.boolean, invoice_data: z.strictObject({ metadata: fields.metadata }).optional() })
    .default({ enabled: false }),
  tax_id_collection: enabled.optional(),
  expires_at: fields.integer.optional(),
  locale: fields.text.optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay"]).optional(),
} satisfies Known<Stripe.Checkout.SessionCreateParams>);
export type SessionParams = z.infer<typeof sessionParams>;
