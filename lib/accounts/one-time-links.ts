import "server-only";
import { createHmac } from "node:crypto";
import type { Db, Tx } from "../db/client";
import { randomBase62 } from "../db/public-id";
import { AppError } from "../errors/app-error";
import type { OneTimeLink } from "../generated/prisma/client";

export type LinkKind = OneTimeLink["kind"];
type Signing = {
  /** AUTH_SECRET */
  secret: string;
  now: Date;
};
type NewLink = { kind: LinkKind; userId: string; email?: string | null; ttlSeconds: number };

const secretLength = 43;
const shape = /^[0-9A-Za-z]{43}$/;
const hashLink = (token: string, kind: LinkKind, secret: string) =>
  createHmac("sha256", secret).update(`one-time link ${kind} ${token}`).digest("hex");

/**
 * The secret part of a link that does one thing once (256 bits). Earlier unused links of the same kind stay good: a mail that
 * comes late must not be worthless because another was asked for.
 */
export async function createOneTimeLink(
  to: Db | Tx,
  { kind, userId, email = null, ttlSeconds }: NewLink,
  { secret, now }: Signing,
): Promise<string> {
  const token = randomBase62(secretLength);
  const expiresAt = new Date(now.getTime() + ttlSeconds * 1000);
  await to.oneTimeLink.create({
    data: { hash: hashLink(token, kind, secret), kind, userId, email, createdAt: now, expiresAt },
  });
  return token;
}

/**
 * What the link is for, without using it: pages show it before anything is done, and the scanners of mail servers open links.
 * @throws {AppError} link_invalid, link_expired, link_used
 */
export async function readOneTimeLink(
  from: Db | Tx,
  token: string,
  kind: LinkKind,
  { secret, now }: Signing,
): Promise<OneTimeLink> {
  const hash = hashLink(token, kind, secret);
  const link = shape.test(token) ? await from.oneTimeLink.findUnique({ where: { hash } }) : null;
  if (link?.kind !== kind) throw refused("link_invalid", "This link is not complete, or not from this studio.");
  if (link.usedAt) throw refused("link_used", "This link was used already. It works once.");
  if (link.expiresAt <= now) throw refused("link_expired", "This link is too old.");
  return link;
}

/**
 * Uses the link up. Of many that try at once one gets it; in a transaction it is used up only when that commits.
 * @throws {AppError} link_invalid, link_expired, link_used
 */
export async function useOneTimeLink(
  tx: Db | Tx,
  token: string,
  kind: LinkKind,
  { secret, now }: Signing,
): Promise<OneTimeLink> {
  const link = await readOneTimeLink(tx, token, kind, { secret, now });
  const { count } = await tx.oneTimeLink.updateMany({
    where: { hash: link.hash, usedAt: null },
    data: { usedAt: now },
  });
  if (count === 0) throw refused("link_used", "This link was used already. It works once.");
  return link;
}

/** Makes the account's unused links of these kinds worthless, within the transaction of what made them so. */
export async function endOneTimeLinks(tx: Tx, userId: string, kinds: LinkKind[], now: Date): Promise<void> {
  await tx.oneTimeLink.updateMany({ where: { userId, kind: { in: kinds }, usedAt: null }, data: { usedAt: now } });
}

const refused = (code: "link_invalid" | "link_expired" | "link_used", detail: string) =>
  new AppError(code, { detail, param: "token" });
