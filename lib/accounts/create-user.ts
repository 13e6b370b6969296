import "server-only";
import { grantCredits } from "../credits/ledger";
import { type Db, inTransaction, isUniqueViolation, type Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import { AppError } from "../errors/app-error";
import type { User } from "../generated/prisma/client";
import { hashPassword } from "./password";
import { checkNewPassword } from "./password-rules";

type Welcome = {
  /** Normalized by `emailSchema` of lib/contract: lower case, trimmed. */
  email: string;
  /** Granted in the same transaction; 0 grants nothing. A function decides in that transaction. */
  credits: number | ((tx: Tx) => Promise<number>);
  reason?: string;
};
type NewUser = Welcome & { password: string };
/** Without a password for who signs in another way. */
type UserRow = Welcome & { passwordHash: string | null; emailConfirmedAt?: Date };

/** @throws {AppError} email_taken, invalid_request for a password that is refused, over_capacity */
export async function createUser(db: Db, { password, ...welcome }: NewUser): Promise<User> {
  await checkNewPassword(password, welcome.email);
  // Hashing takes tens of milliseconds, so it stays outside the transaction.
  const passwordHash = await hashPassword(password);
  const create = inTransaction(db, (tx) => insertUser(tx, { ...welcome, passwordHash }));
  return create.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("email_taken", { detail: `An account for ${welcome.email} already exists.`, param: "email" });
  });
}

/** The account and its first credits. Fails with the database's unique violation where the email has an account. */
export async function insertUser(tx: Tx, { credits, reason = "welcome credits", ...row }: UserRow): Promise<User> {
  const user = await tx.user.create({ data: { id: createPublicId("usr"), ...row } });
  const granted = typeof credits === "number" ? credits : await credits(tx);
  if (granted > 0) await grantCredits(tx, { userId: user.id, credits: granted, reason });
  return user;
}
