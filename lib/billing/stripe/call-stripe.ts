import "server-only";
import { AppError } from "../../errors/app-error";

const retryAfterSeconds = 30;

/**
 * Runs one call of the Stripe SDK, which retries by itself.
 * @throws {AppError} payment_provider_error, with Stripe's error as its cause
 */
export async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw new AppError("payment_provider_error", {
      detail: "The payment service could not be reached or refused the request. Nothing was charged. Try again.",
      retryAfterSeconds,
      cause,
    });
  }
}

/**
 * Whether Stripe answered that the object named by the request parameter `param` does not exist. Checked by shape, because two
 * copies of the SDK may be loaded.
 */
export function isMissingAtStripe(error: unknown, param: string): boolean {
  const cause = error instanceof AppError ? error.cause : error;
  if (typeof cause !== "object" || cause === null || !("code" in cause) || !("param" in cause)) return false;
  return cause.code === "resource_missing" && cause.param === param;
}
