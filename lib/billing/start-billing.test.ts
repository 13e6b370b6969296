import { expect, test } from "vitest";
import { createLog } from "../log/log";
import { TestBilling } from "../testing/billing";
import { setUp, setUpDatabase } from "../testing/set-up";
import type { BillingDeps } from "./billing-deps";
import { startBilling } from "./start-billing";

const billing = setUp(setUpDatabase(), new TestBilling());

async function logOfStart(keys: Partial<Pick<BillingDeps, "stripe" | "webhookSecret">>): Promise<string> {
  const lines: string[] = [];
  const log = createLog("warn", { write: (line) => lines.push(line) });
  const stop = startBilling({ ...billing.deps, ...keys, log });
  await stop();
  return lines.join("");
}

test("a key without the webhook's secret is warned of at the start, by name, and so is the reverse", async () => {
  expect(await logOfStart({ webhookSecret: null })).toContain("STRIPE_WEBHOOK_SECRET must be set");
  expect(await logOfStart({ stripe: null })).toContain("STRIPE_SECRET_KEY must be set");
});

test("no keys at all is a choice, and so are both: nothing is said", async () => {
  expect(await logOfStart({ stripe: null, webhookSecret: null })).toBe("");
  expect(await logOfStart({})).toBe("");
});
