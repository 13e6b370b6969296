import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { OpenedMail } from "../../contract/accounts/mailbox";
import { type Db, inTransaction, type Tx } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { addMessage } from "../../queue/add-message";

type Act = { id: string; origin: AuditOrigin; now: Date };

/**
 * The text of a mail, for an operator. It may open an account, so reading it is written to the audit log of whose mail it is.
 * @throws {AppError} not_found
 */
export function openMail(db: Db, { id, origin, now }: Act): Promise<OpenedMail> {
  return inTransaction(db, async (tx) => {
    const { text, html, kind, userId, readAt } = await findMail(tx, id);
    if (text === null) return { text: null, html: null };
    await tx.mail.update({ where: { id }, data: { readAt: readAt ?? now } });
    await writeAudit(tx, origin, { action: "mail_read", userId, target: id, details: { kind }, at: now });
    return { text, html };
  });
}

/**
 * Lets a mail that was given up be tried anew, as often as a new one. Nothing happens to one that was not.
 * @throws {AppError} not_found
 */
export function retryMail(db: Db, { id, origin, now }: Act): Promise<void> {
  return inTransaction(db, async (tx) => {
    const { userId, kind } = await findMail(tx, id);
    const { count } = await tx.mail.updateMany({
      where: { id, failedAt: { not: null }, sentAt: null },
      data: { failedAt: null, attempts: 0 },
    });
    if (count === 0) return;
    await addMessage(tx, "mail", { mailId: id });
    await writeAudit(tx, origin, { action: "mail_retried", userId, target: id, details: { kind }, at: now });
  });
}

async function findMail(tx: Tx, id: string) {
  const mail = await tx.mail.findUnique({ where: { id } });
  if (!mail) throw new AppError("not_found", { detail: "There is no such mail. Mails are kept for 30 days." });
  return mail;
}
