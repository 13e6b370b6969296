import { z } from "zod";
import { keyModes } from "../answers";
import { emailSchema } from "../requests";

const reason = z.string().trim().min(1, "Say why").max(200, "Use at most 200 characters");
const credits = z.coerce
  .number<string | number>("Enter a whole number")
  .int("Enter a whole number")
  .min(1, "Enter at least 1")
  .max(1_000_000_000, "Enter less");
/** Made anew for each form that is opened, so that a second click moves no credits twice. */
const requestId = z.string().regex(/^[\w-]{8,64}$/);

export const createAccountSchema = z.strictObject({
  email: emailSchema,
  credits: z.coerce.number<string | number>("Enter a whole number").int().min(0, "Enter 0 or more").max(1_000_000_000),
});

export const giveCreditsSchema = z.strictObject({
  credits,
  reason,
  requestId,
  /** The last day (UTC) on which unspent ones can be used. */
  lastDay: z
    .union([z.literal(""), z.iso.date("Enter a day")])
    .optional()
    .transform((day) => day || undefined),
});
export const takeCreditsSchema = z.strictObject({ credits, reason, requestId });

export const suspendSchema = z.strictObject({ reason });
export const roleSchema = z.strictObject({ role: z.enum(["customer", "operator"]) });

/** What lets somebody back in who lost a password, or whose sign-in is blocked by strangers' guesses. */
export const accessWays = ["reset_link", "device_link", "password"] as const;
export const accessSchema = z.strictObject({ way: z.enum(accessWays) });
export const accessAnswerSchema = z.object({
  /** A link, or the password: shown this once. */
  text: z.string(),
  sessionsEnded: z.number().int(),
});

export const createKeyForSchema = z.strictObject({
  name: z.string().trim().min(1, "Give the key a name").max(60),
  mode: z.enum(keyModes),
});
export const createdAccountSchema = z.object({ userId: z.string(), password: z.string() });
export const createdKeySchema = z.object({ keyId: z.string(), secret: z.string() });
export const movedCreditsSchema = z.object({ moved: z.number().int(), available: z.number().int() });
