import "server-only";
import { crc32 } from "node:zlib";
import { randomBase62 } from "../db/public-id";

export const keyPrefix = "pxs_live_";
const bodyLength = 32;
const checkLength = 6;
const shape = /^pxs_live_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A new secret: `pxs_live_`, 32 base62 characters (190 bits), 6 of checksum. */
export function createSecret(random?: (size: number) => Uint8Array): string {
  const body = randomBase62(bodyLength, random);
  return `${keyPrefix}${body}${checksum(body)}`;
}

/** Whether this can be a key at all, without a look into the database: shape and checksum. */
export function isWellFormed(secret: string): boolean {
  const [, body, check] = shape.exec(secret) ?? [];
  return body !== undefined && check === checksum(body);
}

/** CRC-32 catches every mistyped and every swapped character; it guards against typing, not against guessing. */
function checksum(body: string): string {
  let rest = crc32(keyPrefix + body);
  let text = "";
  for (let i = 0; i < checkLength; i++) {
    text = `${digits[rest % 62]}${text}`;
    rest = Math.floor(rest / 62);
  }
  return text;
}
