import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { cancelJob } from "../../colorize/cancel-job";
import type { ColorizeDeps } from "../../colorize/colorize-deps";
import { listMovementsOfJob } from "../../credits/list-movements";
import { AppError } from "../../errors/app-error";
import { hasOutput } from "../../shares/end-of-share";
import { listShares } from "../../shares/find-shares";
import { toShareAnswer } from "../../shares/to-share-answer";
import type { OperatorDeps } from "../operator-deps";
import { findAnyJob } from "./list-all-jobs";

/** A job, what happened to its credits, and whether its owner shares it now. @throws {AppError} not_found */
export async function showJob({ db, clock }: OperatorDeps, id: string) {
  const job = await findAnyJob(db, id);
  if (!job) throw noSuchJob();
  const [movements, shares] = await Promise.all([
    listMovementsOfJob(db, job.userId, id),
    listShares(db, id, clock.now()),
  ]);
  return { job, movements, isShared: shares.length > 0 && job.removedAt === null };
}

/**
 * The page of a photo that its owner shares with a link. That somebody is about to open it is written to the audit log first.
 * @throws {AppError} not_found where no link works: what nobody shared is nobody's to see
 */
export async function openSharedPhoto(
  { db, settings, clock }: OperatorDeps,
  by: AuditOrigin,
  { id, origin }: { id: string; origin: string },
): Promise<string> {
  const now = clock.now();
  const job = await db.job.findFirst({ where: { id, removedAt: null } });
  const [share] = job && hasOutput(job, now) ? await listShares(db, id, now) : [];
  if (!job || !share) throw new AppError("not_found", { detail: "The owner of this photo shares it with nobody now." });
  await writeAudit(db, by, { action: "job_opened", userId: job.userId, target: id, at: now });
  return toShareAnswer(share, { origin, secret: settings.LINK_SECRET }).url;
}

/**
 * Cancels a job of anybody; nothing is charged for it. The audit log has it in the transaction that cancels it.
 * @returns its status: another process that runs it ends it within seconds
 * @throws {AppError} not_found, job_already_ended
 */
export async function cancelAnyJob(colorize: ColorizeDeps, by: AuditOrigin, id: string): Promise<string> {
  const job = await colorize.db.job.findUnique({ where: { id }, select: { userId: true } });
  if (!job) throw noSuchJob();
  return (await cancelJob(colorize, { userId: job.userId, jobId: id, by })).status;
}

const noSuchJob = () => new AppError("not_found", { detail: "There is no job with this id." });
