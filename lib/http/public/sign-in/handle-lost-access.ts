import "server-only";
import { requestReset } from "../../../accounts/lost-access/request-reset";
import { resetPassword } from "../../../accounts/lost-access/reset-password";
import type {
  ForgotPasswordAnswer,
  forgotPasswordSchema,
  resetPasswordSchema,
} from "../../../contract/accounts/lost-access";
import { mailDeps } from "../../../mail/queue-mail";
import { countAttempt } from "../../route/check-rate";
import type { BodyOf, RequestContext } from "../../route/endpoint";
import { remoteRange } from "../../studio/request-origin";

/** Counts what is tried with links for lost access, whatever it sends. @throws {AppError} rate_limited */
export async function countByRange({ request, studio }: RequestContext): Promise<void> {
  const explain = (limit: number) => `At most ${limit} such requests in 15 minutes from one network.`;
  await countAttempt(studio.limits.resetAddress, remoteRange(request.headers), explain);
}

/**
 * Takes down a request for a new password. The answer, and the work that it waits for, is the same for every address: who has an
 * account is looked up afterward, by the queue.
 * @throws {AppError} rate_limited
 */
export async function handleForgotPassword({
  request,
  studio,
  body,
}: RequestContext & BodyOf<typeof forgotPasswordSchema>): Promise<Response> {
  const explain = (limit: number) =>
    `A new password was asked for ${limit} times within an hour for this address. Look for the mails in its inbox and spam.`;
  await countAttempt(studio.limits.resetEmail, body.email, explain);
  await requestReset(studio.db, { email: body.email, ...visitorOf(request.headers) });
  const message = studio.settings.SMTP_URL
    ? "If this address has an account here, a link to choose a new password is on its way to it. It works for an hour."
    : "If this address has an account here, a link to choose a new password is ready. This studio sends no mail, so ask the " +
      "person who runs it for the link. It works for an hour.";
  return Response.json({ message } satisfies ForgotPasswordAnswer, { status: 202 });
}

/**
 * Sets a new password by a link. It signs nobody in: the next page asks for it, and for the second factor where there is one.
 * @throws {AppError} link_invalid, link_expired, link_used, account_suspended, invalid_request, over_capacity
 */
export async function handleResetPassword({
  request,
  studio,
  body,
  log,
}: RequestContext & BodyOf<typeof resetPasswordSchema>): Promise<Response> {
  const { db, settings, clock } = studio;
  const isMailed = settings.SMTP_URL !== undefined;
  const reset = { ...body, isMailed, now: clock.now(), by: visitorOf(request.headers) };
  const sessionsEnded = await resetPassword({ db, mail: mailDeps(settings) }, reset);
  log.info({ sessionsEnded }, "password reset by a link");
  return new Response(null, { status: 204 });
}

/** Where somebody is who has only a link, for the audit log. */
export const visitorOf = (headers: Headers): { addressRange: string; userAgent: string | null } => ({
  addressRange: remoteRange(headers),
  userAgent: headers.get("user-agent"),
});
