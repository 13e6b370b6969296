import "server-only";
import type { Db } from "../db/client";
import { type Holder, holdsShare, type Refusal } from "../rate-limit/slots";

/** How many of an account's last jobs say how long one takes. */
const lastJobs = 20;
const usualSeconds = 5;

type Counts = { all: number; own: number; tests: number; running: number };

/**
 * Why the queue of async jobs, that of all instances together, takes no job more of this holder; null when it does. Its places are
 * shared as those of Slots. Requests that arrive at the same moment may exceed it by a few.
 */
export async function refuseWaitingJob(db: Db, places: number, holder: Holder): Promise<Refusal | null> {
  const [counts] = await db.$queryRaw<Counts[]>`
    SELECT count(*)::int AS all, (count(*) FILTER (WHERE "userId" = ${holder.account}))::int AS own,
      (count(*) FILTER (WHERE "isTest"))::int AS tests, (count(*) FILTER (WHERE status = 'running'))::int AS running
    FROM jobs WHERE "queuedAt" IS NOT NULL AND status IN ('queued', 'running')`;
  const { all, own, tests, running } = counts ?? { all: 0, own: 0, tests: 0, running: 0 };
  const free = places - all;
  const isOwnShare = free > 0;
  if (isOwnShare && !holdsShare(holder, { own, tests, free })) return null;
  const seconds = (await readJobSeconds(db, holder.account)) / Math.max(1, running);
  return { isOwnShare, held: isOwnShare ? own : all, retryAfterSeconds: Math.max(1, Math.ceil(seconds)) };
}

/** How long the account's jobs took lately, from a worker's beginning to the end. */
async function readJobSeconds(db: Db, userId: string): Promise<number> {
  const [lately] = await db.$queryRaw<{ seconds: number | null }[]>`
    SELECT avg(extract(epoch FROM "finishedAt" - "startedAt"))::float8 AS seconds FROM (
      SELECT "startedAt", "finishedAt" FROM jobs
      WHERE "userId" = ${userId} AND status = 'succeeded' ORDER BY "createdAt" DESC LIMIT ${lastJobs}
    ) AS ended`;
  return lately?.seconds ?? usualSeconds;
}
