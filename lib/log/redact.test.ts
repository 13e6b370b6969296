import fc from "fast-check";
import { expect, test } from "vitest";
import { createSecret } from "../api-keys/key-secret";
import { deriveSigningSecret } from "../webhooks/endpoints/signing-secret";
import { redact, redactText } from "./redact";

const around = fc.string({ unit: "grapheme-ascii", maxLength: 30 }).map((text) => text.replaceAll(/[\w+/=-]/g, " "));
const secrets = fc.constantFrom(createSecret("live"), createSecret("test"), "sk_live_51Abc", "rk_test_51Abc");

test("a key is gone whatever stands around it", () => {
  fc.assert(
    fc.property(around, secrets, around, (before, secret, after) => {
      expect(redactText(`${before}${secret}${after}`)).not.toContain(secret.slice(-5));
    }),
  );
});

test("a webhook's signing secret is gone, its last character too", () => {
  for (let version = 1; version <= 50; version += 1) {
    const secret = deriveSigningSecret("m".repeat(32), "whe_a", version);
    const clean = redactText(`the secret ${secret} was shown`);
    for (const part of secret.slice("whsec_".length).split(/[+/=]/)) {
      if (part.length >= 4) expect(clean, secret).not.toContain(part);
    }
  }
});

test("a secret is gone however deep it lies, in an object, a list or an error's cause", () => {
  const secret = createSecret("live");
  const deeper = (value: unknown, way: number): unknown =>
    [{ inner: value }, [value], Object.assign(new Error("outer", { cause: value }), { more: value })][way];
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 }), { maxLength: 20 }), (ways) => {
      const logged = redact(ways.reduce<unknown>(deeper, { note: `key ${secret}` }));
      expect(JSON.stringify(logged) ?? "").not.toContain(secret.slice(10, -6));
    }),
  );
});

test.each(["Password", "AUTHORIZATION", "x-api-key", "Set-Cookie", "token", "passwordHash"])(
  "whatever a field named %s holds is gone, objects too",
  (name) => {
    expect(redact({ [name]: "short" })).toEqual({ [name]: "[removed]" });
    expect(redact({ list: [{ [name]: { a: 1 } }] })).toEqual({ list: [{ [name]: "[removed]" }] });
  },
);

test.each([
  ["GET /files/a.png?e=1&s=abc&k=9", "GET /files/a.png?e=1&s=[removed]&k=9"],
  ["postgres://studio:pw@db/studio", "postgres://[removed]@db/studio"],
  ["redis://:pw@cache:6379", "redis://[removed]@cache:6379"],
  ["Authorization: Bearer abc.def-ghi", "Authorization: Bearer [removed]"],
  ["data:image/png;base64,AAAA rest", "data:[removed] rest"],
])("%s loses its secret and keeps the rest", (text, clean) => {
  expect(redactText(text)).toBe(clean);
});

test("what is no secret is left as it is: ids, hashes, addresses, numbers and dates", () => {
  const plain = {
    jobId: "job_0123456789abcdefghijkl",
    sha256: "ab".repeat(32),
    url: "https://studio.example/console/jobs?status=failed",
    credits: 4,
    at: new Date(0),
    none: null,
  };
  expect(redact(plain)).toEqual(plain);
});

test("binary data is logged as its size, and what lies too deep as that", () => {
  expect(redact({ photo: Buffer.alloc(7) })).toEqual({ photo: "[7 bytes]" });
  const endless: Record<string, unknown> = {};
  endless.self = endless;
  expect(JSON.stringify(redact(endless))).toContain("[deeper]");
});
