import "server-only";
import { createUser } from "../../accounts/create-user";
import { signUpSchema } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import { readJson } from "../route/read-json";
import type { RequestContext } from "../route/request-context";
import { remoteAddress } from "../route/request-origin";
import { refuseForeignOrigin } from "./session-caller";

/** Opens an account with the starting credits. @throws {AppError} sign_up_closed, rate_limited, email_taken, invalid_request */
export async function handleSignUp({ request, studio }: RequestContext): Promise<Response> {
  refuseForeignOrigin(request.headers);
  const { SIGN_UP, SIGNUP_CREDITS } = studio.settings;
  if (SIGN_UP === "closed")
    throw new AppError("sign_up_closed", { detail: "Accounts here are made by the person who runs the studio." });
  const attempt = await studio.limits.signUpAddress.take(remoteAddress(request.headers));
  if (!attempt.allowed) {
    const detail = `At most ${attempt.limit} sign-ups a minute from one address.`;
    throw new AppError("rate_limited", { detail, retryAfterSeconds: attempt.retryAfterSeconds });
  }
  const { email, password } = await readJson(request, signUpSchema);
  const user = await createUser(studio.db, { email, password, credits: SIGNUP_CREDITS });
  return Response.json({ userId: user.id }, { status: 201 });
}
