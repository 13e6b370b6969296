import { z } from "zod";
import { metadataPolicies, outputFormats } from "../order";
import { emailSchema } from "../requests";

/** An IANA name that this machine's calendar knows, such as Europe/Berlin. */
export const timeZoneSchema = z
  .string()
  .max(60)
  .refine(isTimeZone, "Choose a time zone of the list, such as Europe/Berlin");

function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +01:00 are zones too, but none that keeps daylight saving time.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** What people may say about themselves and how they like the studio; null is the studio's or the browser's own way. */
export const preferencesSchema = z.object({
  name: z
    .string()
    .trim()
    .max(80)
    .transform((name) => name || null)
    .nullable(),
  timeZone: timeZoneSchema.nullable(),
  defaultMetadata: z.enum(metadataPolicies).nullable(),
  defaultOutputFormat: z.enum(outputFormats).nullable(),
  /** After how many hours the files of new jobs are deleted, where that is sooner than the studio does it. */
  retentionHours: z
    .int()
    .min(1)
    .max(24 * 3650)
    .nullable(),
});
export type Preferences = z.output<typeof preferencesSchema>;
/** A change of some of them; what is left out stays. */
export const changeProfileSchema = preferencesSchema.partial();

/** The account as its owner sees it. */
export const profileSchema = preferencesSchema.extend({
  email: z.string(),
  isEmailConfirmed: z.boolean(),
  /** The address that is to take the present one's place and is not confirmed yet. */
  pendingEmail: z.string().nullable(),
  hasPassword: z.boolean(),
  /** How long the studio keeps files. */
  studioRetentionHours: z.int(),
});
export type Profile = z.output<typeof profileSchema>;

/** `currentPassword` of an account that has one; without one the sign-in must be a fresh one. */
export const changeEmailSchema = z.object({ email: emailSchema, currentPassword: z.string().max(200).default("") });
