import "server-only";
import type { MailService } from "../../contract/accounts/mailbox";
import type { Db } from "../../db/client";
import type { Settings } from "../../env/settings-schema";
import { nameMailServer } from "../transport/select-mail";
import { countMails } from "./list-mails";

/** How mail leaves the studio and how that has gone lately, for the mailbox and the operator's overview. */
export async function readMailService(
  db: Db,
  settings: Pick<Settings, "SMTP_URL" | "MAIL_FROM">,
): Promise<MailService> {
  const [waiting, failed, sent, troubled] = await Promise.all([
    countMails(db, "waiting"),
    countMails(db, "failed"),
    db.mail.findFirst({ where: { sentAt: { not: null } }, orderBy: { sentAt: "desc" } }),
    db.mail.findFirst({ where: { failure: { not: null }, triedAt: { not: null } }, orderBy: { triedAt: "desc" } }),
  ]);
  const { failure, triedAt } = troubled ?? {};
  return {
    server: nameMailServer(settings),
    from: settings.MAIL_FROM ?? null,
    waiting,
    failed,
    lastSentAt: sent?.sentAt?.toISOString() ?? null,
    lastFailure: failure && triedAt ? { at: triedAt.toISOString(), text: failure } : null,
  };
}
