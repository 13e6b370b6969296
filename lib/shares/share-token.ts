import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";

const idLength = 22;
const tokenShape = /^([0-9A-Za-z]{22})([\w-]{22})$/;

/** 128 bits in base64url. Nothing else is signed in this form: the links to files sign a key and a time. */
const sign = (shareId: string, secret: string): string =>
  createHmac("sha256", secret).update(`share\n${shareId}`).digest().subarray(0, 16).toString("base64url");

/** The end of a share's link: 44 characters, the id's random part and its signature. */
export const tokenOf = (shareId: string, secret: string): string => shareId.slice(-idLength) + sign(shareId, secret);

/** The id of the share that the token was made for with this secret; null for a forged or cut one. Compares in constant time. */
export function readToken(token: string, secret: string): string | null {
  const [, random, given] = tokenShape.exec(token) ?? [];
  if (!random || !given) return null;
  const id = `shr_${random}`;
  return timingSafeEqual(Buffer.from(given), Buffer.from(sign(id, secret))) ? id : null;
}
