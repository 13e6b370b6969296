import "server-only";
import { signUp } from "../../accounts/sign-up/sign-up";
import type { SignUpAnswer, signUpSchema } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import { checkConsent } from "../../legal/consent";
import { mailDeps } from "../../mail/queue-mail";
import { countAttempt } from "../route/check-rate";
import type { BodyOf, RequestContext } from "../route/endpoint";
import { remoteAddress, remoteRange } from "../studio/request-origin";
import { isSignUpOpen, readAllowance } from "../studio/sign-up-rules";

/** Counts the attempt, whatever it sends. @throws {AppError} sign_up_closed, rate_limited */
export async function checkSignUpOpen({ request, studio }: RequestContext): Promise<void> {
  if (!isSignUpOpen(studio.settings))
    throw new AppError("sign_up_closed", { detail: "Accounts here are made by the person who runs the studio." });
  const explain = (limit: number) => `At most ${limit} sign-ups a minute from one address.`;
  await countAttempt(studio.limits.signUpAddress, remoteAddress(request.headers), explain);
}

const withheld =
  "The account is ready, but without free credits: today's for new accounts are given out. " +
  "The person who runs the studio can add some.";

/**
 * Opens an account with the starting credits; without them, and the answer says why, where the day's are given out.
 * @throws {AppError} email_taken, over_capacity, invalid_request for a password that is easily guessed and without consent to
 * the studio's pages
 */
export async function handleSignUp(context: RequestContext & BodyOf<typeof signUpSchema>): Promise<Response> {
  const { studio, request, body } = context;
  const allowance = readAllowance(studio.settings);
  const { email, password } = body;
  const range = remoteRange(request.headers);
  const now = studio.clock.now();
  const version = await checkConsent(studio, body.consent);
  const origin = { actor: "owner", addressRange: range, userAgent: request.headers.get("user-agent") } as const;
  const consent = version === null ? null : { version, at: now, origin };
  const { user, credits } = await signUp(
    { ...studio, mail: mailDeps(studio.settings) },
    { email, password, range, userAgent: origin.userAgent, now, consent },
    allowance,
  );
  const notice = credits < allowance.credits ? { notice: withheld } : {};
  return Response.json({ userId: user.id, credits, ...notice } satisfies SignUpAnswer, { status: 201 });
}
