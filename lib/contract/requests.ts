import { z } from "zod";
import { consentVersionSchema } from "./accounts/legal";
import { maxImageUrlLength } from "./limits";
import { isOwnName, ownNameProblem } from "./own-name";

/** An email address, trimmed and in lower case. */
export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const passwordSchema = z.string().min(10, "Use at least 10 characters").max(200);
/** `consent`: the version of the pages that the person agrees to, where the studio has some. */
export const signUpSchema = z
  .object({ email: emailSchema, password: passwordSchema, consent: consentVersionSchema.optional() })
  .refine(({ email, password }) => !isOwnName(password, email), {
    path: ["password"],
    error: ownNameProblem,
  });
export type SignUpRequest = z.infer<typeof signUpSchema>;

/** `notice` is there for people, when the account got fewer credits than new accounts get otherwise. */
export const signUpAnswerSchema = z.object({
  userId: z.string(),
  credits: z.number().int(),
  notice: z.string().optional(),
});
export type SignUpAnswer = z.infer<typeof signUpAnswerSchema>;

/** What is worth checking. The rules for new passwords do not apply: an account may be older than they are. */
export const signInSchema = z.object({ email: emailSchema, password: z.string().min(1).max(200) });

/** The rules that need more than the two texts are checked behind it, where the account is known. */
export const changePasswordSchema = z
  .object({ currentPassword: z.string().min(1, "Enter your current password").max(200), newPassword: passwordSchema })
  .refine(({ currentPassword, newPassword }) => currentPassword !== newPassword, {
    path: ["newPassword"],
    error: "This is the password you have now. Choose another one",
  });

export const listJobsSchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
  source: z.enum(["api", "workbench"]).optional(),
  status: z.enum(["queued", "running", "succeeded", "failed", "canceled"]).optional(),
});
export type ListJobsRequest = z.infer<typeof listJobsSchema>;

/** The address of a photo that the studio fetches for its own workbench. */
export const fetchPhotoSchema = z.object({ address: z.string().trim().min(1).max(maxImageUrlLength) });
export type FetchPhotoRequest = z.infer<typeof fetchPhotoSchema>;

/** The workbench's own id for a photo, which is returned on the job. */
export const clientRefSchema = z.string().regex(/^[\x21-\x7e]{1,64}$/);

// PostgreSQL has no year 0 and the studio nothing from before it was made; a query for such days is a mistake.
const tooEarly = "must not be before 1970";
/** `2027-01-31`, a day in a query. */
export const daySchema = z.iso.date().refine((day) => day >= "1970", tooEarly);
/** A moment in a query, with its offset from UTC. */
export const momentSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= 0, tooEarly)
  .transform((text) => new Date(text));
