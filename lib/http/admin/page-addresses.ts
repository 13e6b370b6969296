import "server-only";
import { notFound } from "next/navigation";
import { z } from "zod";
import { findUserByEmail } from "../../accounts/find-users";
import { AppError } from "../../errors/app-error";
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

/** For pages: what does not exist is the page that says so. */
export function orNotFound<Found>(reading: Promise<Found>): Promise<Found> {
  return reading.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
}
