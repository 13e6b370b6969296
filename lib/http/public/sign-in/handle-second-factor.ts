import "server-only";
import { findPendingSession } from "../../../accounts/sessions";
import { finishSecondFactor } from "../../../accounts/sign-in/finish-second-factor";
import { recordRefusal } from "../../../accounts/sign-in/start-session";
import type { secondFactorCodeSchema } from "../../../contract/accounts/sign-in";
import { AppError } from "../../../errors/app-error";
import { setSessionCookie } from "../../auth/session-cookie";
import { readSessionId } from "../../auth/signed-in-user";
import { keepDevice, readDeviceVisit } from "../../auth/visit";
import { countAttempt } from "../../route/check-rate";
import type { BodyOf, RequestContext } from "../../route/endpoint";
import { wrongCode } from "../../route/prove-owner";
import { requestOrigin } from "../../studio/request-origin";
import type { Studio } from "../../studio/studio";

/**
 * The second step of signing in. Right: the browser gets another session in place of the one that waited.
 * @throws {AppError} sign_in_required when none waits any more, second_factor_failed, rate_limited
 */
export async function handleSecondFactor(
  context: RequestContext & BodyOf<typeof secondFactorCodeSchema>,
): Promise<Response> {
  const { request, headers, studio, body } = context;
  const { db, settings, clock, limits } = studio;
  const id = await readSessionId(request.cookies, request.headers);
  const pending = id && (await findPendingSession(db, id, clock.now()));
  if (!pending) {
    const detail = "There is no sign-in here that waits for a code. It waits 10 minutes. Sign in again.";
    throw new AppError("sign_in_required", { detail });
  }
  const secure = requestOrigin(request.headers).startsWith("https:");
  const exchange = { request, headers, secure };
  const { devices, ...browser } = await readDeviceVisit(studio, exchange);
  const { userId } = pending;
  const visit = { ...browser, isKnownDevice: browser.isKnownDevice(userId), secret: settings.AUTH_SECRET };
  const deviceId = devices.find((device) => device.userId === userId)?.deviceId ?? null;
  const giveBack = await countCode(limits, { userId, sessionId: pending.id, deviceId });
  const session = await finishSecondFactor(db, pending, body.code, visit);
  if (!session) {
    await recordRefusal(db, userId, "second factor", visit);
    throw wrongCode();
  }
  await giveBack();
  await setSessionCookie(studio, session.id, exchange);
  await keepDevice(studio, userId, devices, exchange);
  return new Response(null, { status: 204 });
}

type Guesser = { userId: string; sessionId: string; deviceId: string | null };

/**
 * A session that waits has 5 codes. All strangers together, who know the password and can start any number of them, have 10 in 15
 * minutes; a device that signed in before has 10 of its own, so strangers lock nobody out.
 * @throws {AppError} rate_limited
 */
async function countCode(
  { signInRange, signInDevice, signInAccount }: Studio["limits"],
  { userId, sessionId, deviceId }: Guesser,
): Promise<() => Promise<void>> {
  const explain = (limit: number) => `At most ${limit} codes in 15 minutes. Wait, then sign in again.`;
  await countAttempt(signInRange, `code ${sessionId}`, explain);
  const [limit, key] = deviceId
    ? ([signInDevice, `code ${userId} ${deviceId}`] as const)
    : ([signInAccount, `code ${userId}`] as const);
  await countAttempt(limit, key, explain);
  return () => limit.giveBack(key);
}
