import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Identifies the secret that a link was signed with, so that links signed with an earlier secret are reported as invalid. */
const secretId = (secret: string) => createHash("sha256").update(secret).digest("hex").slice(0, 8);

const signature = (key: string, expires: number, secret: string) =>
  createHmac("sha256", secret).update(`${key}\n${expires}`).digest("base64url");

/** `/files/{key}?e=<epoch seconds>&k=<secret id>&s=<HMAC-SHA-256, base64url>` */
export function signLink(key: string, expiresAt: Date, secret: string): string {
  const expires = Math.floor(expiresAt.getTime() / 1000);
  return `/files/${key}?e=${expires}&k=${secretId(secret)}&s=${signature(key, expires, secret)}`;
}

export type LinkCheck = { state: "valid"; expiresAt: Date } | { state: "invalid" } | { state: "expired" };

/** Compares signatures in constant time. Only a link with a valid signature is reported as expired. */
export function checkLink(key: string, query: URLSearchParams, secret: string, now: Date): LinkCheck {
  const expires = Number(query.get("e"));
  const given = Buffer.from(query.get("s") ?? "");
  const wanted = Buffer.from(Number.isSafeInteger(expires) ? signature(key, expires, secret) : "");
  const ours = query.get("k") === secretId(secret) && given.length === wanted.length && timingSafeEqual(given, wanted);
  if (!ours || wanted.length === 0) return { state: "invalid" };
  if (expires * 1000 <= now.getTime()) return { state: "expired" };
  return { state: "valid", expiresAt: new Date(expires * 1000) };
}
