import { z } from "zod";
import { ownPathSchema } from "./accounts/own-path";
import { creditPackSchema } from "./packs";

/** `open`: the person is still on Stripe's page. `processing`: a payment that takes days; credits follow when it succeeds. */
export const purchaseStatuses = [
  "open",
  "processing",
  "paid",
  "failed",
  "expired",
  "canceled",
  "refunded",
  "partly_refunded",
  "disputed",
] as const;
export type PurchaseStatus = (typeof purchaseStatuses)[number];

export const purchaseSchema = z.object({
  id: z.string(),
  packId: z.string(),
  packName: z.string(),
  credits: z.number().int(),
  priceCents: z.number().int(),
  currency: z.string(),
  status: z.enum(purchaseStatuses),
  receiptUrl: z.string().nullable(),
  invoiceUrl: z.string().nullable(),
  createdAt: z.iso.datetime(),
  paidAt: z.iso.datetime().nullable(),
  refundedCents: z.number().int(),
});
export type PurchaseAnswer = z.infer<typeof purchaseSchema>;
/** Newest first. */
export const purchaseListSchema = z.object({ purchases: z.array(purchaseSchema) });

/**
 * Credits. `purchased` and `granted` add up to `available`; `debt` is owed after a refund of spent credits; `frozen` is locked until
 * a dispute ends.
 */
export const billingBalanceSchema = z.object({
  available: z.number().int(),
  held: z.number().int(),
  purchased: z.number().int(),
  granted: z.number().int(),
  debt: z.number().int(),
  frozen: z.number().int(),
});
export type BillingBalance = z.infer<typeof billingBalanceSchema>;

/** `reason` names the settings that are missing; only operators read it, and only where packs cannot be bought. */
export const billingStatusSchema = z.object({
  enabled: z.boolean(),
  testMode: z.boolean(),
  reason: z.string().nullable(),
  packs: z.array(creditPackSchema.omit({ stripePriceId: true })),
  balance: billingBalanceSchema,
  lowCreditThreshold: z.number().int().nullable(),
});
export type BillingStatus = z.infer<typeof billingStatusSchema>;

/** `returnTo`: the page of this studio that the person came from and goes back to. */
export const checkoutRequestSchema = z.strictObject({
  packId: z.string().min(1).max(60),
  returnTo: ownPathSchema.optional(),
});
export const checkoutAnswerSchema = z.object({ url: z.string() });
export const portalAnswerSchema = z.object({ url: z.string() });
/** Null turns the low-credit notice off. */
export const lowCreditRequestSchema = z.strictObject({ threshold: z.number().int().min(0).max(1_000_000).nullable() });

export const ledgerKinds = [
  "grant",
  "purchase",
  "adjustment",
  "hold",
  "capture",
  "release",
  "refund",
  "freeze",
  "thaw",
  "expiry",
] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

/** Hold, capture and release of one photo are one row of the kind `photo`. */
export const ledgerRowKinds = [
  "photo",
  "grant",
  "purchase",
  "adjustment",
  "refund",
  "freeze",
  "thaw",
  "expiry",
] as const satisfies readonly (LedgerKind | "photo")[];
export type LedgerRowKind = (typeof ledgerRowKinds)[number];

/** `returned`: credits of the hold that came back. `jobId` and `name` are null once the photo was deleted. */
const ledgerPhotoSchema = z.object({
  state: z.enum(["in_progress", "charged", "not_charged"]),
  returned: z.number().int(),
  jobId: z.string().nullable(),
  name: z.string().nullable(),
});
export type LedgerPhoto = z.infer<typeof ledgerPhotoSchema>;

/**
 * One photo, or one movement that belongs to none. `credits` is the change of the spendable balance, `balanceAfter` that balance
 * right after the latest movement of the row. A photo's row stays where its hold is, so that it never changes its page.
 */
export const ledgerRowSchema = z.object({
  id: z.string(),
  kind: z.enum(ledgerRowKinds),
  credits: z.number().int(),
  balanceAfter: z.number().int(),
  reason: z.string(),
  photo: ledgerPhotoSchema.nullable(),
  createdAt: z.iso.datetime(),
});
export type LedgerRow = z.infer<typeof ledgerRowSchema>;
/** Newest first; `nextCursor` is null on the last page. */
export const ledgerPageSchema = z.object({ rows: z.array(ledgerRowSchema), nextCursor: z.string().nullable() });
export type LedgerPage = z.infer<typeof ledgerPageSchema>;

export const listLedgerSchema = z.object({
  cursor: z.string().max(200).optional(),
  kind: z.enum(ledgerRowKinds).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** Whether the balance is at or below the owner's threshold; null means no threshold. */
export const isLowOnCredits = (available: number, threshold: number | null): boolean =>
  threshold !== null && available <= threshold;
