import "server-only";
import { type Db, inTransaction, type Tx } from "../db/client";
import { AppError } from "../errors/app-error";
import type { User } from "../generated/prisma/client";
import { checkPassword, type Guess, hashPassword } from "./password";
import { checkNewPassword } from "./password-rules";
import { revokeSessions } from "./sessions";

type Change = {
  userId: string;
  currentPassword: string;
  newPassword: string;
  /** The session that goes on; all others of the user end. */
  keptSessionId: string | null;
  now: Date;
};

/**
 * Replaces the password of a user who knows the present one. Returns how many other sessions ended.
 * @throws {AppError} sign_in_failed for a wrong current password, invalid_request for a refused new one, over_capacity, and
 *   what `guess` throws
 */
export async function changePassword(db: Db, change: Change, guess: Guess): Promise<number> {
  const { userId, currentPassword, newPassword, keptSessionId, now } = change;
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  await checkNewPassword(newPassword, email, "newPassword");
  const user = await checkPassword(db, email, currentPassword, async () => guess);
  if (!user) throw notCurrent();
  const passwordHash = await hashPassword(newPassword, guess.line);
  const ended = await replaceHash(db, user, { passwordHash, keptSessionId, now });
  if (ended === null) throw notCurrent();
  return ended;
}

/**
 * Gives the user another password, for an operator. `also` happens in the same transaction. Returns how many sessions ended: all there were.
 * @throws {AppError} invalid_request for a password that is refused, over_capacity
 */
export async function setPassword(
  db: Db,
  user: User,
  { password, now, also }: { password: string; now: Date } & Pick<Replacement, "also">,
): Promise<number> {
  await checkNewPassword(password, user.email);
  const passwordHash = await hashPassword(password);
  const ended = await replaceHash(db, user, { passwordHash, keptSessionId: null, now, also });
  if (ended === null) throw new Error(`The password of ${user.email} was changed at this very moment. Try again.`);
  return ended;
}

type Replacement = { passwordHash: string; keptSessionId: string | null; now: Date; also?(tx: Tx): Promise<void> };

/** Null, and nothing is changed, when the user's password is no longer the one that `user` was read with. */
function replaceHash(
  db: Db,
  user: User,
  { passwordHash, keptSessionId, now, also }: Replacement,
): Promise<number | null> {
  return inTransaction(db, async (tx) => {
    // The user first: a sign-in holds this row until its session is there to be ended.
    const { count } = await tx.user.updateMany({
      where: { id: user.id, passwordHash: user.passwordHash },
      data: { passwordHash },
    });
    if (count === 0) return null;
    await also?.(tx);
    return revokeSessions(tx, user.id, keptSessionId, now);
  });
}

const notCurrent = () =>
  new AppError("sign_in_failed", {
    detail: "This is not your current password. Nothing was changed.",
    param: "currentPassword",
  });
