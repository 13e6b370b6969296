import "server-only";
import { grantCredits } from "../credits/ledger";
import { type Db, inTransaction, isUniqueViolation, type Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import { AppError } from "../errors/app-error";
import type { User } from "../generated/prisma/client";
import { hashPassword } from "./password";
import { checkNewPassword } from "./password-rules";

type NewUser = {
  /** Normalized by `emailSchema` of lib/contract: lower case, trimmed. */
  email: string;
  password: string;
  /** Granted in the same transaction; 0 grants nothing. A function decides in that transaction. */
  credits: number | ((tx: Tx) => Promise<number>);
  reason?: string;
  /** What else must happen in that transaction. */
  also?(tx: Tx, user: User): Promise<void>;
};

/** @throws {AppError} email_taken, invalid_request for a password that is refused, over_capacity */
export async function createUser(
  db: Db,
  { email, password, credits, reason = "welcome credits", also }: NewUser,
): Promise<User> {
  await checkNewPassword(password, email);
  // Hashing takes tens of milliseconds, so it stays outside the transaction.
  const passwordHash = await hashPassword(password);
  const create = inTransaction(db, async (tx) => {
    const user = await tx.user.create({ data: { id: createPublicId("usr"), email, passwordHash } });
    const granted = typeof credits === "number" ? credits : await credits(tx);
    if (granted > 0) await grantCredits(tx, { userId: user.id, credits: granted, reason });
    await also?.(tx, user);
    return user;
  });
  return create.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("email_taken", { detail: `An account for ${email} already exists.`, param: "email" });
  });
}
