import "server-only";
import type { z } from "zod";
import type { listMailsSchema, MailAnswer, Mailbox, MailState } from "../../contract/accounts/mailbox";
import type { Db } from "../../db/client";
import type { Mail } from "../../generated/prisma/client";

const pageSize = 50;

const conditions = {
  waiting: { sentAt: null, failedAt: null },
  sent: { sentAt: { not: null } },
  failed: { failedAt: { not: null }, sentAt: null },
} as const satisfies Record<MailState, object>;

/** One page of all mails, newest first. None for a cursor whose mail has been deleted. */
export async function listMails(
  db: Db,
  { state, cursor }: z.infer<typeof listMailsSchema>,
): Promise<Omit<Mailbox, "service">> {
  const rows = await db.mail.findMany({
    where: state ? conditions[state] : {},
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: pageSize + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  const page = rows.slice(0, pageSize);
  return { mails: page.map(toAnswer), nextCursor: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null };
}

/** How many mails are in this state. */
export const countMails = (db: Db, state: MailState): Promise<number> => db.mail.count({ where: conditions[state] });

function toAnswer(mail: Mail): MailAnswer {
  const { id, to, kind, subject, createdAt, sentAt, failedAt, attempts, failure, text, readAt } = mail;
  return {
    id,
    to,
    kind,
    subject,
    state: sentAt ? "sent" : failedAt ? "failed" : "waiting",
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    attempts,
    failure,
    hasText: text !== null,
    readAt: readAt?.toISOString() ?? null,
  };
}
