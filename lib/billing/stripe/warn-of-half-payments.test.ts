import { expect, test } from "vitest";
import { createLog } from "../../log/log";
import { TestBilling } from "../../testing/billing";
import { setUp, setUpDatabase } from "../../testing/set-up";
import type { BillingDeps } from "../billing-deps";
import { warnOfHalfPayments } from "./check-payments";

const billing = setUp(setUpDatabase(), new TestBilling());

function logOfStart(keys: Partial<Pick<BillingDeps, "stripe" | "webhookSecret">>): string {
  const lines: string[] = [];
  const log = createLog("warn", { write: (line) => lines.push(line) });
  warnOfHalfPayments({ ...billing.deps, ...keys, log });
  return lines.join("");
}

test("a key without the webhook's secret is warned of at the start, by name, and so is the reverse", () => {
  expect(logOfStart({ webhookSecret: null })).toContain("STRIPE_WEBHOOK_SECRET must be set");
  expect(logOfStart({ stripe: null })).toContain("STRIPE_SECRET_KEY must be set");
});

test("no keys at all is a choice, and so are both: nothing is said", () => {
  expect(logOfStart({ stripe: null, webhookSecret: null })).toBe("");
  expect(logOfStart({})).toBe("");
});
