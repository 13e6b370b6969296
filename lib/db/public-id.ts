import { randomBytes } from "node:crypto";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
type RandomBytes = (size: number) => Uint8Array;

/** Text of `length` base62 characters, each equally likely (5.95 bits a character). */
export function randomBase62(length: number, random: RandomBytes = randomBytes): string {
  let text = "";
  while (text.length < length) {
    for (const byte of random(length)) {
      // 248 = 4 × 62: dropping the bytes above keeps every character equally likely.
      if (byte < 248 && text.length < length) text += base62[byte % 62];
    }
  }
  return text;
}

export type IdPrefix =
  | "usr"
  | "ses"
  | "key"
  | "mov"
  | "job"
  | "lot"
  | "pur"
  | "arc"
  | "whe"
  | "msg"
  | "whd"
  | "wha"
  | "att"
  | "shr"
  | "ask"
  | "ins"
  | "plc"
  | "con"
  | "mai"
  | "aud"
  | "chg"
  | "exp";

/** `{prefix}_` and 22 base62 characters, 131 bits: nobody can guess one. */
export function createPublicId(prefix: IdPrefix, random?: RandomBytes): string {
  return `${prefix}_${randomBase62(22, random)}`;
}
