import "server-only";
import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { webhookRotationHours } from "../../contract/webhooks";

type Versioned = { id: string; secretVersion: number; rotatedAt: Date | null };

/** `whsec_` and 32 bytes in base64, derived from WEBHOOK_SECRET, the endpoint and the version, so the database stores no secret. */
export function deriveSigningSecret(webhookSecret: string, endpointId: string, version: number): string {
  const key = createHmac("sha256", webhookSecret).update(`${endpointId}.${version}`).digest("base64");
  return `whsec_${key}`;
}

/** When the secret from before the last rotation stops signing; null when only the current one signs. */
export function previousSecretUntil({ rotatedAt }: Pick<Versioned, "rotatedAt">, now: Date): Date | null {
  if (!rotatedAt) return null;
  const until = new Date(rotatedAt.getTime() + webhookRotationHours * 3_600_000);
  return until > now ? until : null;
}

/** The secrets that sign now, newest first: two for 24 hours after a rotation, so that receivers have time to change over. */
export function currentSigningSecrets(webhookSecret: string, endpoint: Versioned, now: Date): string[] {
  const { id, secretVersion } = endpoint;
  const versions = previousSecretUntil(endpoint, now) ? [secretVersion, secretVersion - 1] : [secretVersion];
  return versions.map((version) => deriveSigningSecret(webhookSecret, id, version));
}

type Message = { id: string; body: string; at: Date };

/** The headers of Standard Webhooks, with one signature per secret. `at` is the time of sending, not of the event. */
export function signWebhook({ id, body, at }: Message, secrets: string[]): Record<string, string> {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  };
}
