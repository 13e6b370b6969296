import { AppError } from "../../errors/app-error";
import type { ErrorCode } from "../../errors/error-codes";

/** What is the provider's fault or lack, so that another may do better: not what is wrong with the photo, or what its owner did. */
const providersOwn: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(["over_capacity", "engine_failed", "not_configured", "internal_error"] as const),
  ...(["upstream_error", "upstream_timeout", "upstream_invalid_output"] as const),
]);

/**
 * What says that the provider does not work. A full one works, and so may one whose output of this photo was useless: else one account
 * with such photos could take the provider from all others.
 */
const isFaulty: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(["engine_failed", "not_configured", "internal_error", "upstream_error", "upstream_timeout"] as const),
]);

export type Failure = { code: ErrorCode; isProviders: boolean; isFault: boolean };

/** An error that is none of the product's is a defect of the provider. */
export function judgeFailure(error: unknown): Failure {
  const code = error instanceof AppError ? error.code : "internal_error";
  return { code, isProviders: providersOwn.has(code), isFault: isFaulty.has(code) };
}
