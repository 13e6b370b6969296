import "server-only";
import type { SignInProblem } from "../../../contract/accounts/sign-in";
import type { SignInOutcome } from "../../auth/admit";
import { isConnecting } from "../../auth/connect-intent";
import type { RequestContext } from "../../route/endpoint";
import { requestOrigin } from "../../studio/request-origin";
import type { NextAuthAnswer } from "./call-next-auth";

/** Where people end who were connecting something. */
const securityPath = "/console/account/security";

/** next-auth's answer, leading to where this studio says what came of it: a code to enter, a problem in words. */
export function leadOn(answer: NextAuthAnswer, outcome: SignInOutcome, context: RequestContext): NextAuthAnswer {
  const path = choosePath(answer, outcome, context);
  if (path === null) return answer;
  const redirect = requestOrigin(context.request.headers) + path;
  const { body } = answer;
  return { ...answer, redirect, body: typeof body === "object" && body ? { ...body, url: redirect } : body };
}

/** A redirect to the page of sign-in, which puts the problem into words. */
export function leadToProblem(problem: SignInProblem, context: RequestContext): Response {
  const Location = requestOrigin(context.request.headers) + pathOfProblem(problem, context);
  return new Response(null, { status: 302, headers: { Location } });
}

/** Null: it is right as it is. */
function choosePath(answer: NextAuthAnswer, outcome: SignInOutcome, context: RequestContext): string | null {
  const { request } = context;
  if (outcome.connect) return `${securityPath}?connect=${outcome.connect}`;
  if (outcome.needsSecondFactor) return `/sign-in/second-factor?${nextOf(answer.redirect, context)}`;
  const isRefused = answer.redirect?.includes("/api/auth/error") || answer.redirect?.endsWith("/api/auth/signin");
  if (!isRefused) return null;
  const secure = requestOrigin(request.headers).startsWith("https:");
  if (isConnecting({ request, secure })) return `${securityPath}?connect=failed`;
  const wasStopped = request.nextUrl.searchParams.get("error") === "access_denied";
  return pathOfProblem(outcome.problem ?? (wasStopped ? "canceled" : "provider_failed"), context);
}

const pathOfProblem = (problem: SignInProblem, context: RequestContext) =>
  `/sign-in?error=${problem}&${nextOf(readReturnCookie(context), context)}`;

/** Where the person was, as next-auth keeps it while somebody is at another service. */
const readReturnCookie = ({ request }: RequestContext): string | null =>
  request.cookies.getAll().find(({ name }) => name.endsWith("next-auth.callback-url"))?.value ?? null;

/** `next=` and the path of an address of this studio; nothing for any other. */
function nextOf(address: string | null, { request }: RequestContext): string {
  const origin = requestOrigin(request.headers);
  const url = address && URL.canParse(address, origin) ? new URL(address, origin) : null;
  return url?.origin === origin ? String(new URLSearchParams({ next: url.pathname + url.search })) : "";
}
