import "server-only";
import pLimit from "p-limit";
import { deleteExpiredArchives } from "../../archives/archive-links";
import { expireLots } from "../../credits/expire-lots";
import { deleteOldIdempotencyKeys } from "../../jobs/idempotency-keys";
import { findExpiredFiles, markFilesDeleted } from "../../jobs/job-files";
import { deleteOldRefusedAttempts } from "../../jobs/refused-attempts";
import { deleteOldAsks } from "../../queue/asks/ask-rows";
import { askFolder } from "../../queue/asks/ask-worker";
import { deleteOldCounts } from "../../rate-limit/database-rate-limit";
import { deleteOldShares } from "../../shares/delete-shares";
import { recordLowCredits } from "../../webhooks/events/record-low-credits";
import type { ColorizeDeps } from "../colorize-deps";

const batch = 100;
/** Jobs whose files are deleted side by side: a bucket takes some time for each and minds no company. */
const deletedAtOnce = 8;

/** Handles what has expired: files, keys, refusals, shares, archives, counts and credits. Safe to run in several processes at once. */
export async function sweepExpired(deps: ColorizeDeps): Promise<void> {
  let deleted: number;
  do deleted = await sweepExpiredFiles(deps);
  while (deleted === batch);
  await sweepOldAsks(deps);
  await deleteOldIdempotencyKeys(deps.db, deps.clock.now());
  await deleteOldRefusedAttempts(deps.db, deps.clock.now());
  await deleteOldShares(deps.db, deps.clock.now());
  await deleteExpiredArchives(deps.db, deps.clock.now());
  await deleteOldCounts(deps.db, deps.clock.now());
  const now = deps.clock.now();
  await expireLots(deps.db, now, (tx, userId) => recordLowCredits(tx, userId, now));
}

/**
 * Deletes the files of jobs past their retention or removed by their owner; the rows stay. At most 100 jobs a call. Returns how
 * many.
 */
export async function sweepExpiredFiles({ db, storage, clock, log }: ColorizeDeps): Promise<number> {
  const jobs = await findExpiredFiles(db, clock.now(), batch);
  if (jobs.length === 0) return 0;
  const deleted: string[] = [];
  const failures: unknown[] = [];
  const deleteOne = async ({ id }: { id: string }) => {
    try {
      await storage.deleteJob(id);
      deleted.push(id);
    } catch (error) {
      failures.push(error);
    }
  };
  await pLimit(deletedAtOnce).map(jobs, deleteOne);
  // One line, not one for each: a storage that is down fails all of them, every time.
  if (failures.length > 0)
    log.error({ err: failures[0], jobs: failures.length }, "could not delete the files of jobs; it will be retried");
  await markFilesDeleted(db, deleted, clock.now());
  return deleted.length;
}

/** Removes what processes that were killed while they waited for a worker left behind. */
async function sweepOldAsks({ db, storage }: ColorizeDeps): Promise<void> {
  for (const id of await deleteOldAsks(db)) await storage.deleteJob(askFolder(id));
}
