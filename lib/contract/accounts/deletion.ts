import { z } from "zod";

/** How long an account that is to be deleted can be had back. */
export const deletionDays = 7;

/** What shows that it is the owner who deletes the account: `session` is a sign-in of the last ten minutes. */
export type DeletionProof = "password" | "code" | "session";

/** Asks to delete the account: its address typed again, and the password, or a code of the second factor, where it has one. */
export const deleteAccountSchema = z.object({
  email: z.string().trim().toLowerCase().max(320),
  password: z.string().max(200).optional(),
  code: z.string().trim().max(40).optional(),
});

/** `deletedAt` is when it goes, null where nobody asked; `waitsFor` says why it is still there after that. */
export const deletionSchema = z.object({ deletedAt: z.iso.datetime().nullable(), waitsFor: z.string().nullable() });
export type DeletionAnswer = z.infer<typeof deletionSchema>;

/** What the link of the mail carries. */
export const keepAccountSchema = z.object({ token: z.string().max(100) });
