import "server-only";
import type { Logger } from "pino";
import type { Clock } from "../clock/clock";
import type { MailKind } from "../contract/accounts/mail-kinds";
import { type Db, noJson } from "../db/client";
import type { Mail } from "../generated/prisma/client";
import { policyOf } from "../queue/queue-names";
import { metrics } from "../telemetry/metrics";
import { writeDraft } from "./drafts";
import type { MailDeps } from "./queue-mail";
import { MailFailure, type MailTransport } from "./transport/mail-transport";

/** The dependencies of whoever sends mail. lib/http/studio/studio.ts wires production; tests pass their own. */
export type MailWork = {
  db: Db;
  clock: Clock;
  log: Logger;
  /** Null without a mail server. */
  transport: MailTransport | null;
  /** Where the links of mails lead that no request has caused. */
  origin: () => string;
} & Pick<MailDeps, "secret" | "listLegalPages">;

/** A message of the queue runs no longer, so whoever had a mail for this long is dead. */
const leaseMs = policyOf("mail").expireInSeconds * 1000;
const mostAttempts = policyOf("mail").retryLimit + 1;

/** Minutes after which a mail is no longer worth sending: its link is over, or it would only confuse. */
const worthMinutes: Partial<Record<MailKind, number>> = {
  sign_in_link: 15,
  reset_password: 60,
  test: 60,
  change_email: 24 * 60,
};
const otherwiseMinutes = 72 * 60;

/**
 * Makes one attempt at a mail and records how it went. Without a mail server it is only put into words, for the mailbox. One that is
 * sent, given up, gone or being sent by somebody else is left alone.
 * @throws {Error} the mail server could not take it yet: to be tried again later
 */
export async function sendMail(work: MailWork, id: string, signal: AbortSignal): Promise<void> {
  const mail = await findWritten(work, id);
  if (!mail || !work.transport) return;
  const claimed = await claim(work, id);
  if (!claimed) return;
  const { db, clock, log } = work;
  try {
    await handOver(work.transport, mail, { now: clock.now(), signal });
  } catch (error) {
    const failure = error instanceof MailFailure ? error : new MailFailure("the studio failed; see its log", false);
    if (failure !== error) log.error({ err: error, mailId: id }, "a mail could not be made ready");
    await settleFailure(work, claimed, failure);
    return;
  }
  const sent = { sentAt: clock.now(), leaseUntil: null, failure: null };
  // The text may hold a link that opens the account, and nobody needs it any longer.
  await db.mail.updateMany({ where: { id }, data: { ...sent, text: null, html: null, unsubscribeUrl: null } });
  metrics().mails.inc({ outcome: "sent" });
  log.info({ mailId: id, kind: mail.kind, attempts: claimed.attempts }, "sent a mail");
}

/** The mail, in words; null when there is nothing to send. */
async function findWritten(work: MailWork, id: string): Promise<Mail | null> {
  const { db, origin } = work;
  const mail = await db.mail.findFirst({ where: { id, sentAt: null, failedAt: null } });
  if (!mail?.draft) return mail;
  const written = await writeDraft(db, mail, { ...work, origin: origin() });
  if (!written) {
    await db.mail.deleteMany({ where: { id } });
    return null;
  }
  // Two at once write the same words.
  return db.mail.update({ where: { id }, data: { ...written, draft: noJson } });
}

/** From then on nobody else sends it, until the lease is over. Null when somebody has it. */
async function claim({ db, clock }: MailWork, id: string): Promise<Mail | null> {
  const now = clock.now();
  const [claimed = null] = await db.mail.updateManyAndReturn({
    where: { id, sentAt: null, failedAt: null, OR: [{ leaseUntil: null }, { leaseUntil: { lte: now } }] },
    data: { leaseUntil: new Date(now.getTime() + leaseMs), triedAt: now, attempts: { increment: 1 } },
  });
  return claimed;
}

/** @throws {MailFailure} */
async function handOver(transport: MailTransport, mail: Mail, { now, signal }: { now: Date; signal: AbortSignal }) {
  const { id, to, kind, subject, text, html, unsubscribeUrl, createdAt } = mail;
  const minutes = worthMinutes[kind as MailKind] ?? otherwiseMinutes;
  if (now.getTime() - createdAt.getTime() > minutes * 60_000)
    throw new MailFailure(`Not sent: it was written more than ${minutes} minutes ago.`, true);
  await transport.send({ id, to, subject, text: text ?? "", html: html ?? "", unsubscribeUrl }, signal);
}

/** Given up, or to be tried again. @throws {Error} to be tried again */
async function settleFailure({ db, clock, log }: MailWork, mail: Mail, failure: MailFailure): Promise<void> {
  const { id, kind, attempts } = mail;
  const isOver = failure.isFinal || attempts >= mostAttempts;
  const failedAt = isOver ? clock.now() : null;
  await db.mail.updateMany({
    where: { id, sentAt: null, leaseUntil: mail.leaseUntil },
    data: { failedAt, failure: failure.message, leaseUntil: null },
  });
  metrics().mails.inc({ outcome: isOver ? "failed" : "retried" });
  if (!isOver) throw new Error(`The mail ${id} could not be sent yet: ${failure.message}`);
  log.warn({ mailId: id, kind, attempts, failure: failure.message }, "gave a mail up");
}
