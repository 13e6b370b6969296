import { z } from "zod";
import { keyScopes } from "../accounts/api-keys";
import { type AddOnMode, models } from "../order";

export const accountSchema = z.strictObject({
  credits: z.strictObject({ available: z.number().int(), held: z.number().int() }),
  key: z.strictObject({
    id: z.string(),
    name: z.string(),
    mode: z.enum(["live", "test"]),
    masked: z.string(),
    /** What the key may be used for. */
    scopes: z.array(z.enum(keyScopes)),
    /** Credits in a calendar month, UTC. `monthly` is null where the key has no limit of its own. */
    budget: z.strictObject({
      monthly: z.number().int().nullable(),
      spent: z.number().int(),
      renewsAt: z.iso.datetime(),
    }),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
  }),
  limits: z.strictObject({
    keyRequestsPerMinute: z.number().int(),
    accountRequestsPerMinute: z.number().int(),
    maxImageBytes: z.number().int(),
    maxPixels: z.number().int(),
    retentionHours: z.number().int(),
  }),
});
export type AccountAnswer = z.infer<typeof accountSchema>;

const quotedAddOn = z
  .union([z.boolean(), z.literal("auto")])
  .default(false)
  .transform((asked): AddOnMode => (asked === "auto" ? "auto" : asked ? "on" : "off"))
  .meta({ description: "`auto`: only where the photo has something for it to do." });

/** Body of POST /api/v1/quote. The names are those of the form of POST /api/v1/colorize. */
export const quoteRequestSchema = z.strictObject({
  model: z.enum(models).default("large"),
  clean_scratches: quotedAddOn,
  face_remaster: quotedAddOn,
  photos: z.number().int().min(1).max(100_000).default(1),
});
export const quoteSchema = z.strictObject({
  /** For one photo. */
  lines: z.array(z.strictObject({ item: z.string(), label: z.string(), credits: z.number().int() })),
  photos: z.number().int(),
  /** For all photos; what is held, and the most they can cost. */
  total: z.number().int(),
  /** What they cost when add-ons ordered with `auto` find nothing to do; otherwise the same as `total`. */
  least: z.number().int(),
  available: z.number().int(),
  enough: z.boolean(),
});
export type Quote = z.infer<typeof quoteSchema>;

const offer = { label: z.string(), credits: z.number().int(), enabled: z.boolean(), reason: z.string().nullable() };
/** `reason` says why a model or add-on is not enabled; null when it is. */
export const modelsAnswerSchema = z.strictObject({
  models: z.array(z.strictObject({ name: z.enum(models), ...offer })),
  addOns: z.array(z.strictObject({ name: z.enum(["clean_scratches", "face_remaster"]), ...offer })),
});
export type ModelsAnswer = z.infer<typeof modelsAnswerSchema>;
