import "server-only";
import { headers as names } from "../../contract/headers";
import { type Problem, problems } from "../../contract/problems";
import { AppError } from "../../errors/app-error";
import { explainFault } from "../../errors/explain-fault";
import { log } from "../../log/log";
import { metrics } from "../../telemetry/metrics";
import { requestOrigin } from "../studio/request-origin";
import type { RequestContext } from "./endpoint";

type About = Pick<RequestContext, "request" | "requestId" | "headers">;

/** Whole seconds to wait where the error itself says none: a queue frees soon, a setting takes a person. */
const retryDefaults: Partial<Record<number, number>> = { 429: 1, 503: 3600 };

/** Turns whatever was thrown into problem+json (RFC 9457). What is not an AppError is a bug: it is logged whole, and the caller gets its id only. */
export function answerProblem(thrown: unknown, { request, requestId, headers }: About): Response {
  const fault = explainFault(thrown);
  const error = fault instanceof AppError ? fault : translate(fault, request);
  const { status, title, fix } = problems[error.code];
  const retryAfter = error.retryAfterSeconds ?? retryDefaults[status];
  metrics().refusals.inc({ code: error.code });
  const logger = log().child({ code: error.code, status });
  if (status >= 500) logger.error({ err: error }, "request failed");
  else logger.info("request refused");

  const problem: Problem = {
    type: `${requestOrigin(request.headers)}/docs#${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    ...(error.param ? { param: error.param } : {}),
    requestId,
    creditsCharged: 0,
    ...(retryAfter ? { retryAfter } : {}),
    fix,
    error: title,
  };
  headers.set(names.creditsCharged, "0");
  if (retryAfter) headers.set("Retry-After", String(retryAfter));
  return Response.json(problem, { status, headers: { "Content-Type": "application/problem+json; charset=utf-8" } });
}

function translate(thrown: unknown, request: RequestContext["request"]): AppError {
  // A caller who hung up makes whatever was reading their request fail; nobody reads the answer, and it is no bug.
  if (request.signal.aborted) {
    return new AppError("invalid_multipart", {
      detail: "The connection was closed before the request had ended.",
      cause: thrown,
    });
  }
  return new AppError("internal_error", { detail: "Something went wrong on our side.", cause: thrown });
}

/** Below /api nothing ever answers HTML, not even an address that does not exist. */
export async function refuseUnknownPath({ request }: RequestContext): Promise<never> {
  throw new AppError("not_found", { detail: `There is nothing at ${request.nextUrl.pathname}.` });
}
