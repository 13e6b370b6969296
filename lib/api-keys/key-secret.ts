import "server-only";
import { createHmac } from "node:crypto";
import { crc32 } from "node:zlib";
import type { KeyMode } from "../contract/key-modes";
import { randomBase62 } from "../db/public-id";

export const keyPrefixes: Record<KeyMode, string> = { live: "pxs_live_", test: "pxs_test_" };
const bodyLength = 32;
const checkLength = 6;
const shape = /^(pxs_(?:live|test)_[0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A new secret: `pxs_live_` or `pxs_test_`, 32 base62 characters (190 bits), 6 of checksum. */
export function createSecret(mode: KeyMode, random?: (size: number) => Uint8Array): string {
  const text = keyPrefixes[mode] + randomBase62(bodyLength, random);
  return text + checksum(text);
}

/** Whether this can be a key at all, without a look into the database: shape and checksum. */
export function isWellFormed(secret: string): boolean {
  const [, text, check] = shape.exec(secret) ?? [];
  return text !== undefined && check === checksum(text);
}

/**
 * CRC-32 catches every mistyped and every swapped character, a live key made a test key too; it guards against typing, not
 * against guessing.
 */
function checksum(text: string): string {
  let rest = crc32(text);
  let check = "";
  for (let i = 0; i < checkLength; i++) {
    check = `${digits[rest % 62]}${check}`;
    rest = Math.floor(rest / 62);
  }
  return check;
}

/**
 * What the database keeps instead of the key: HMAC-SHA-256 under the server's secret, hex. A fast hash is enough, since
 * nobody guesses 190 bits, and without the server's secret a stolen table cannot even be checked against a found key.
 */
export function hashSecret(secretText: string, serverSecret: string): string {
  return createHmac("sha256", serverSecret).update(secretText).digest("hex");
}
