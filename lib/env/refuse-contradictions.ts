import type { z } from "zod";

type Named = {
  COLORIZE_PROVIDER: string;
  PIXOMAX_URL?: string;
  PIXOMAX_API_KEY?: string;
  STRIPE_SECRET_KEY?: string;
  STRIPE_API_BASE?: string;
};

/** Reports settings that are valid on their own but contradict each other. */
export function refuseContradictions(settings: Named, context: z.RefinementCtx): void {
  const refuse = (name: keyof Named, message: string) => context.addIssue({ code: "custom", path: [name], message });
  if (settings.COLORIZE_PROVIDER === "pixomax") {
    for (const name of ["PIXOMAX_URL", "PIXOMAX_API_KEY"] as const) {
      if (!settings[name]) refuse(name, "must be set when COLORIZE_PROVIDER is pixomax");
    }
  }
  // A live key moves real money, so it must never be sent to any host but Stripe's.
  if (settings.STRIPE_API_BASE && settings.STRIPE_SECRET_KEY?.includes("_live_")) {
    refuse("STRIPE_API_BASE", "must not be set together with a live STRIPE_SECRET_KEY");
  }
}
