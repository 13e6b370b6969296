import "server-only";
import { forgetPerson } from "../../audit/change-audit";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { findUnsettled, forgetReasons, writeOff } from "../../credits/close-account";
import { inTransaction, type Tx } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { User } from "../../generated/prisma/client";
import { markFilesDeleted } from "../../jobs/job-files";
import { accountDeletedMail } from "../../mail/contents/account-data";
import { queueMail } from "../../mail/queue-mail";
import type { AccountDataDeps } from "../account-data-deps";
import { exportFolder } from "../export/request-export";
import { findObstacle } from "./find-obstacle";
import { lastRequest, requestDeletion } from "./request-deletion";

const batch = 100;

/** `waitsFor`, in words for people, is why the account is still there; null once it is gone. */
export type DeletionOutcome = { waitsFor: string | null };
const isWaiting = (waitsFor: string): DeletionOutcome => ({ waitsFor });

/**
 * Deletes an account whose seven days are over: first what keeps anything new from coming in, then files, then rows. What a killed
 * process leaves is found again by the next run, because each step is finished before what leads to it is deleted. Movements of
 * credits and purchases stay, for the books, with an id that leads to nobody.
 */
export async function deleteAccount(deps: AccountDataDeps, userId: string): Promise<DeletionOutcome> {
  const user = await findDue(deps, userId);
  if (!user) return { waitsFor: null };
  const obstacle = await findObstacle(deps.db, userId);
  if (obstacle) return isWaiting(obstacle);
  await lockOut(deps, userId);
  if (!(await deps.closeCheckouts(userId))) return isWaiting("A payment page of the account can still be paid.");
  if (!(await endJobs(deps, userId))) return isWaiting("Photos of the account are still being colorized.");
  if (!(await deleteExports(deps, userId))) return isWaiting("An export of the account is still being made.");
  await deleteJobs(deps, userId);
  return inTransaction(deps.db, (tx) => deleteRows(deps, tx, userId));
}

/**
 * The same at once, for an operator who deletes an account.
 * @throws {AppError} not_found, last_operator
 */
export async function deleteAccountNow(
  deps: AccountDataDeps,
  userId: string,
  origin: AuditOrigin,
): Promise<DeletionOutcome> {
  const now = lastRequest(deps.clock.now());
  await requestDeletion(deps, { userId, origin, keptSessionId: null, now: deps.clock.now() });
  await deps.db.user.updateMany({ where: { id: userId }, data: { deleteRequestedAt: now } });
  return deleteAccount(deps, userId);
}

function findDue({ db, clock }: AccountDataDeps, id: string): Promise<User | null> {
  return db.user.findFirst({ where: { id, deleteRequestedAt: { lte: lastRequest(clock.now()) } } });
}

/** From now on nothing comes in: no session, no key and no link opens the account. */
async function lockOut({ db, clock }: AccountDataDeps, userId: string): Promise<void> {
  const now = clock.now();
  await db.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
  await db.apiKey.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
  await db.webhookEndpoint.updateMany({ where: { userId, disabledAt: null }, data: { disabledAt: now } });
}

/** False while another process has one of them: it sees within seconds that it is canceled. */
async function endJobs({ db, cancelJob }: AccountDataDeps, userId: string): Promise<boolean> {
  const unfinished = { userId, status: { in: ["queued" as const, "running" as const] } };
  for (const { id } of await db.job.findMany({ where: unfinished, select: { id: true } })) {
    await cancelJob(userId, id).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === "job_already_ended")) throw error;
    });
  }
  return (await db.job.count({ where: unfinished })) === 0;
}

/** Of one that is being made, the worker notices that it is no longer its; false until its lease is over. */
async function deleteExports({ db, storage, clock }: AccountDataDeps, userId: string): Promise<boolean> {
  const now = clock.now();
  const unmade = { userId, state: { in: ["waiting" as const, "running" as const] } };
  await db.dataExport.updateMany({ where: unmade, data: { state: "expired" } });
  const isHeld = (await db.dataExport.count({ where: { userId, state: "expired", leaseUntil: { gt: now } } })) > 0;
  if (isHeld) return false;
  for (const { id } of await db.dataExport.findMany({ where: { userId }, select: { id: true } })) {
    await storage.deleteJob(exportFolder(id));
    await db.dataExport.deleteMany({ where: { id } });
  }
  return true;
}

/** Files before rows, a hundred jobs at a time: a row is what leads to files that are still to be deleted. */
async function deleteJobs({ db, storage, clock }: AccountDataDeps, userId: string): Promise<void> {
  for (;;) {
    const jobs = await db.job.findMany({ where: { userId }, select: { id: true, filesDeletedAt: true }, take: batch });
    if (jobs.length === 0) return;
    for (const { id, filesDeletedAt } of jobs) if (!filesDeletedAt) await storage.deleteJob(id);
    const ids = jobs.map(({ id }) => id);
    await markFilesDeleted(db, ids, clock.now());
    await db.job.deleteMany({ where: { id: { in: ids } } });
  }
}

/**
 * Everything that is left, in one transaction. The locks are taken in the order of the ledger's; the lock of the user's row keeps
 * out whoever was let in before the account was locked, and what came of that is found by looking once more.
 */
async function deleteRows(deps: AccountDataDeps, tx: Tx, userId: string): Promise<DeletionOutcome> {
  const { clock, mail } = deps;
  const now = clock.now();
  await deps.forgetPayer(tx, userId);
  await writeOff(tx, userId);
  await tx.$queryRaw`SELECT FROM users WHERE id = ${userId} FOR UPDATE`;
  const user = await tx.user.findFirst({ where: { id: userId, deleteRequestedAt: { lte: lastRequest(now) } } });
  if (!user) throw new Error(`Somebody kept the account ${userId} while it was being deleted`);
  const left = (await tx.job.count({ where: { userId } })) + (await tx.dataExport.count({ where: { userId } }));
  const { held, frozen, disputes } = await findUnsettled(tx, userId);
  if (left + held + frozen + disputes > 0)
    throw new Error(`Something came into the account ${userId} while it was being deleted`);
  await forgetReasons(tx, userId, [user.email, ...(user.name ? [user.name] : [])]);
  await tx.mail.deleteMany({ where: { OR: [{ userId }, { to: user.email }] } });
  await forgetPerson(tx, userId);
  await writeAudit(tx, { actor: "studio" }, { action: "account_deleted", userId, at: now });
  // Sessions, keys, links, sign-ins, webhooks with their events, and whatever else belongs to the user go with the row.
  await tx.user.delete({ where: { id: userId } });
  await queueMail(tx, mail, { userId: null, email: user.email, mutedMails: [] }, accountDeletedMail(mail));
  return { waitsFor: null };
}
