import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currentSigningSecrets, deriveSigningSecret, previousSecretUntil } from "./signing-secret";

const master = "m".repeat(32);
const rotatedAt = new Date("2026-01-01T00:00:00Z");
const afterMs = (ms: number) => new Date(rotatedAt.getTime() + ms);
const dayMs = 86_400_000;

describe("a secret", () => {
  test("is the same whenever it is derived, and 32 bytes long", () => {
    const secret = deriveSigningSecret(master, "whe_a", 1);
    expect(deriveSigningSecret(master, "whe_a", 1)).toBe(secret);
    expect(Buffer.from(secret.replace("whsec_", ""), "base64")).toHaveLength(32);
  });

  test("of no two endpoints, versions or studios is the same", () => {
    const who = fc.tuple(
      fc.constantFrom(master, "n".repeat(32)),
      fc.constantFrom("whe_a", "whe_a.1", "whe_b"),
      fc.integer({ min: 1, max: 30 }),
    );
    fc.assert(
      fc.property(who, who, (one, other) => {
        const same = one.every((part, at) => part === other[at]);
        expect(deriveSigningSecret(...one) === deriveSigningSecret(...other)).toBe(same);
      }),
    );
  });

  test("says nothing of the studio's own secret or the endpoint's id", () => {
    const secret = deriveSigningSecret(master, "whe_a", 1);
    const decoded = Buffer.from(secret.replace("whsec_", ""), "base64").toString("latin1");
    for (const part of [master, "whe_a"]) expect(secret + decoded).not.toContain(part);
  });
});

describe("after a rotation", () => {
  const versions = (secretVersion: number, rotated: Date | null, now: Date) => {
    const secrets = currentSigningSecrets(master, { id: "whe_a", secretVersion, rotatedAt: rotated }, now);
    return secrets.map((secret) =>
      [1, 2, 3, 4].find((version) => deriveSigningSecret(master, "whe_a", version) === secret),
    );
  };

  test("the one before signs as well for 24 hours to the millisecond, the new one first", () => {
    expect(versions(2, rotatedAt, rotatedAt)).toEqual([2, 1]);
    expect(versions(2, rotatedAt, afterMs(dayMs - 1))).toEqual([2, 1]);
    expect(versions(2, rotatedAt, afterMs(dayMs))).toEqual([2]);
  });

  test("of two within a day the first secret no longer signs: only the last one and the one before", () => {
    expect(versions(3, rotatedAt, afterMs(1000))).toEqual([3, 2]);
  });

  test("an endpoint that never rotated signs with one secret", () => {
    expect(versions(1, null, rotatedAt)).toEqual([1]);
    expect(previousSecretUntil({ rotatedAt: null }, rotatedAt)).toBeNull();
  });

  test("people are told until when both sign, and nothing once that is over", () => {
    expect(previousSecretUntil({ rotatedAt }, afterMs(1))).toEqual(afterMs(dayMs));
    expect(previousSecretUntil({ rotatedAt }, afterMs(dayMs))).toBeNull();
  });
});
