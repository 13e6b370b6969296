import "server-only";
import { changePassword } from "../../accounts/change-password";
import type { changePasswordSchema } from "../../contract/requests";
import { mailDeps } from "../../mail/queue-mail";
import { auditOrigin } from "../auth/callers";
import { readSessionId } from "../auth/signed-in-user";
import type { BodyOf, CallerContext } from "../route/endpoint";
import { guessOfSession } from "../route/prove-owner";

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
  const sessionsEnded = await changePassword(deps, change, guessOfSession(studio.limits, key, "currentPassword"));
  await studio.limits.signInDevice.reset(key);
  log.info({ userId, sessionsEnded }, "password changed");
  return new Response(null, { status: 204 });
}
