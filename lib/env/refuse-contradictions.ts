import type { z } from "zod";
import { isLoopback, type ProviderSettings, refuseProviders } from "./refuse-providers";

type Named = ProviderSettings & {
  ROLE: string;
  DATABASE_URL?: string;
  S3_BUCKET?: string;
  S3_ACCESS_KEY_ID?: string;
  S3_SECRET_ACCESS_KEY?: string;
  STRIPE_SECRET_KEY?: string;
  STRIPE_API_BASE?: string;
  PUBLIC_URL?: string;
  SMTP_URL?: string;
  MAIL_FROM?: string;
  GITHUB_CLIENT_ID?: string;
  GITHUB_CLIENT_SECRET?: string;
  GOOGLE_CLIENT_ID?: string;
  GOOGLE_CLIENT_SECRET?: string;
  OIDC_ISSUER?: string;
  OIDC_CLIENT_ID?: string;
  OIDC_CLIENT_SECRET?: string;
  SIGNUP_CREDITS: number;
  SIGNUP_CREDITS_PER_RANGE_PER_DAY?: number;
  SIGNUP_CREDITS_PER_DAY?: number;
};

/** Reports settings that are valid on their own but contradict each other. */
export function refuseContradictions(settings: Named, context: z.RefinementCtx): void {
  const refuse = (name: keyof Named, message: string) => context.addIssue({ code: "custom", path: [name], message });
  refuseProviders(settings, refuse);
  if (settings.ROLE !== "all") {
    // Several processes share one database and one storage; the embedded database and the disk belong to one.
    for (const name of ["DATABASE_URL", "S3_BUCKET"] as const) {
      if (!settings[name]) refuse(name, `must be set when ROLE is ${settings.ROLE}`);
    }
  }
  for (const names of together) {
    const set = names.find((name) => settings[name]);
    for (const name of names) if (set && !settings[name]) refuse(name, `must be set together with ${set}`);
  }
  // What it says decides who somebody is: on the way through a network anybody could say it.
  if (settings.OIDC_ISSUER?.startsWith("http:") && !isLoopback(settings.OIDC_ISSUER))
    refuse("OIDC_ISSUER", "must start with https:// unless the provider runs on this machine");
  if (settings.SMTP_URL) {
    if (!settings.MAIL_FROM) refuse("MAIL_FROM", "must be set together with SMTP_URL");
    // Else links would lead where a request says it came to: whoever asks for somebody's reset link could choose where it leads.
    if (!settings.PUBLIC_URL) refuse("PUBLIC_URL", "must be set together with SMTP_URL: links in mails start with it");
  }
  for (const name of ["SIGNUP_CREDITS_PER_RANGE_PER_DAY", "SIGNUP_CREDITS_PER_DAY"] as const) {
    const limit = settings[name] ?? settings.SIGNUP_CREDITS;
    if (limit > 0 && limit < settings.SIGNUP_CREDITS) {
      refuse(name, "must be 0 or at least SIGNUP_CREDITS, or no account would ever get credits");
    }
  }
  // A live key moves real money, so it must never be sent to any host but Stripe's.
  if (settings.STRIPE_API_BASE && settings.STRIPE_SECRET_KEY?.includes("_live_")) {
    refuse("STRIPE_API_BASE", "must not be set together with a live STRIPE_SECRET_KEY");
  }
}

/** Each of them is of use with the others alone. */
const together: (keyof Named)[][] = [
  ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
];
