import "server-only";
import { listSignInWays } from "../../../accounts/sign-in/list-sign-in-ways";
import { sendSignInLink } from "../../../accounts/sign-in/sign-in-with-link";
import type { emailLinkSchema } from "../../../contract/accounts/sign-in";
import { AppError } from "../../../errors/app-error";
import { readVisit } from "../../auth/visit";
import { countAttempt } from "../../route/check-rate";
import type { BodyOf, RequestContext } from "../../route/endpoint";
import { remoteAddress } from "../../studio/request-origin";

/** Counts the attempt, whatever it sends. @throws {AppError} not_found where no mail is sent, rate_limited */
export async function checkLinkOffered({ request, studio }: RequestContext): Promise<void> {
  const isOffered = listSignInWays(studio.settings).some(({ way }) => way === "email");
  if (!isOffered) throw new AppError("not_found", { detail: "This studio sends no links to sign in." });
  const explain = (limit: number) => `At most ${limit} attempts a minute from one address.`;
  await countAttempt(studio.limits.signInAddress, `link ${remoteAddress(request.headers)}`, explain);
}

/**
 * Mails a link to sign in. The answer and its time are the same for an address with and without an account: everything that
 * depends on it happens beside the answer.
 */
export async function handleEmailLink({
  studio,
  request,
  body,
}: RequestContext & BodyOf<typeof emailLinkSchema>): Promise<Response> {
  const { db, settings, limits, log } = studio;
  const { mail, now } = readVisit(studio, request.headers);
  const send = async () => {
    // More would be a way to fill somebody's mailbox.
    const { allowed } = await limits.signInRange.take(`link ${body.email}`);
    if (allowed) await sendSignInLink(db, body, { mail, secret: settings.AUTH_SECRET, now });
  };
  void send().catch((err: unknown) => log.error({ err }, "could not make a link to sign in"));
  return new Response(null, { status: 202 });
}
