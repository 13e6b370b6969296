import "server-only";
import { createHmac } from "node:crypto";

/**
 * What the database keeps instead of the key: HMAC-SHA-256 under the server's secret, hex. A fast hash is enough, since
 * nobody guesses 190 bits, and without the server's secret a stolen table cannot even be checked against a found key.
 */
export function hashSecret(secretText: string, serverSecret: string): string {
  return createHmac("sha256", serverSecret).update(secretText).digest("hex");
}
