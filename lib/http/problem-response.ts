import "server-only";
import type { NextRequest } from "next/server";
import { headers as names } from "../contract/headers";
import { type Problem, problems } from "../contract/problems";
import { AppError } from "../errors/app-error";
import { log } from "../log/log";
import { requestOrigin } from "./request-origin";

type About = { request: NextRequest; requestId: string; headers: Headers };

/** Turns whatever was thrown into problem+json (RFC 9457). What is not an AppError is a bug: logged whole, told with its id only. */
export function answerProblem(thrown: unknown, { request, requestId, headers }: About): Response {
  const error =
    thrown instanceof AppError
      ? thrown
      : new AppError("internal_error", { detail: "Something went wrong on our side.", cause: thrown });
  const { status, title, fix } = problems[error.code];
  const logger = log().child({ requestId, code: error.code, status });
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
    ...(error.retryAfterSeconds ? { retryAfter: error.retryAfterSeconds } : {}),
    fix,
    error: title,
  };
  headers.set(names.creditsCharged, "0");
  if (error.retryAfterSeconds) headers.set("Retry-After", String(error.retryAfterSeconds));
  return Response.json(problem, { status, headers: { "Content-Type": "application/problem+json; charset=utf-8" } });
}
