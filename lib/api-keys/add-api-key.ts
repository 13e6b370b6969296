import "server-only";
import { type AuditOrigin, writeAudit } from "../audit/write-audit";
import type { CreateKeyRequest } from "../contract/accounts/api-keys";
import { type Db, inTransaction, type Tx } from "../db/client";
import { AppError } from "../errors/app-error";
import type { ApiKey } from "../generated/prisma/client";
import { writeKeyCreatedMail } from "../mail/contents/keys";
import { type MailDeps, queueMail } from "../mail/queue-mail";
import { type CreatedKey, createApiKey, type NewKey } from "./create-api-key";

export type KeyDeps = {
  db: Db;
  mail: MailDeps;
  /** Who does it, for the audit log and the mail. */
  by: AuditOrigin;
  now: Date;
};
/** `secret` is API_KEY_SECRET. */
export type NewKeyDeps = KeyDeps & { secret: string };
type Expiry = Pick<CreateKeyRequest, "expiresAt" | "expiresInDays">;

const dayMs = 86_400_000;

/** Makes a key for the user, who gets a mail about it. @throws {AppError} invalid_request for an expiry that has passed */
export function addApiKey(
  deps: NewKeyDeps,
  { expiresAt, expiresInDays, ...fields }: Omit<NewKey, "expiresAt" | "budgetId"> & Expiry,
): Promise<CreatedKey> {
  const expiry = readExpiry({ expiresAt, expiresInDays }, deps.now) ?? null;
  return inTransaction(deps.db, async (tx) => {
    const { secret, now, by } = deps;
    const created = await createApiKey(tx, { ...fields, expiresAt: expiry }, { secret, now });
    const { id: target, userId, ...key } = created.key;
    const details = { ...describeLimits(key), name: key.name, mode: key.mode };
    await writeAudit(tx, by, { action: "key_created", userId, target, details, at: now });
    await mailAboutKey(tx, deps, created.key, writeKeyCreatedMail);
    return created;
  });
}

/** Undefined where none is named. @throws {AppError} invalid_request for one that has passed */
export function readExpiry({ expiresAt, expiresInDays }: Expiry, now: Date): Date | null | undefined {
  if (expiresInDays !== undefined) return new Date(now.getTime() + expiresInDays * dayMs);
  if (typeof expiresAt !== "string") return expiresAt;
  const date = new Date(expiresAt);
  if (date > now) return date;
  throw new AppError("invalid_request", { detail: "A key can expire only in the future.", param: "expiresAt" });
}

/** What the audit log says about a key's limits: plain values. */
export const describeLimits = (
  key: Pick<ApiKey, "scopes" | "monthlyBudget" | "allowedRanges" | "expiresAt">,
): Record<string, string | number | null> => ({
  scopes: key.scopes.join(", "),
  monthlyBudget: key.monthlyBudget,
  allowedRanges: key.allowedRanges.join(", ") || null,
  expiresAt: key.expiresAt?.toISOString() ?? null,
});

/** Tells the key's owner, in the transaction that changes it. */
export async function mailAboutKey(
  tx: Tx,
  { mail, by, now }: KeyDeps,
  key: ApiKey,
  write: typeof writeKeyCreatedMail,
): Promise<void> {
  const owner = await tx.user.findUniqueOrThrow({ where: { id: key.userId } });
  const isByOwner = by.actorId === key.userId;
  const from = isByOwner ? (by.addressRange ?? null) : null;
  const facts = { name: key.name, masked: `${key.prefix}…${key.last4}`, isTest: key.mode === "test", at: now, from };
  const content = write({ ...facts, isByOwner, origin: mail.origin });
  await queueMail(tx, mail, { ...owner, userId: owner.id }, content);
}
