import type { z } from "zod";

type ErrorType = "invalid_request_error" | "api_error" | "idempotency_error" | "authentication_error";

/** An answer that is not 2xx, in the shape in which Stripe gives it. */
export class StripeError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly rest: { type?: ErrorType; code?: string; param?: string } = {},
  ) {
    super(message);
  }

  body(): { error: Record<string, string> } {
    const { type = "invalid_request_error", code, param } = this.rest;
    return { error: { type, message: this.message, ...(code && { code }), ...(param && { param }) } };
  }
}

/** What is named in the path is 404, what a parameter names is 400: so does Stripe. */
export function missingError(kind: string, id: string, param?: string): StripeError {
  const status = param ? 400 : 404;
  return new StripeError(status, `No such ${kind}: '${id}'`, { code: "resource_missing", param: param ?? "id" });
}

const toParam = ([first, ...rest]: PropertyKey[]) =>
  `${String(first)}${rest.map((key) => `[${String(key)}]`).join("")}`;

/** The first thing wrong with the parameters, in Stripe's words. */
export function parameterError({ issues: [issue] }: z.ZodError): StripeError {
  if (!issue) return new StripeError(400, "Invalid request");
  if (issue.code === "unrecognized_keys") {
    const param = toParam([...issue.path, issue.keys[0] ?? ""]);
    return new StripeError(400, `Received unknown parameter: ${param}`, { code: "parameter_unknown", param });
  }
  const param = toParam(issue.path);
  if (issue.code === "invalid_type" && issue.input === undefined) {
    return new StripeError(400, `Missing required param: ${param}.`, { code: "parameter_missing", param });
  }
  return new StripeError(400, `Invalid ${param}: ${issue.message}`, { param });
}
