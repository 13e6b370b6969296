import { z } from "zod";
import { keyModes } from "../answers";
import { readIpRange } from "./ip-ranges";

/** What a key may be used for. Every address of the API needs one of them. */
export const keyScopes = ["colorize", "read", "webhooks"] as const;
export type KeyScope = (typeof keyScopes)[number];

export const maxAllowedRanges = 20;
export const maxMonthlyBudget = 1_000_000_000;
export const maxExpiryDays = 3650;
/** How many hours a replaced key may go on working. */
const rerollOverlaps = [0, 1, 24, 168] as const;
/** Days of a key's use that the console shows, today included. */
export const keyUsageDays = 30;

const notARange = ({ input }: { input?: unknown }) =>
  `“${String(input).slice(0, 60)}” is no IP address and no range like 203.0.113.0/24 or 2001:db8::/32`;
const ipRange = z.string().transform((text, context) => {
  const range = readIpRange(text);
  if (range !== null) return range;
  context.addIssue({ code: "custom", message: notARange({ input: text }) });
  return z.NEVER;
});

const settings = {
  name: z.string().trim().min(1, "Give the key a name").max(60),
  scopes: z
    .array(z.enum(keyScopes))
    .min(1, "Choose at least one")
    .transform((chosen) => keyScopes.filter((scope) => chosen.includes(scope))),
  /** Credits in a calendar month, UTC; null: no limit but the account's. */
  monthlyBudget: z
    .number("Use a whole number")
    .int("Use a whole number")
    .min(1, "Use 1 or more")
    .max(maxMonthlyBudget, "That is more than any account has")
    .nullable(),
  /** Where calls may come from; empty: from anywhere. */
  allowedRanges: z
    .array(ipRange)
    .max(maxAllowedRanges, `Use at most ${maxAllowedRanges} addresses`)
    .transform((ranges) => [...new Set(ranges)]),
  /** Null: never. */
  // The database and RFC 3339 end with the year 9999, which an offset may lead beyond.
  expiresAt: z.iso
    .datetime({ offset: true })
    .refine((text) => Date.parse(text) < Date.UTC(9999, 0, 1), "Use a moment before the year 9999")
    .nullable(),
  /** The same, counted from now. */
  expiresInDays: z.number().int("Use a whole number").min(1, "Use 1 or more").max(maxExpiryDays),
};
const isOneExpiry = ({ expiresAt, expiresInDays }: { expiresAt?: unknown; expiresInDays?: unknown }) =>
  expiresAt === undefined || expiresInDays === undefined;
const twoExpiries = { path: ["expiresInDays"], error: "Send either `expiresAt` or `expiresInDays`" };

export const keyNameSchema = settings.name;
export const createKeySchema = z
  .object({
    name: settings.name,
    mode: z.enum(keyModes).default("live"),
    scopes: settings.scopes.default([...keyScopes]),
    monthlyBudget: settings.monthlyBudget.default(null),
    allowedRanges: settings.allowedRanges.default([]),
    expiresAt: settings.expiresAt.optional(),
    expiresInDays: settings.expiresInDays.optional(),
  })
  .refine(isOneExpiry, twoExpiries);
export type CreateKeyRequest = z.input<typeof createKeySchema>;

/** What is left out stays as it is. */
export const updateKeySchema = z
  .strictObject({ ...settings, disabled: z.boolean() })
  .partial()
  .refine(isOneExpiry, twoExpiries);
export type UpdateKeyRequest = z.input<typeof updateKeySchema>;

export const rerollKeySchema = z.strictObject({ overlapHours: z.literal(rerollOverlaps) });
export type RerollKeyRequest = z.infer<typeof rerollKeySchema>;

/** An API key without anything it could be used with. */
export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  mode: z.enum(keyModes),
  masked: z.string(),
  status: z.enum(["active", "disabled", "expired", "revoked"]),
  scopes: z.array(z.enum(keyScopes)),
  monthlyBudget: z.number().int().nullable(),
  allowedRanges: z.array(z.string()),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** An IPv4 /24 or IPv6 /48. */
  lastUsedRange: z.string().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  /** The key that was made in its place. */
  replacedById: z.string().nullable(),
});
export type ApiKeyAnswer = z.infer<typeof apiKeySchema>;
/** `spentThisMonth` is in credits and shared by a key and those it was replaced by; `photosByDay` has 30 days, today last. */
const listedKeySchema = apiKeySchema.extend({
  spentThisMonth: z.number().int(),
  photosByDay: z.array(z.number().int()).length(keyUsageDays),
});
export type ListedKey = z.infer<typeof listedKeySchema>;
export const apiKeyListSchema = z.object({
  keys: z.array(listedKeySchema),
  /** When the monthly budgets begin again. */
  budgetsRenewAt: z.iso.datetime(),
  /** Where this very request came from, as the studio sees it; null where it sees only a proxy or a neighbor. */
  callerAddress: z.string().nullable(),
});
export type ApiKeyList = z.infer<typeof apiKeyListSchema>;
/** The only answer with the secret. */
export const createdApiKeySchema = z.object({ key: apiKeySchema, secret: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;
