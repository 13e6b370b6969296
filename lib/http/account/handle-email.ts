import "server-only";
import { cancelEmailChange, requestEmailChange } from "../../accounts/email-address/change-email";
import { askToConfirm } from "../../accounts/email-address/confirm-email";
import { checkPassword } from "../../accounts/password";
import type { changeEmailSchema } from "../../contract/accounts/profile";
import { AppError } from "../../errors/app-error";
import type { User } from "../../generated/prisma/client";
import { mailDeps } from "../../mail/queue-mail";
import { auditOrigin } from "../auth/callers";
import { readSessionId } from "../auth/signed-in-user";
import { countAttempt } from "../route/check-rate";
import type { BodyOf, CallerContext } from "../route/endpoint";
import { guessOfSession } from "../route/prove-owner";
import type { Studio } from "../studio/studio";

/** How long after signing in an account without a password may do what others are asked their password for. */
const freshMs = 10 * 60_000;

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
  await checkOwner(context, user);
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

/** A session alone may be somebody else's at an unlocked computer. */
async function checkOwner(context: CallerContext & { body: { currentPassword: string } }, user: User): Promise<void> {
  const { studio, request, body } = context;
  const sessionId = await readSessionId(request.cookies, request.headers);
  if (user.passwordHash === null) return checkFresh(studio, sessionId);
  const key = `${user.id} ${sessionId}`;
  const guess = guessOfSession(studio.limits, key, "currentPassword");
  if (!(await checkPassword(studio.db, user.email, body.currentPassword, async () => guess))) {
    const detail = "This is not your current password. Nothing was changed.";
    throw new AppError("sign_in_failed", { detail, param: "currentPassword" });
  }
  await studio.limits.signInDevice.reset(key);
}

async function checkFresh({ db, clock }: Studio, sessionId: string | null): Promise<void> {
  const session = sessionId ? await db.session.findUnique({ where: { id: sessionId } }) : null;
  if (session && clock.now().getTime() - session.createdAt.getTime() < freshMs) return;
  const detail = "Sign out and sign in again, then change the address within ten minutes. Nothing was changed.";
  throw new AppError("sign_in_failed", { detail });
}
