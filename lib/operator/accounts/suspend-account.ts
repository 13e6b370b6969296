import "server-only";
import { isLastOperator } from "../../accounts/operators";
import { revokeSessions } from "../../accounts/sessions";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { cancelWaitingJobs } from "../../colorize/cancel-waiting-jobs";
import { inTransaction } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { accountSuspendedMail } from "../../mail/contents/account-suspended";
import { type MailDeps, queueMail } from "../../mail/queue-mail";
import type { OperatorDeps } from "../operator-deps";
import { findAccount } from "./find-account";

type Suspension = { userId: string; reason: string; mail: MailDeps };
type Suspended = { sessionsEnded: number; jobsCanceled: number };

/**
 * Keeps an account from signing in and from calling the API, and tells it by mail. Its sessions end, its jobs that wait are
 * canceled and not charged; those that run go on. Again is no change.
 * @throws {AppError} not_found, invalid_request for the operator's own account, last_operator
 */
export async function suspendAccount(
  { db, clock }: OperatorDeps,
  by: AuditOrigin,
  { userId, reason, mail }: Suspension,
): Promise<Suspended> {
  const user = await findAccount(db, userId);
  if (by.actor === "operator" && by.actorId === userId)
    throw new AppError("invalid_request", {
      detail: "You cannot suspend your own account: you would lock yourself out.",
    });
  const now = clock.now();
  const sessionsEnded = await inTransaction(db, async (tx) => {
    if (await isLastOperator(tx, userId)) throw lastOperator();
    const data = { suspendedAt: now, suspendedReason: reason };
    const { count } = await tx.user.updateMany({ where: { id: userId, suspendedAt: null }, data });
    if (count === 0) return 0;
    const ended = await revokeSessions(tx, userId, null, now);
    await writeAudit(tx, by, {
      action: "account_suspended",
      userId,
      details: { reason, sessionsEnded: ended },
      at: now,
    });
    await queueMail(tx, mail, { userId, email: user.email, mutedMails: [] }, accountSuspendedMail({ reason }));
    return ended;
  });
  return { sessionsEnded, jobsCanceled: await cancelWaitingJobs({ db, clock }, userId) };
}

/** Lets a suspended account in again. False, and no change, for one that is not suspended. @throws {AppError} not_found */
export async function restoreAccount({ db, clock }: OperatorDeps, by: AuditOrigin, userId: string): Promise<boolean> {
  await findAccount(db, userId);
  return inTransaction(db, async (tx) => {
    const data = { suspendedAt: null, suspendedReason: null };
    const { count } = await tx.user.updateMany({ where: { id: userId, suspendedAt: { not: null } }, data });
    if (count === 1) await writeAudit(tx, by, { action: "account_restored", userId, at: clock.now() });
    return count === 1;
  });
}

const lastOperator = () =>
  new AppError("last_operator", { detail: "This is the only operator who can sign in. Make another one first." });
