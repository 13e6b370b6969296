import "server-only";
import { createHmac } from "node:crypto";
import { crc32 } from "node:zlib";
import type { KeyMode } from "../contract/answers";
import { randomBase62 } from "../db/public-id";

export const keyPrefixes: Record<KeyMode, string> = { live: "pxs_live_", test: "pxs_test_" };
const bodyLength = 32;
const checkLength = 6;
const shape = /^(pxs_(?:live|test)_[0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A new secret: `pxs_live_` or `pxs_test_`, 32 random base62 characters (190 bits) and a checksum of 6. */
export function createSecret(mode: KeyMode, random?: (size: number) => Uint8Array): string {
  const text = keyPrefixes[mode] + randomBase62(bodyLength, random);
  return text + checksum(text);
}

/** Whether the text has the shape and the checksum of a key; checked before the database is queried. */
export function isWellFormed(secret: string): boolean {
  const [, text, check] = shape.exec(secret) ?? [];
  return text !== undefined && check === checksum(text);
}

/** CRC-32 detects mistyped and swapped characters, and a live key altered to a test key. It is no protection against guessing. */
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
 * HMAC-SHA-256 of a key under API_KEY_SECRET, hex: what the database stores. A fast hash is enough for 190 random bits, and
 * without the server's secret a stolen table cannot even confirm a key that was found.
 */
export function hashSecret(secretText: string, serverSecret: string): string {
  return createHmac("sha256", serverSecret).update(secretText).digest("hex");
}
