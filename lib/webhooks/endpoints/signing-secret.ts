import "server-only";
import { createHmac } from "node:crypto";
import { webhookRotationHours } from "../../contract/webhooks";

type Versioned = { id: string; secretVersion: number; rotatedAt: Date | null };

/** `whsec_` and 32 bytes in base64, made of WEBHOOK_SECRET, the endpoint and the version: nothing secret is in the database. */
export function deriveSigningSecret(webhookSecret: string, endpointId: string, version: number): string {
  const key = createHmac("sha256", webhookSecret).update(`${endpointId}.${version}`).digest("base64");
  return `whsec_${key}`;
}

/** When the secret before the last rotation stops signing; null when only one signs. */
export function previousSecretUntil({ rotatedAt }: Pick<Versioned, "rotatedAt">, now: Date): Date | null {
  if (!rotatedAt) return null;
  const until = new Date(rotatedAt.getTime() + webhookRotationHours * 3_600_000);
  return until > now ? until : null;
}

/** The secrets that sign now, newest first: two for a day after a rotation, so that receivers can change over. */
export function currentSigningSecrets(webhookSecret: string, endpoint: Versioned, now: Date): string[] {
  const { id, secretVersion } = endpoint;
  const versions = previousSecretUntil(endpoint, now) ? [secretVersion, secretVersion - 1] : [secretVersion];
  return versions.map((version) => deriveSigningSecret(webhookSecret, id, version));
}
