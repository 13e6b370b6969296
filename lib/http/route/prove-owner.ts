import "server-only";
import { checkPassword, type Guess } from "../../accounts/password";
import { acceptCode } from "../../accounts/second-factor/accept-code";
import type { OwnerProof } from "../../contract/accounts/sign-in";
import { inTransaction } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { User } from "../../generated/prisma/client";
import { readSessionId } from "../auth/signed-in-user";
import type { Studio } from "../studio/studio";
import { countAttempt } from "./check-rate";
import type { CallerContext } from "./endpoint";

/**
 * Guesses of a session at its account's password: as many as a browser has that signed in before. Whoever stole it learns the
 * password no sooner, and uses up nobody else's guesses. @param param the field of the password
 */
export function guessOfSession({ signInDevice }: Studio["limits"], key: string, param: string): Guess {
  const allow = async () => {
    const { allowed, limit, retryAfterSeconds } = await signInDevice.take(key);
    if (allowed) return true;
    // Unlike at sign-in there is nothing to hide: the caller knows the account.
    const minutes = Math.ceil(retryAfterSeconds / 60);
    const detail = `The current password was wrong ${limit} times. Try again in ${minutes} minutes. Nothing was changed.`;
    throw new AppError("rate_limited", { detail, param, retryAfterSeconds });
  };
  return { line: "known", allow };
}

/**
 * Checks that a signed-in person is the owner, before something that would lock the owner out: by the password, or by a fresh
 * code of the second factor. A session alone may be somebody else's at an unlocked computer.
 * @param passwordField the field of the form that the password came in
 * @throws {AppError} sign_in_failed, also without either; second_factor_failed, rate_limited, over_capacity
 */
export async function proveOwner(
  context: CallerContext,
  { password, code }: OwnerProof,
  passwordField = "password",
): Promise<User> {
  const { studio, caller, request } = context;
  const { db, limits, settings, clock } = studio;
  const refuse = (detail: string) => new AppError("sign_in_failed", { detail, param: passwordField });
  const user = await db.user.findUniqueOrThrow({ where: { id: caller.userId } });
  const key = `${user.id} ${await readSessionId(request.cookies, request.headers)}`;
  if (password) {
    const guess = guessOfSession(limits, key, passwordField);
    const found = await checkPassword(db, user.email, password, async () => guess);
    if (!found) throw refuse("This is not your password. Nothing was changed.");
    await limits.signInDevice.reset(key);
    return found;
  }
  if (!code) throw refuse("Enter your password. Nothing was changed.");
  const explain = (limit: number) => `At most ${limit} codes in 15 minutes. Wait, or use your password.`;
  await countAttempt(limits.signInDevice, `code ${key}`, explain);
  const signing = { secret: settings.AUTH_SECRET, now: clock.now() };
  const shown = await inTransaction(db, (tx) => acceptCode(tx, user, code, signing));
  if (!shown) throw wrongCode();
  await limits.signInDevice.reset(`code ${key}`);
  return user;
}

/** How long after signing in an account without a password may do what others are asked their password for. */
const freshMs = 10 * 60_000;

/**
 * The same for an account that has nothing to ask for: its session must be one of the last ten minutes.
 * @param toDo in words, such as "delete the account"
 * @throws {AppError} sign_in_failed
 */
export async function proveFreshSession({ studio, request }: CallerContext, toDo: string): Promise<void> {
  const { db, clock } = studio;
  const id = (await readSessionId(request.cookies, request.headers)) ?? "";
  const session = await db.session.findUnique({ where: { id }, select: { createdAt: true } });
  if (session && clock.now().getTime() - session.createdAt.getTime() < freshMs) return;
  const detail = `Sign out and sign in again, then ${toDo} within ten minutes. Nothing was changed.`;
  throw new AppError("sign_in_failed", { detail });
}

export const wrongCode = () =>
  new AppError("second_factor_failed", {
    detail:
      "This code is wrong, too old or was used already. If right codes keep failing, let your phone set its clock by itself.",
    param: "code",
  });
