import "server-only";
import { createUser } from "../../accounts/create-user";
import type { signUpSchema } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import type { BodyOf, RequestContext } from "../route/endpoint";
import { remoteAddress } from "../studio/request-origin";

/** Counts the attempt, whatever it sends. @throws {AppError} sign_up_closed, rate_limited */
export async function checkSignUpOpen({ request, studio }: RequestContext): Promise<void> {
  if (studio.settings.SIGN_UP === "closed")
    throw new AppError("sign_up_closed", { detail: "Accounts here are made by the person who runs the studio." });
  const attempt = await studio.limits.signUpAddress.take(remoteAddress(request.headers));
  if (attempt.allowed) return;
  const detail = `At most ${attempt.limit} sign-ups a minute from one address.`;
  throw new AppError("rate_limited", { detail, retryAfterSeconds: attempt.retryAfterSeconds });
}

/** Opens an account with the starting credits. @throws {AppError} email_taken */
export async function handleSignUp({ studio, body }: RequestContext & BodyOf<typeof signUpSchema>): Promise<Response> {
  const user = await createUser(studio.db, { ...body, credits: studio.settings.SIGNUP_CREDITS });
  return Response.json({ userId: user.id }, { status: 201 });
}
