import { z } from "zod";
import type { ZodOpenApiResponseObject } from "zod-openapi";
import type { ErrorCode } from "../../errors/error-codes";
import { type Problem, problems } from "../problems";
import { responseHeaders } from "./response-headers";

const paramOf: Partial<Record<ErrorCode, string>> = {
  invalid_model: "model",
  invalid_boolean: "clean_scratches",
  invalid_option: "strength",
};
/** These can occur both before and after the job was created. */
const afterJob: readonly ErrorCode[] = [
  "upstream_error",
  "over_capacity",
  "job_canceled",
  "engine_failed",
  "not_configured",
];
/** Of their statuses, these occur only once the form of a colorize request is read. */
const afterForm: readonly ErrorCode[] = [
  "image_missing",
  "insufficient_credits",
  "key_budget_exceeded",
  "idempotency_in_progress",
  "idempotency_mismatch",
  "job_deleted",
  "over_capacity",
  "upstream_error",
];

const hasRetryAfter = (status: number) => status === 429 || status === 503;

/** An example of a problem with this code. */
function writeExample(code: ErrorCode): Problem {
  const { status, title, fix } = problems[code];
  const param = code.startsWith("image_") ? "image" : paramOf[code];
  return {
    type: `https://studio.example.org/docs#${code}`,
    title,
    status,
    detail: `${title}.`,
    code,
    ...(param ? { param } : {}),
    requestId: "req_6c1d2f0a9b8e4d73a5f1c0b2e3d4f5a6",
    creditsCharged: 0,
    ...(hasRetryAfter(status) || code === "idempotency_in_progress" ? { retryAfter: 30 } : {}),
    fix,
    error: title,
  };
}

function chooseHeaders(status: number, codes: readonly ErrorCode[]): z.ZodObject {
  const { refused, turnedAway, knownCaller, maybeJob, form, retryAfter, maybeRetryAfter } = responseHeaders;
  // Of a key that may not do this, or not from there, the account's balance is not told.
  const forbidden = { ...z.object(knownCaller).partial().shape, ...refused };
  // Without a valid key there is no balance to report, and an internal error can occur before the key is checked.
  const isUnknown = status === 401 || status === 500;
  return z.object({
    ...(isUnknown ? refused : status === 403 ? forbidden : hasRetryAfter(status) ? turnedAway : knownCaller),
    ...(codes.some((code) => afterJob.includes(code)) ? maybeJob : {}),
    ...(codes.some((code) => afterForm.includes(code)) ? form : {}),
    ...(hasRetryAfter(status) ? retryAfter : {}),
    ...(codes.includes("idempotency_in_progress") ? maybeRetryAfter : {}),
  });
}

/** One response per status of the codes, with the problem's schema, its possible codes and an example of each. */
export function describeProblems(codes: readonly ErrorCode[]): Record<`${number}`, ZodOpenApiResponseObject> {
  const statuses = [...new Set(codes.map((code) => problems[code].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => [
      `${status}`,
      describeProblem(
        status,
        codes.filter((code) => problems[code].status === status),
      ),
    ]),
  );
}

function describeProblem(status: number, codes: readonly ErrorCode[]): ZodOpenApiResponseObject {
  return {
    description: [...new Set(codes.map((code) => problems[code].title))].join(", "),
    headers: chooseHeaders(status, codes),
    content: {
      "application/problem+json": {
        schema: {
          allOf: [
            { $ref: "#/components/schemas/Problem" },
            { type: "object", properties: { status: { const: status }, code: { enum: [...codes] } } },
          ],
        },
        examples: Object.fromEntries(
          codes.map((code) => [code, { summary: problems[code].title, value: writeExample(code) }]),
        ),
      },
    },
  };
}
