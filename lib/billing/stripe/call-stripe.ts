import "server-only";
import { AppError } from "../../errors/app-error";

const retryAfterSeconds = 30;

/**
 * Runs one call of the SDK, which has retried on its own already.
 * @throws {AppError} payment_provider_error, with what Stripe said as its cause
 */
export async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw new AppError("payment_provider_error", {
      detail: "The payment service could not be reached or refused. Nothing was charged; please try again.",
      retryAfterSeconds,
      cause,
    });
  }
}

/** Stripe knows no such object; `param` names what of the request it was. By shape: two copies of the SDK may be loaded. */
export function isMissingAtStripe(error: unknown, param: string): boolean {
  const cause = error instanceof AppError ? error.cause : error;
  if (typeof cause !== "object" || cause === null || !("code" in cause) || !("param" in cause)) return false;
  return cause.code === "resource_missing" && cause.param === param;
}
