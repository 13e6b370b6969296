import "server-only";
import { isProvider, listProviders } from "../../accounts/sign-in/list-sign-in-ways";
import { signInProblems } from "../../contract/accounts/sign-in";
import type { Settings } from "../../env/settings-schema";
import { AppError } from "../../errors/app-error";
import { errorCodes } from "../../errors/error-codes";
import { newOutcome, type SignInOutcome } from "../auth/admit";
import { authOptions } from "../auth/auth-options";
import { refuseForeignOrigin } from "../auth/callers";
import { keepConnectIntent } from "../auth/connect-intent";
import { readKnownDevices } from "../auth/device-cookie";
import { countAttempt } from "../route/check-rate";
import type { RequestContext } from "../route/endpoint";
import { answerProblem } from "../route/problem-response";
import { isAtWrongAddress, remoteAddress, requestOrigin } from "../studio/request-origin";
import { callNextAuth, type NextAuthAnswer } from "./sign-in/call-next-auth";
import { leadOn, leadToProblem } from "./sign-in/lead-on";
import { readForm } from "./sign-in/read-form";

type Method = "GET" | "POST";

/**
 * What next-auth serves here, and with which method. Its other addresses (pages of its own design, a log that anybody could
 * write to) are not used and do not exist.
 */
const methods: Partial<Record<string, Method>> = {
  csrf: "GET",
  session: "GET",
  providers: "GET",
  signin: "GET",
  error: "GET",
  "callback/credentials": "POST",
  "callback/email-link": "POST",
  signout: "POST",
};

/** A sign-in by another service starts with a form and ends where that service sends the browser back to. */
function methodOf(action: string, settings: Settings): Method | undefined {
  if (Object.hasOwn(methods, action)) return methods[action];
  const [name, provider, ...rest] = action.split("/");
  const isOffered = listProviders(settings).some((each) => each.provider === provider);
  if (!isOffered || rest.length > 0) return undefined;
  if (name === "signin") return "POST";
  return name === "callback" ? "GET" : undefined;
}

/**
 * Sign-in, sign-out and the session's cookie, by next-auth (its own CSRF token guards the writes).
 * @throws {AppError} not_found, method_not_allowed
 */
export async function handleNextAuth(context: RequestContext): Promise<Response> {
  const { request, params, headers, studio } = context;
  const action = [params.nextauth ?? []].flat().join("/");
  const method = methodOf(action, studio.settings);
  if (!method) throw new AppError("not_found", { detail: `There is nothing at ${request.nextUrl.pathname}.` });
  if (request.method !== method) {
    headers.set("Allow", method);
    throw new AppError("method_not_allowed", { detail: `${request.method} is not possible here; ${method} is.` });
  }
  const secure = requestOrigin(request.headers).startsWith("https:");
  const exchange = { request, headers, secure };
  const outcome = newOutcome();
  if (method === "GET") {
    if (action.startsWith("callback/")) return handleCallback(context, action, outcome);
    return respond(await callNextAuth(context, { action }, authOptions(exchange, outcome)));
  }
  try {
    // next-auth's own token tells foreign pages; one of ours at another address would only be sent in circles.
    if (isAtWrongAddress(request.headers)) refuseForeignOrigin(request);
    await checkAuthRate(context, secure);
    const { connect = null, ...body } = await readForm(context);
    if (isProvider(action.split("/")[1] ?? "")) keepConnectIntent(connect, exchange);
    const answer = await callNextAuth(context, { action, body }, authOptions(exchange, outcome));
    if (body.json === "true") checkAccepted(answer, outcome, headers);
    return respond(leadOn(answer, outcome, context));
  } catch (error) {
    return nameReturn(answerProblem(error, context), context);
  }
}

/** The browser comes back from another service. A person reads every answer, so none is JSON. */
async function handleCallback(context: RequestContext, action: string, outcome: SignInOutcome): Promise<Response> {
  const { request, headers } = context;
  const secure = requestOrigin(request.headers).startsWith("https:");
  try {
    await checkAuthRate(context, secure);
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited") return leadToProblem("rate_limited", context);
    throw error;
  }
  const exchange = { request, headers, secure };
  const answer = await callNextAuth(context, { action }, authOptions(exchange, outcome));
  keepConnectIntent(null, exchange);
  return respond(leadOn(answer, outcome, context));
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
 * @throws {AppError} foreign_origin, sign_in_failed, account_suspended, link_invalid, link_expired, link_used
 */
function checkAccepted(answer: NextAuthAnswer, { problem }: SignInOutcome, kept: Headers): void {
  const isForeign = answer.redirect?.endsWith("?csrf=true");
  if (answer.status < 400 && !isForeign) return;
  for (const cookie of answer.headers.getSetCookie()) kept.append("Set-Cookie", cookie);
  if (isForeign) {
    const detail = "The form's token does not fit this browser's cookie. Load the page again, then repeat it.";
    throw new AppError("foreign_origin", { detail });
  }
  const named = errorCodes.find((code) => code === problem);
  if (named && problem) throw new AppError(named, { detail: signInProblems[problem] });
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
