import "server-only";
import { type Db, inTransaction, type Tx } from "../db/client";

// A trigger refuses every change of an entry but these two, which say in their transaction what they are.

const dayMs = 86_400_000;

/** Deletes at most `limit` of the entries that are older than `keptDays`. Returns how many. */
export function deleteOldAudit(db: Db, now: Date, keptDays: number, limit = 10_000): Promise<number> {
  const oldest = new Date(now.getTime() - keptDays * dayMs);
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT set_config('studio.audit', 'expire', true)`;
    const { count } = await tx.auditEntry.deleteMany({ where: { at: { lt: oldest } }, limit });
    return count;
  });
}

/**
 * Takes out of the entries what is about the person of an account that is being deleted: address ranges, browsers, and every text
 * that could be a name. What was done, when, to which id and with which numbers stays.
 */
export async function forgetPerson(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT set_config('studio.audit', 'forget', true)`;
  await tx.$executeRaw`
    UPDATE audit_entries SET "addressRange" = NULL, "userAgent" = NULL,
      target = CASE WHEN target ~ '^[a-z]{3,4}_[0-9A-Za-z]+$' THEN target END,
      details = (
        SELECT coalesce(jsonb_object_agg(fact.key, fact.value), '{}') FROM jsonb_each(details) AS fact
        WHERE jsonb_typeof(fact.value) IN ('number', 'boolean', 'null')
      )
    WHERE "userId" = ${userId}`;
  // What the person did as an operator concerns others; only where they did it from goes.
  await tx.$executeRaw`
    UPDATE audit_entries SET "addressRange" = NULL, "userAgent" = NULL
    WHERE "actorId" = ${userId} AND "userId" IS DISTINCT FROM ${userId}`;
  await tx.$queryRaw`SELECT set_config('studio.audit', '', true)`;
}
