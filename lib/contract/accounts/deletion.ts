import { z } from "zod";

/** How long an account that is to be deleted can be had back. */
export const deletionDays = 7;

/** Asks to delete the account: its address typed again, and the password where it has one. */
export const deleteAccountSchema = z.object({
  email: z.string().trim().toLowerCase(),
  password: z.string().max(1000).default(""),
});

/** `deletedAt` is when it goes, null where nobody asked; `waitsFor` says why it is still there after that. */
export const deletionSchema = z.object({ deletedAt: z.iso.datetime().nullable(), waitsFor: z.string().nullable() });
export type DeletionAnswer = z.infer<typeof deletionSchema>;

/** What the link of the mail carries. */
export const keepAccountSchema = z.object({ token: z.string().max(100) });
