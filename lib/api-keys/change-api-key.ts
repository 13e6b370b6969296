import "server-only";
import type { z } from "zod";
import { writeAudit } from "../audit/write-audit";
import type { updateKeySchema } from "../contract/accounts/api-keys";
import { inTransaction, type Tx } from "../db/client";
import { AppError } from "../errors/app-error";
import type { ApiKey, Prisma } from "../generated/prisma/client";
import { writeKeyReplacedMail, writeKeyRevokedMail } from "../mail/contents/keys";
import { describeLimits, type KeyDeps, mailAboutKey, type NewKeyDeps, readExpiry } from "./add-api-key";
import { type CreatedKey, createApiKey } from "./create-api-key";
import { keyStatus } from "./describe-api-key";

type Owned = { userId: string; keyId: string };
const hourMs = 3_600_000;

/**
 * Changes what is named. Disabling and enabling work on a replaced key too; nothing else does, and nothing on a revoked one. A budget
 * is that of all keys which are counted with this one.
 * @throws {AppError} not_found, key_not_active, invalid_request for an expiry that has passed
 */
export function changeApiKey(
  { db, by, now }: KeyDeps,
  { userId, keyId, ...change }: Owned & z.output<typeof updateKeySchema>,
): Promise<ApiKey> {
  const { expiresAt, expiresInDays, disabled, ...settings } = change;
  const expiry = readExpiry({ expiresAt, expiresInDays }, now);
  return inTransaction(db, async (tx) => {
    const key = await lockKey(tx, { userId, keyId });
    const data: Prisma.ApiKeyUpdateInput = { ...settings, ...(expiry === undefined ? {} : { expiresAt: expiry }) };
    if (key.replacedById && Object.keys(data).length > 0)
      throw notActive("This key was replaced by another one: change that one.");
    if (disabled !== undefined) data.disabledAt = disabled ? (key.disabledAt ?? now) : null;
    const changed = await tx.apiKey.update({ where: { id: keyId }, data });
    if (settings.monthlyBudget !== undefined) await shareBudget(tx, changed);
    const details = listChanges(key, changed);
    if (Object.keys(details).length > 0)
      await writeAudit(tx, by, { action: "key_changed", userId, target: keyId, details, at: now });
    return changed;
  });
}

/**
 * Makes a key with the same settings in the place of an active one, which goes on working for `overlapHours`. Once only: what was
 * replaced is not replaced again.
 * @throws {AppError} not_found, key_not_active
 */
export function rerollApiKey(
  deps: NewKeyDeps,
  { overlapHours, ...owned }: Owned & { overlapHours: number },
): Promise<CreatedKey> {
  const { db, by, secret, now } = deps;
  return inTransaction(db, async (tx) => {
    const old = await lockKey(tx, owned);
    if (old.replacedById) throw notActive("This key was replaced already.");
    const status = keyStatus(old, now);
    if (status !== "active") throw notActive(`This key is ${status}, so there is nothing to replace.`);
    const { userId, name, mode, scopes, monthlyBudget, allowedRanges, expiresAt } = old;
    const settings = { userId, name, mode, scopes, monthlyBudget, allowedRanges, expiresAt };
    const created = await createApiKey(tx, { ...settings, budgetId: old.budgetId ?? old.id }, { secret, now });
    const end = new Date(now.getTime() + overlapHours * hourMs);
    const lastMoment = old.expiresAt && old.expiresAt < end ? old.expiresAt : end;
    await tx.apiKey.update({ where: { id: old.id }, data: { replacedById: created.key.id, expiresAt: lastMoment } });
    const details = { newKey: created.key.id, overlapHours };
    await writeAudit(tx, by, { action: "key_rerolled", userId, target: old.id, details, at: now });
    await mailAboutKey(tx, deps, created.key, writeKeyReplacedMail);
    return created;
  });
}

/** Revokes a key permanently. False for another user's key, an unknown one, and one already revoked. */
export function revokeApiKey(deps: KeyDeps, { userId, keyId }: Owned): Promise<boolean> {
  const { db, by, now } = deps;
  return inTransaction(db, async (tx) => {
    const [key] = await tx.apiKey.updateManyAndReturn({
      where: { id: keyId, userId, revokedAt: null },
      data: { revokedAt: now },
    });
    if (!key) return false;
    const details = { name: key.name };
    await writeAudit(tx, by, { action: "key_revoked", userId, target: keyId, details, at: now });
    await mailAboutKey(tx, deps, key, writeKeyRevokedMail);
    return true;
  });
}

/** The user's key, which nobody else changes until the transaction ends. @throws {AppError} not_found, key_not_active when revoked */
async function lockKey(tx: Tx, { userId, keyId }: Owned): Promise<ApiKey> {
  await tx.$queryRaw`SELECT FROM api_keys WHERE id = ${keyId} AND "userId" = ${userId} FOR NO KEY UPDATE`;
  const key = await tx.apiKey.findFirst({ where: { id: keyId, userId } });
  if (!key) throw new AppError("not_found", { detail: "You have no key with this id." });
  if (key.revokedAt) throw notActive("This key is revoked.");
  return key;
}

async function shareBudget(tx: Tx, { id, budgetId, monthlyBudget }: ApiKey): Promise<void> {
  const first = budgetId ?? id;
  await tx.apiKey.updateMany({ where: { OR: [{ id: first }, { budgetId: first }] }, data: { monthlyBudget } });
}

/** The fields that differ, as they are now. */
function listChanges(before: ApiKey, after: ApiKey): Record<string, string | number | boolean | null> {
  const readFields = (key: ApiKey) => ({ ...describeLimits(key), name: key.name, disabled: key.disabledAt !== null });
  const old = Object.entries(readFields(before));
  const values = new Map<string, unknown>(old);
  return Object.fromEntries(Object.entries(readFields(after)).filter(([field, value]) => values.get(field) !== value));
}

const notActive = (detail: string) => new AppError("key_not_active", { detail });
