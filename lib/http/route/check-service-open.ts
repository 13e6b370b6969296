import "server-only";
import type { Settings } from "../../env/settings-schema";
import { AppError } from "../../errors/app-error";
import { formatMoment } from "../../format/format-dates";
import type { Caller } from "../auth/callers";
import type { Studio } from "../studio/studio";

type Door = { studio: Studio; caller?: Pick<Caller, "source" | "isLeaving"> };

/**
 * Refuses before the body is read when nobody could be served.
 * @throws {AppError} maintenance, account_suspended, provider_disabled, not_configured
 */
export async function checkServiceOpen({ studio, caller }: Door): Promise<void> {
  const { settings, provider, clock } = studio;
  if (settings.MAINTENANCE) throw closedForMaintenance(settings, clock.now());
  refuseLeaving(caller);
  checkApiEnabled({ studio, caller });
  const { large, tiny } = (await provider.capabilities()).models;
  if (large.available || tiny.available) return;
  const detail = large.reason ?? "No model is set up on this studio.";
  throw new AppError("not_configured", { detail, retryAfterSeconds: 3600 });
}

/** Where the operator named no time, or it is over. */
const usualPauseSeconds = 300;

function closedForMaintenance(
  { MAINTENANCE_MESSAGE: message, MAINTENANCE_UNTIL: until }: Settings,
  now: Date,
): AppError {
  const seconds = until ? Math.ceil((new Date(until).getTime() - now.getTime()) / 1000) : 0;
  const when = until && seconds > 0 ? ` until ${formatMoment(new Date(until))}.` : ". Try again in a few minutes.";
  const said = message ? ` ${message}` : "";
  return new AppError("maintenance", {
    detail: `This studio is closed for maintenance${when}${said} Nothing was charged.`,
    retryAfterSeconds: seconds > 0 ? seconds : usualPauseSeconds,
  });
}

/** @throws {AppError} provider_disabled to callers of the public API when the operator has switched it off */
export function checkApiEnabled({ studio, caller }: Door): void {
  if (studio.settings.API_ENABLED || caller?.source !== "api") return;
  throw new AppError("provider_disabled", {
    detail: "This studio's public API is switched off.",
    retryAfterSeconds: 3600,
  });
}

/** @throws {AppError} account_suspended for an account that is about to be deleted */
export function refuseLeaving(caller?: Pick<Caller, "isLeaving">): void {
  if (!caller?.isLeaving) return;
  throw new AppError("account_suspended", {
    detail:
      "This account is about to be deleted, so nothing new is begun. Keep the account first, under Account, Your data.",
  });
}
