import "server-only";
import type { Logger } from "pino";
import type Stripe from "stripe";
import type { Clock } from "../clock/clock";
import type { CreditPack } from "../contract/packs";
import type { Db } from "../db/client";
import type { Settings } from "../env/settings-schema";
import { createStripeClient } from "./stripe/create-stripe-client";

/** The dependencies of the billing flow; tests pass their own. */
export type BillingDeps = {
  db: Db;
  clock: Clock;
  log: Logger;
  /** Null when STRIPE_SECRET_KEY is not set. */
  stripe: Stripe | null;
  webhookSecret: string | null;
  /** Whether the key belongs to Stripe's test mode, where no money moves. */
  testMode: boolean;
  /** For sale now: read at each use. */
  readonly packs: CreditPack[];
  automaticTax: boolean;
  promotionCodes: boolean;
};

export function createBillingDeps(settings: Settings, outside: Pick<BillingDeps, "db" | "clock" | "log">): BillingDeps {
  return {
    ...outside,
    stripe: createStripeClient(settings),
    webhookSecret: settings.STRIPE_WEBHOOK_SECRET ?? null,
    testMode: settings.STRIPE_SECRET_KEY?.includes("_test_") ?? false,
    get packs() {
      return settings.CREDIT_PACKS;
    },
    automaticTax: settings.STRIPE_AUTOMATIC_TAX,
    promotionCodes: settings.STRIPE_PROMOTION_CODES,
  };
}
