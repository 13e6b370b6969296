import pino from "pino";
import { expect, test } from "vitest";
import { inTransaction } from "../../db/client";
import { setUpDatabase } from "../../testing/set-up";
import { takeAllowance } from "./sign-up-allowance";

const fresh = setUpDatabase();
const log = pino({ level: "silent" });
const allowance = { credits: 10, perRange: 30, perDay: 50, secret: "s".repeat(32) };

// On PostgreSQL (TEST_DATABASE_URL) they really overlap; the embedded database runs one after the other.
test("however many transactions take at once, a range and the studio give no more than their limits", async () => {
  for (const day of ["2026-01-01", "2026-01-02", "2026-01-03"]) {
    const now = new Date(`${day}T12:00:00Z`);
    const take = (range: string) => inTransaction(fresh.db, (tx) => takeAllowance(tx, { range, now, log }, allowance));
    const sum = async (ranges: string[]) => (await Promise.all(ranges.map(take))).reduce((a, b) => a + b, 0);
    expect(await sum(Array(10).fill("203.0.113.0/24"))).toBe(30);
    expect(await sum(Array.from({ length: 10 }, (_, at) => `203.0.${at}.0/24`))).toBe(20);
  }
});

test("where accounts get no credits nothing is counted", async () => {
  const [now, range] = [new Date("2026-01-01T12:00:00Z"), "203.0.113.0/24"];
  const take = inTransaction(fresh.db, (tx) => takeAllowance(tx, { range, now, log }, { ...allowance, credits: 0 }));
  expect(await take).toBe(0);
  expect(await fresh.db.signUpAllowance.count()).toBe(0);
});
