import { z } from "zod";

/** Credits sold together. `priceCents` is in the smallest unit of `currency`: cents of a dollar, whole yen. */
export const creditPackSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "an id has lower-case letters, digits, - and _, at most 40"),
  name: z.string().trim().min(1).max(60),
  credits: z.number().int().min(1).max(1_000_000),
  priceCents: z.number().int().min(1).max(99_999_999),
  currency: z
    .string()
    .toLowerCase()
    .regex(/^[a-z]{3}$/, "a currency is three letters, ISO 4217"),
  /** A price of the operator's own Stripe catalog. Without it the price is sent to Stripe with each checkout. */
  stripePriceId: z
    .string()
    .regex(/^price_\w+$/, "a Stripe price id, price_…")
    .optional(),
});
export type CreditPack = z.infer<typeof creditPackSchema>;

export const maxPacks = 20;

/** 1 to 20 packs with unique ids. */
export const creditPacksSchema = z
  .array(creditPackSchema)
  .min(1)
  .max(maxPacks)
  .refine((packs) => new Set(packs.map((pack) => pack.id)).size === packs.length, "two packs have the same id");

/** The packs for sale unless the operator sets CREDIT_PACKS. */
export const defaultPacks: CreditPack[] = [
  { id: "starter", name: "Starter", credits: 50, priceCents: 500, currency: "usd" },
  { id: "album", name: "Album", credits: 250, priceCents: 2000, currency: "usd" },
  { id: "archive", name: "Archive", credits: 1000, priceCents: 6000, currency: "usd" },
];

/** Price of one credit, which is one photo without add-ons, in cents. A fraction, for display only. */
export const pricePerPhotoCents = (pack: Pick<CreditPack, "credits" | "priceCents">): number =>
  pack.priceCents / pack.credits;
