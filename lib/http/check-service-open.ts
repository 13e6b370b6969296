import "server-only";
import { AppError } from "../errors/app-error";
import type { Caller } from "./callers/caller";
import type { Studio } from "./studio";

/**
 * Refuses before the body is read when nobody could be served.
 * @throws {AppError} maintenance, provider_disabled, not_configured
 */
export async function checkServiceOpen({ settings, provider }: Studio, caller: Caller): Promise<void> {
  if (settings.MAINTENANCE) {
    throw new AppError("maintenance", { detail: "This studio is closed for maintenance.", retryAfterSeconds: 300 });
  }
  if (!settings.API_ENABLED && caller.source === "api") {
    throw new AppError("provider_disabled", {
      detail: "This studio's public API is switched off.",
      retryAfterSeconds: 3600,
    });
  }
  const { large, tiny } = (await provider.capabilities()).models;
  if (large.available || tiny.available) return;
  const detail = large.reason ?? "No model is set up on this studio.";
  throw new AppError("not_configured", { detail, retryAfterSeconds: 3600 });
}
