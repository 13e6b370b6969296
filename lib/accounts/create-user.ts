import "server-only";
import { writeAudit } from "../audit/write-audit";
import { grantCredits } from "../credits/ledger";
import { type Db, inTransaction, isUniqueViolation, type Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import { AppError } from "../errors/app-error";
import type { User } from "../generated/prisma/client";
import { isFirstAccount } from "./operators";
import { hashPassword } from "./password";
import { checkNewPassword } from "./password-rules";

type Welcome = {
  /** Normalized by `emailSchema` of lib/contract: lower case, trimmed. */
  email: string;
  /** Granted in the same transaction; 0 grants nothing. A function decides in that transaction. */
  credits: number | ((tx: Tx) => Promise<number>);
  reason?: string;
  /** Done in the same transaction, once the account is there. */
  alongside?: (tx: Tx, user: User) => Promise<void>;
  /** The first account of a studio becomes its operator's. For studios where SIGN_UP is closed: elsewhere anybody may be first. */
  firstIsOperator?: boolean;
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
export async function insertUser(tx: Tx, newUser: UserRow): Promise<User> {
  const { credits, reason = "welcome credits", alongside, firstIsOperator = false, ...row } = newUser;
  const role = firstIsOperator && (await isFirstAccount(tx)) ? "operator" : "customer";
  const user = await tx.user.create({ data: { id: createPublicId("usr"), role, ...row } });
  if (role === "operator") {
    const details = { role, reason: "first account" };
    await writeAudit(tx, { actor: "studio" }, { action: "role_changed", userId: user.id, details, at: user.createdAt });
  }
  const granted = typeof credits === "number" ? credits : await credits(tx);
  if (granted > 0) await grantCredits(tx, { userId: user.id, credits: granted, reason });
  await alongside?.(tx, user);
  return user;
}
