import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readBalance } from "../../lib/credits/read-balance";
import { openTestBilling, type TestBilling } from "../../lib/testing/billing";
import { createTestDatabase, type TestDatabase } from "../../lib/testing/database";
import { readCommand } from "./read-command";
import { runCommand } from "./run-command";

let fresh: TestDatabase;
let billing: TestBilling;
beforeAll(async () => {
  fresh = await createTestDatabase();
  billing = await openTestBilling(fresh.db);
  vi.stubEnv("DATABASE_URL", fresh.url);
  vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_admin");
  vi.stubEnv("STRIPE_API_BASE", billing.url);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await billing.close();
  await fresh.close();
});

test("an operator credits what a lost webhook missed, without the webhook's secret, and a second run finds nothing", async () => {
  const { userId } = await billing.pay();
  const command = readCommand(["reconcile-stripe", "--days", "1"]);
  const first = await runCommand(command);
  expect(first).toMatchObject({ ok: true, answer: { sessionsSeen: 1, eventsApplied: 1, eventsPending: 0 } });
  expect(await readBalance(fresh.db, userId)).toMatchObject({ available: 50, purchased: 50 });
  const second = await runCommand(command);
  expect(second).toMatchObject({ ok: true, answer: { eventsApplied: 0, purchasesCredited: [] } });
  expect(await readBalance(fresh.db, userId)).toMatchObject({ available: 50 });
});

test("days that are none are refused", () => {
  for (const days of ["0", "-1", "1.5", "week"]) {
    expect(() => readCommand(["reconcile-stripe", "--days", days])).toThrow("--days");
  }
});
