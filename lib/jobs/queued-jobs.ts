import "server-only";
import { type Db, sql, type Tx } from "../db/client";
import type { Job } from "../generated/prisma/client";

/** How many workers may begin a queued job before it fails: a photo that ends its worker would end them all. */
export const maxTries = 3;

/** Who has a queued job, so that a worker that lost it to another one cannot end it. */
export type Fence = { runnerId: string; tries: number };

/** Unfinished, and its caller does not wait for the output. */
const isQueued = sql`"queuedAt" IS NOT NULL AND status IN ('queued', 'running')`;

type Queueing = { jobId: string; inputKey: string; runnerId: string; now: Date };
type Turn = Pick<Job, "isTest"> & { turn: number };

/**
 * Hands a job of this process to the queue. Null when its owner has requested cancellation, or a sweeper closed it.
 *
 * Turns are fair between accounts, as those of packets in a self-clocked fair queue: a job comes one after its account's last
 * one, but not before the one that is being served. So whoever has many waiting is served in rounds with the others, and nobody
 * who comes later and again passes a job for ever. Two at the same moment may get the same turn.
 */
export async function queueJob(tx: Tx, { jobId, inputKey, runnerId, now }: Queueing): Promise<Turn | null> {
  const [queued] = await tx.$queryRaw<Turn[]>`
    UPDATE jobs SET "queuedAt" = ${now}::timestamptz, "inputKey" = ${inputKey}, "runnerId" = NULL, "leaseUntil" = NULL,
      turn = 1 + greatest(
        0,
        (SELECT max(own.turn) FROM jobs AS own WHERE own."userId" = jobs."userId" AND own."isTest" = jobs."isTest" AND ${isQueued}),
        coalesce(
          (SELECT max(served.turn) FROM jobs AS served
           WHERE served."isTest" = jobs."isTest" AND ${isQueued} AND served.status = 'running'),
          (SELECT min(next.turn) - 1 FROM jobs AS next WHERE next."isTest" = jobs."isTest" AND ${isQueued})
        )
      )
    WHERE id = ${jobId} AND status = 'queued' AND "runnerId" = ${runnerId} AND "cancelRequestedAt" IS NULL
    RETURNING turn, "isTest"`;
  return queued ?? null;
}

type Claim = { jobId: string; runnerId: string; leaseUntil: Date; now: Date };

/** A waiting job → running, by this worker. Null when it does not wait: canceled, ended, or another worker has it. */
export async function claimJob(db: Db, { jobId, runnerId, leaseUntil, now }: Claim): Promise<Job | null> {
  const [claimed] = await db.job.updateManyAndReturn({
    where: { id: jobId, ...waiting, cancelRequestedAt: null },
    data: { status: "running", runnerId, leaseUntil, tries: { increment: 1 }, startedAt: now },
  });
  return claimed ?? null;
}

const waiting = { status: "queued", queuedAt: { not: null }, leaseUntil: null } as const;

/**
 * Lets a job wait for another worker. Null when it is no longer that worker's, or its owner has requested cancellation.
 * @param isCounted whether the try that ends here counts
 * @param deadAt only if its lease has expired by then
 */
export async function handBackJob(
  tx: Tx,
  { jobId, isCounted, deadAt, ...fence }: Fence & { jobId: string; isCounted: boolean; deadAt?: Date },
): Promise<Turn | null> {
  const [back] = await tx.job.updateManyAndReturn({
    where: {
      id: jobId,
      ...fence,
      status: "running",
      queuedAt: { not: null },
      cancelRequestedAt: null,
      leaseUntil: deadAt && { lt: deadAt },
    },
    data: {
      status: "queued",
      stage: "queued",
      percent: 0,
      runnerId: null,
      leaseUntil: null,
      tries: isCounted ? undefined : { decrement: 1 },
    },
    select: { turn: true, isTest: true },
  });
  return back ? { ...back, turn: back.turn ?? 0 } : null;
}

/** Whether the job is in the queue and no worker has it. */
export async function isWaiting(db: Db, jobId: string): Promise<boolean> {
  return (await db.job.count({ where: { id: jobId, ...waiting } })) === 1;
}

/** The account's jobs that no worker has, in their order. */
export async function listWaitingJobs(db: Db, userId: string): Promise<string[]> {
  const rows = await db.job.findMany({ where: { userId, ...waiting }, orderBy: { turn: "asc" }, select: { id: true } });
  return rows.map(({ id }) => id);
}
