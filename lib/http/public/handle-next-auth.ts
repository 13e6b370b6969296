import "server-only";
import { AppError } from "../../errors/app-error";
import { authOptions } from "../auth/auth-options";
import { refuseForeignOrigin } from "../auth/callers";
import { readKnownDevices } from "../auth/device-cookie";
import { countAttempt } from "../route/check-rate";
import type { RequestContext } from "../route/endpoint";
import { answerProblem } from "../route/problem-response";
import { isAtWrongAddress, remoteAddress, requestOrigin } from "../studio/request-origin";
import { callNextAuth, type NextAuthAnswer } from "./sign-in/call-next-auth";
import { readForm } from "./sign-in/read-form";

/**
 * What next-auth serves here, and with which method. Its other addresses (pages of its own design, a log that anybody could
 * write to) are not used and do not exist.
 */
const methods: Partial<Record<string, "GET" | "POST">> = {
  csrf: "GET",
  session: "GET",
  providers: "GET",
  signin: "GET",
  error: "GET",
  "callback/credentials": "POST",
  signout: "POST",
};

/**
 * Sign-in, sign-out and the session's cookie, by next-auth (its own CSRF token guards the writes).
 * @throws {AppError} not_found, method_not_allowed
 */
export async function handleNextAuth(context: RequestContext): Promise<Response> {
  const { request, params, headers } = context;
  const action = [params.nextauth ?? []].flat().join("/");
  const method = Object.hasOwn(methods, action) ? methods[action] : undefined;
  if (!method) throw new AppError("not_found", { detail: `There is nothing at ${request.nextUrl.pathname}.` });
  if (request.method !== method) {
    headers.set("Allow", method);
    throw new AppError("method_not_allowed", { detail: `${request.method} is not possible here; ${method} is.` });
  }
  const secure = requestOrigin(request.headers).startsWith("https:");
  if (method === "GET")
    return respond(await callNextAuth(context, { action }, authOptions({ request, headers, secure })));
  try {
    // next-auth's own token tells foreign pages; one of ours at another address would only be sent in circles.
    if (isAtWrongAddress(request.headers)) refuseForeignOrigin(request);
    await checkAuthRate(context, secure);
    const body = await readForm(context);
    const answer = await callNextAuth(context, { action, body }, authOptions({ request, headers, secure }));
    if (body.json === "true") checkAccepted(answer, headers);
    return respond(answer);
  } catch (error) {
    return nameReturn(answerProblem(error, context), context);
  }
}

/**
 * Before anything of the body is read. A browser that signed in before is counted by itself: a stranger behind the same
 * address cannot use up its tries.
 * @throws {AppError} rate_limited
 */
async function checkAuthRate({ request, studio }: RequestContext, secure: boolean): Promise<void> {
  const [known] = await readKnownDevices(studio, { request, secure });
  const counted = known ? `device ${known.deviceId}` : remoteAddress(request.headers);
  const explain = (limit: number) => `At most ${limit} sign-ins and sign-outs a minute from one address.`;
  await countAttempt(studio.limits.authAddress, counted, explain);
}

/**
 * next-auth says what it refuses only in the address that it sends the form to.
 * @throws {AppError} foreign_origin, sign_in_failed
 */
function checkAccepted({ status, redirect, headers }: NextAuthAnswer, kept: Headers): void {
  const isForeign = redirect?.endsWith("?csrf=true");
  if (status < 400 && !isForeign) return;
  for (const cookie of headers.getSetCookie()) kept.append("Set-Cookie", cookie);
  if (isForeign) {
    const detail = "The form's token does not fit this browser's cookie. Load the page again, then repeat it.";
    throw new AppError("foreign_origin", { detail });
  }
  throw new AppError("sign_in_failed", {
    detail: "The email or password is wrong, or there were too many attempts. Wait 15 minutes and try again.",
  });
}

function respond({ status, headers, redirect, body }: NextAuthAnswer): Response {
  if (status === 302 && redirect) headers.set("Location", redirect);
  if (typeof body === "object" && body !== null) return Response.json(body, { status, headers });
  return new Response(typeof body === "string" ? body : null, { status, headers });
}

/** next-auth's script in the browser takes an answer without `url` for a studio that did not answer. */
async function nameReturn(answer: Response, { request }: RequestContext): Promise<Response> {
  const problem: { code: string } = await answer.json();
  const url = `${requestOrigin(request.headers)}/sign-in?error=${problem.code}`;
  return Response.json({ ...problem, url }, answer);
}
