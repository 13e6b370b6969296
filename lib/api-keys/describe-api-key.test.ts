import fc from "fast-check";
import { expect, test } from "vitest";
import { apiKeySchema } from "../contract/accounts/api-keys";
import type { ApiKey } from "../generated/prisma/client";
import { keyStatus, toApiKeyAnswer } from "./describe-api-key";
import { createSecret, hashSecret } from "./key-secret";

const now = new Date("2026-01-01T12:00:00Z");
const secret = createSecret("live");
const key: ApiKey = {
  id: "key_1",
  userId: "usr_1",
  name: "site",
  mode: "live",
  hash: hashSecret(secret, "s".repeat(32)),
  prefix: secret.slice(0, 13),
  last4: secret.slice(-4),
  createdAt: now,
  lastUsedAt: null,
  expiresAt: null,
  disabledAt: null,
  revokedAt: null,
  lastUsedRange: null,
  scopes: ["colorize", "read", "webhooks"],
  monthlyBudget: null,
  allowedRanges: [],
  replacedById: null,
  budgetId: null,
};
const moment = fc.option(fc.date({ min: new Date("2025-01-01"), max: new Date("2027-01-01"), noInvalidDate: true }));

test("a key is worth something only while nothing at all speaks against it; revoked beats expired beats disabled", () => {
  const states = fc.record({ revokedAt: moment, expiresAt: moment, disabledAt: moment });
  fc.assert(
    fc.property(states, (state) => {
      const expired = state.expiresAt !== null && state.expiresAt <= now;
      const status = keyStatus({ ...key, ...state }, now);
      expect(status === "active").toBe(!state.revokedAt && !expired && !state.disabledAt);
      if (state.revokedAt) expect(status).toBe("revoked");
      else if (expired) expect(status).toBe("expired");
    }),
  );
});

test("a key ends at the very moment it expires", () => {
  const at = (ms: number) => keyStatus({ ...key, expiresAt: new Date(now.getTime() + ms) }, now);
  expect([at(1), at(0), at(-1)]).toEqual(["active", "expired", "expired"]);
});

test("an answer shows the first 13 and the last 4 characters, and nothing that the database keeps to check it", () => {
  const used = { ...key, lastUsedAt: now, expiresAt: now, revokedAt: now };
  for (const row of [key, used]) {
    const answer = toApiKeyAnswer(row, now);
    expect(apiKeySchema.parse(answer)).toEqual(answer);
    expect(answer.masked).toBe(`${secret.slice(0, 13)}…${secret.slice(-4)}`);
    const text = JSON.stringify(answer);
    for (const hidden of [row.hash, secret, secret.slice(13, -4), row.userId]) expect(text).not.toContain(hidden);
  }
});

test("the hash is a SHA-256 that another key or another studio's secret does not give", () => {
  const [one, other] = [createSecret("live"), createSecret("live")];
  expect(hashSecret(one, "s".repeat(32))).toBe(hashSecret(one, "s".repeat(32)));
  const hashes = [hashSecret(one, "s".repeat(32)), hashSecret(other, "s".repeat(32)), hashSecret(one, "t".repeat(32))];
  expect(new Set(hashes).size).toBe(3);
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
});
