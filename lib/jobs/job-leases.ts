import "server-only";
import type { JobStage } from "../contract/answers";
import type { Db } from "../db/client";
import type { Job } from "../generated/prisma/client";

type Renewed = Pick<Job, "id" | "cancelRequestedAt">;

type Renewal = { runnerId: string; jobIds: string[]; leaseUntil: Date };

/**
 * Extends the leases of those of `jobIds` that are unfinished and still the runner's, and returns them. A job that the runner gave
 * up without being able to say so is not among `jobIds`: its lease must run out.
 */
export function renewLeases(db: Db, { runnerId, jobIds, leaseUntil }: Renewal): Promise<Renewed[]> {
  return db.job.updateManyAndReturn({
    where: { id: { in: jobIds }, runnerId, status: { in: ["queued", "running"] } },
    data: { leaseUntil },
    select: { id: true, cancelRequestedAt: true },
  });
}

export type DeadJob = Pick<Job, "id" | "cancelRequestedAt" | "queuedAt" | "tries" | "runnerId">;

/**
 * At most `limit` unfinished jobs that nobody will end, oldest first: their lease has expired, because the process that ran them
 * has died, or they were canceled while they waited for a worker.
 */
export function findDeadJobs(db: Db, now: Date, limit = 100): Promise<DeadJob[]> {
  return db.job.findMany({
    where: {
      status: { in: ["queued", "running"] },
      OR: [
        { leaseUntil: { lt: now } },
        { leaseUntil: null, queuedAt: null },
        { leaseUntil: null, cancelRequestedAt: { not: null } },
      ],
    },
    select: { id: true, cancelRequestedAt: true, queuedAt: true, tries: true, runnerId: true },
    orderBy: { createdAt: "asc" },
    take: limit,
  });
}

/** Records the stage and the percentage (0 to 100, of the whole job). Never goes backward; no effect once the job has ended. */
export async function recordProgress(db: Db, jobId: string, stage: JobStage, percent: number): Promise<void> {
  const whole = Math.max(0, Math.min(100, Math.round(percent)));
  await db.job.updateMany({
    where: { id: jobId, status: "running", percent: { lte: whole } },
    data: { stage, percent: whole },
  });
}
