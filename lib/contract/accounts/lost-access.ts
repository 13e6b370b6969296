import { z } from "zod";
import { emailSchema, passwordSchema } from "../requests";

/** The secret part of a link that was mailed. What is no such text is refused by who looks the link up, in words. */
const tokenSchema = z.string().max(200);

export const forgotPasswordSchema = z.object({ email: emailSchema });
/** What is said to everybody who asks, whether the address is known here or not. */
export const forgotPasswordAnswerSchema = z.object({ message: z.string() });
export type ForgotPasswordAnswer = z.infer<typeof forgotPasswordAnswerSchema>;

export const resetPasswordSchema = z.object({ token: tokenSchema, password: passwordSchema });

/** `confirm`: of the account's own address. `change`: of the one that takes its place. */
const emailLinkKinds = ["confirm", "change"] as const;
export type EmailLinkKind = (typeof emailLinkKinds)[number];
export const confirmEmailSchema = z.object({
  token: tokenSchema,
  kind: z.enum(emailLinkKinds),
  /** The account's, to confirm its address in a browser that is not signed in to it. */
  password: z.string().max(200).optional(),
  /** Instead of it: takes its place, and ends every way in that there was. */
  newPassword: passwordSchema.optional(),
});
export const confirmEmailAnswerSchema = z.object({ email: z.string() });
export type ConfirmEmailAnswer = z.infer<typeof confirmEmailAnswerSchema>;
