import { expect } from "@playwright/test";
import { headers as names } from "../../lib/contract/headers";
import { problemSchema, problems } from "../../lib/contract/problems";
import type { ErrorCode } from "../../lib/errors/error-codes";
import { type Answer, problemOf } from "./call-colorize";

/** The one shape of every error: problem+json with the code's status and title, nothing charged, and when to come back. */
export function expectProblem(answer: Answer, code: ErrorCode, param?: string): void {
  const { status, title, fix } = problems[code];
  expect(problemOf(answer)).toMatchObject({ code, status, title, fix, error: title, creditsCharged: 0 });
  expect(answer.status).toBe(status);
  expect(problemSchema.safeParse(answer.body).error).toBeUndefined();
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get(names.requestId)).toBe(problemOf(answer).requestId);
  expect(answer.headers.get(names.creditsCharged)).toBe("0");
  if (param) expect(problemOf(answer).param).toBe(param);
  if (status === 429 || status === 503) {
    expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
    expect(problemOf(answer).retryAfter).toBe(Number(answer.headers.get("retry-after")));
  }
}
