import "server-only";
import type { Allowance } from "../../accounts/sign-up/sign-up-allowance";
import type { Settings } from "../../env/settings-schema";

export const isSignUpOpen = ({ SIGN_UP }: Pick<Settings, "SIGN_UP">): boolean => SIGN_UP === "open";

/** The credits of a new account, and how many all new ones may get. */
export function readAllowance(settings: Settings): Allowance {
  const { SIGNUP_CREDITS: credits, AUTH_SECRET: secret } = settings;
  return {
    credits,
    perRange: settings.SIGNUP_CREDITS_PER_RANGE_PER_DAY ?? 10 * credits,
    perDay: settings.SIGNUP_CREDITS_PER_DAY ?? 100 * credits,
    secret,
  };
}
