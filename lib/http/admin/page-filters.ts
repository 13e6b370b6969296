import "server-only";
import { z } from "zod";
import { findUserByEmail } from "../../accounts/find-users";
import { studio } from "../studio/studio";

/** Where a page of a list goes on; a cursor that was mistyped or is of another list leads to its beginning. */
export const cursorSchema = z
  .string()
  .regex(/^\d{1,15}_\w{1,100}$/)
  .optional()
  .catch(undefined);

/** An account's email address or id. */
export const accountSchema = z.string().trim().max(254).optional().catch(undefined);

/** The id of that account; undefined for no text, and what finds nothing for an address that no account has. */
export async function idOf(account: string | undefined): Promise<string | undefined> {
  if (!account) return undefined;
  if (!account.includes("@")) return account;
  return (await findUserByEmail(studio().db, account.toLowerCase()))?.id ?? "";
}
