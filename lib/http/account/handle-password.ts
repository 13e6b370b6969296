import "server-only";
import { changePassword } from "../../accounts/change-password";
import type { Guess } from "../../accounts/password";
import type { changePasswordSchema } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import { mailDeps } from "../../mail/queue-mail";
import { auditOrigin } from "../auth/callers";
import { readSessionId } from "../auth/signed-in-user";
import type { BodyOf, CallerContext } from "../route/endpoint";
import type { Studio } from "../studio/studio";

/**
 * Changes the caller's password and ends their other sessions. A session may guess the current one as often as a browser that
 * signed in before: whoever stole it learns the password no sooner, and uses up nobody else's guesses.
 * @throws {AppError} sign_in_failed, invalid_request, rate_limited, over_capacity
 */
export async function handleChangePassword(
  context: CallerContext & BodyOf<typeof changePasswordSchema>,
): Promise<Response> {
  const { studio, request, caller, body, log } = context;
  const { userId } = caller;
  const keptSessionId = await readSessionId(request.cookies, request.headers);
  const key = `${userId} ${keptSessionId}`;
  const by = auditOrigin(caller, request.headers);
  const change = { ...body, userId, keptSessionId, by, now: studio.clock.now() };
  const deps = { db: studio.db, mail: mailDeps(studio.settings) };
  const sessionsEnded = await changePassword(deps, change, guessOfSession(studio.limits, key));
  await studio.limits.signInDevice.reset(key);
  log.info({ userId, sessionsEnded }, "password changed");
  return new Response(null, { status: 204 });
}

/** A guess of the account's password by the session `key`, "user id, session id". It throws rate_limited past the limit. */
export function guessOfSession({ signInDevice }: Studio["limits"], key: string): Guess {
  const allow = async () => {
    const { allowed, limit, retryAfterSeconds } = await signInDevice.take(key);
    if (allowed) return true;
    // Unlike at sign-in there is nothing to hide: the caller knows the account.
    const minutes = Math.ceil(retryAfterSeconds / 60);
    const detail = `The current password was wrong ${limit} times. Try again in ${minutes} minutes. Nothing was changed.`;
    throw new AppError("rate_limited", { detail, param: "currentPassword", retryAfterSeconds });
  };
  return { line: "known", allow };
}
