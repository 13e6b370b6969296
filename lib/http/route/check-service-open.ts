import "server-only";
import { AppError } from "../../errors/app-error";
import type { Caller } from "../auth/callers";
import type { Studio } from "../studio/studio";

type Door = { studio: Studio; caller?: Pick<Caller, "source"> };

/**
 * Refuses before the body is read when nobody could be served.
 * @throws {AppError} maintenance, provider_disabled, not_configured
 */
export async function checkServiceOpen({ studio, caller }: Door): Promise<void> {
  const { settings, provider } = studio;
  if (settings.MAINTENANCE) {
    throw new AppError("maintenance", {
      detail: "This studio is closed for maintenance. Try again in a few minutes. Nothing was charged.",
      retryAfterSeconds: 300,
    });
  }
  checkApiEnabled({ studio, caller });
  const { large, tiny } = (await provider.capabilities()).models;
  if (large.available || tiny.available) return;
  const detail = large.reason ?? "No model is set up on this studio.";
  throw new AppError("not_configured", { detail, retryAfterSeconds: 3600 });
}

/** @throws {AppError} provider_disabled to callers of the public API when the operator has switched it off */
export function checkApiEnabled({ studio, caller }: Door): void {
  if (studio.settings.API_ENABLED || caller?.source !== "api") return;
  throw new AppError("provider_disabled", {
    detail: "This studio's public API is switched off.",
    retryAfterSeconds: 3600,
  });
}
