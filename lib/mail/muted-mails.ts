import "server-only";
import { type AuditOrigin, writeAudit } from "../audit/write-audit";
import type { MailKind } from "../contract/accounts/mail-kinds";
import { type Db, inTransaction, sql } from "../db/client";

type Change = { userId: string; origin: AuditOrigin; now: Date };

/** Replaces the kinds that the account does not want. */
export async function setMutedMails(db: Db, muted: MailKind[], { userId, origin, now: at }: Change): Promise<void> {
  const mutedMails = [...new Set(muted)].sort();
  await inTransaction(db, async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { mutedMails } });
    const details = { muted: mutedMails.join(" ") };
    await writeAudit(tx, origin, { action: "notifications_changed", userId, details, at });
  });
}

/** Adds one kind, once however often it is asked for. Nothing happens for an account that is gone. */
export async function muteMail(db: Db, kind: MailKind, { userId, origin, now: at }: Change): Promise<void> {
  await inTransaction(db, async (tx) => {
    const changed = await tx.$executeRaw(sql`
      UPDATE users SET "mutedMails" = array_append("mutedMails", ${kind})
      WHERE id = ${userId} AND NOT (${kind} = ANY ("mutedMails"))`);
    if (changed === 0) return;
    await writeAudit(tx, origin, { action: "notifications_changed", userId, details: { unsubscribed: kind }, at });
  });
}
