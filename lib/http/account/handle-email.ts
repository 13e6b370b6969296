import "server-only";
import { cancelEmailChange, requestEmailChange } from "../../accounts/email-address/change-email";
import { askToConfirm } from "../../accounts/email-address/confirm-email";
import type { changeEmailSchema } from "../../contract/accounts/profile";
import { AppError } from "../../errors/app-error";
import { mailDeps } from "../../mail/queue-mail";
import { auditOrigin } from "../auth/callers";
import { countAttempt } from "../route/check-rate";
import type { BodyOf, CallerContext } from "../route/endpoint";
import { proveFreshSession, proveOwner } from "../route/prove-owner";
import type { Studio } from "../studio/studio";

/**
 * Mails the new address a link that makes it the account's. The answer is the same whether the address has an account or not.
 * @throws {AppError} sign_in_failed for a wrong password, or a sign-in that is not fresh; invalid_request, rate_limited,
 *   over_capacity
 */
export async function handleChangeEmail(context: CallerContext & BodyOf<typeof changeEmailSchema>): Promise<Response> {
  const { studio, request, caller, body } = context;
  const { db, settings, clock } = studio;
  const user = await db.user.findUniqueOrThrow({ where: { id: caller.userId } });
  if (body.email === user.email)
    throw new AppError("invalid_request", { detail: "This is your address already.", param: "email" });
  if (user.passwordHash === null) await proveFreshSession(context, "change the address");
  else await proveOwner(context, { password: body.currentPassword }, "currentPassword");
  await countMail(studio, body.email);
  const change = { user, email: body.email, by: auditOrigin(caller, request.headers), now: clock.now() };
  await requestEmailChange({ db, mail: mailDeps(settings) }, change);
  return new Response(null, { status: 202 });
}

export async function handleCancelEmailChange({ studio, caller }: CallerContext): Promise<Response> {
  await cancelEmailChange(studio.db, caller.userId, studio.clock.now());
  return new Response(null, { status: 204 });
}

/** Mails the account's address another link that confirms it; nothing where it is confirmed. @throws {AppError} rate_limited */
export async function handleSendConfirmation({ studio, caller }: CallerContext): Promise<Response> {
  const { db, settings, clock } = studio;
  const user = await db.user.findUniqueOrThrow({ where: { id: caller.userId } });
  if (user.emailConfirmedAt === null) {
    await countMail(studio, user.email);
    await askToConfirm(db, user, { mail: mailDeps(settings), now: clock.now() });
  }
  return new Response(null, { status: 202 });
}

const countMail = ({ limits }: Studio, email: string) =>
  countAttempt(limits.resetEmail, email, (limit) => `At most ${limit} links within an hour are mailed to one address.`);
