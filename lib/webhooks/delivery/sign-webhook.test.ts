import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { deriveSigningSecret, signWebhook } from "../endpoints/signing-secret";

const master = "m".repeat(32);
// The library compares with the machine's clock.
const at = new Date();
const message = { id: "msg_1", body: '{"a":1}', at };

test("a message verifies with the secret that was shown, and with no other", () => {
  const secret = deriveSigningSecret(master, "whe_a", 1);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const headers = signWebhook(message, [secret]);
  expect(new Webhook(secret).verify(message.body, headers)).toEqual({ a: 1 });
  for (const other of [deriveSigningSecret(master, "whe_b", 1), deriveSigningSecret("n".repeat(32), "whe_a", 1)]) {
    expect(() => new Webhook(other).verify(message.body, headers)).toThrow();
  }
  expect(() => new Webhook(secret).verify('{"a":2}', headers)).toThrow();
  expect(() => new Webhook(secret).verify(message.body, { ...headers, "webhook-id": "msg_2" })).toThrow();
});

test("the signature is what the specification of Standard Webhooks says, computed by hand", () => {
  const key = Buffer.from("0123456789abcdef0123456789abcdef");
  const sentAt = new Date("2026-01-02T03:04:05.999Z");
  const headers = signWebhook({ id: "msg_2", body: "{}", at: sentAt }, [`whsec_${key.toString("base64")}`]);
  const seconds = "1767323045";
  const signed = createHmac("sha256", key).update(`msg_2.${seconds}.{}`).digest("base64");
  expect(headers).toEqual({
    "webhook-id": "msg_2",
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${signed}`,
  });
});

test("with two secrets there are two signatures, the newer first, and each verifies alone", () => {
  const [newer, older] = [deriveSigningSecret(master, "whe_a", 2), deriveSigningSecret(master, "whe_a", 1)];
  const headers = signWebhook(message, [newer, older]);
  const signatures = headers["webhook-signature"]?.split(" ") ?? [];
  expect(signatures).toHaveLength(2);
  expect(signatures[0]).toBe(signWebhook(message, [newer])["webhook-signature"]);
  for (const secret of [newer, older]) expect(new Webhook(secret).verify(message.body, headers)).toEqual({ a: 1 });
});

test("a message signed ten minutes ago is refused: a recording cannot be played again later", () => {
  const secret = deriveSigningSecret(master, "whe_a", 1);
  const old = signWebhook({ ...message, at: new Date(at.getTime() - 600_000) }, [secret]);
  expect(() => new Webhook(secret).verify(message.body, old)).toThrow(/too old/);
});
