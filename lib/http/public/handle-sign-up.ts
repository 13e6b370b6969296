import "server-only";
import { signUp } from "../../accounts/sign-up/sign-up";
import type { SignUpAnswer, signUpSchema } from "../../contract/requests";
import type { Settings } from "../../env/settings-schema";
import { AppError } from "../../errors/app-error";
import { mailDeps } from "../../mail/queue-mail";
import { countAttempt } from "../route/check-rate";
import type { BodyOf, RequestContext } from "../route/endpoint";
import { remoteAddress, remoteRange } from "../studio/request-origin";

/** Counts the attempt, whatever it sends. @throws {AppError} sign_up_closed, rate_limited */
export async function checkSignUpOpen({ request, studio }: RequestContext): Promise<void> {
  if (studio.settings.SIGN_UP === "closed")
    throw new AppError("sign_up_closed", { detail: "Accounts here are made by the person who runs the studio." });
  const explain = (limit: number) => `At most ${limit} sign-ups a minute from one address.`;
  await countAttempt(studio.limits.signUpAddress, remoteAddress(request.headers), explain);
}

const withheld =
  "The account is ready, but without free credits: today's for new accounts are given out. " +
  "The person who runs the studio can add some.";

/**
 * Opens an account with the starting credits; without them, and the answer says why, where the day's are given out.
 * @throws {AppError} email_taken, invalid_request for a password that is easily guessed, over_capacity
 */
export async function handleSignUp(context: RequestContext & BodyOf<typeof signUpSchema>): Promise<Response> {
  const { studio, request, body } = context;
  const allowance = readAllowance(studio.settings);
  const visitor = { range: remoteRange(request.headers), now: studio.clock.now() };
  const { user, credits } = await signUp(
    { ...studio, mail: mailDeps(studio.settings) },
    { ...body, ...visitor },
    allowance,
  );
  const notice = credits < allowance.credits ? { notice: withheld } : {};
  return Response.json({ userId: user.id, credits, ...notice } satisfies SignUpAnswer, { status: 201 });
}

function readAllowance(settings: Settings) {
  const { SIGNUP_CREDITS: credits, AUTH_SECRET: secret } = settings;
  return {
    credits,
    perRange: settings.SIGNUP_CREDITS_PER_RANGE_PER_DAY ?? 10 * credits,
    perDay: settings.SIGNUP_CREDITS_PER_DAY ?? 100 * credits,
    secret,
  };
}
