import "server-only";
import { z } from "zod";
import { type Db, sql } from "../db/client";
import { hasMessage, insertMessages, wakeWorkers } from "../queue/add-message";
import type { Queue } from "../queue/open-queue";
import { type MailWork, sendMail } from "./send-mail";

/** As many connections as the mail server is given. */
const parallel = 2;
const requeuedAtOnce = 500;
const keepDays = 30;

/** Lets this process send mail: at once what any process writes, and again what could not be sent. */
export function workOnMail(queue: Queue, work: MailWork): void {
  const schema = z.object({ mailId: z.string() });
  queue.work("mail", { concurrency: parallel, schema }, ({ data, signal }) => sendMail(work, data.mailId, signal));
}

/**
 * Adds messages for mails that wait and have none: after a restore, when a process died at the wrong moment, or because there was no
 * mail server when they were written. Returns how many.
 */
export async function requeueMails({ db, clock, transport }: MailWork): Promise<number> {
  const now = clock.now();
  const toDo = transport ? sql`true` : sql`mail.draft IS NOT NULL`;
  const lost = sql`(
    SELECT jsonb_build_object('mailId', mail.id) AS data FROM mails AS mail
    WHERE mail."sentAt" IS NULL AND mail."failedAt" IS NULL AND ${toDo}
      AND (mail."leaseUntil" IS NULL OR mail."leaseUntil" <= ${now}::timestamptz)
      AND NOT ${hasMessage("mail", sql`jsonb_build_object('mailId', mail.id)`)}
    ORDER BY mail."createdAt" LIMIT ${requeuedAtOnce}
  ) AS message`;
  const added = await db.$executeRaw(insertMessages("mail", lost));
  if (added > 0) wakeWorkers("mail");
  return added;
}

/** Deletes mails of more than 30 days ago, sent or not. Returns how many. */
export async function deleteOldMails(db: Db, now: Date): Promise<number> {
  const { count } = await db.mail.deleteMany({
    where: { createdAt: { lt: new Date(now.getTime() - keepDays * 86_400_000) } },
  });
  return count;
}
