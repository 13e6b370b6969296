import type { AddOn } from "../../lib/contract/order";
import { unknownFacts } from "../../lib/contract/photos/photo-facts";
import { captureHold, releaseHold } from "../../lib/credits/settle-hold";
import { type Db, inTransaction, type Tx } from "../../lib/db/client";
import { failJob, succeedJob } from "../../lib/jobs/end-job";

/**
 * Ends an open job well, both or neither: `chargedCredits` of its hold are captured, and where that is less than its price the
 * job says that an add-on was idle. False when it was settled before.
 */
export function settleAsSucceeded(db: Db, jobId: string, chargedCredits = 1, now = new Date()): Promise<boolean> {
  return inTransaction(db, (tx) => succeedInTransaction(tx, jobId, chargedCredits, now));
}

/** Ends an open job badly: its hold released, both or neither. False when it was settled before. */
export function settleAsFailed(db: Db, jobId: string, now = new Date()): Promise<boolean> {
  return inTransaction(db, (tx) => failInTransaction(tx, jobId, now));
}

/** settleAsSucceeded, for a test that does more in the same transaction. */
export async function succeedInTransaction(tx: Tx, jobId: string, chargedCredits: number, now: Date): Promise<boolean> {
  if (!(await captureHold(tx, jobId, chargedCredits, now))) return false;
  const { priceCredits } = await tx.job.findUniqueOrThrow({ where: { id: jobId } });
  const idleAddOns: AddOn[] = chargedCredits < priceCredits ? ["faceRemaster"] : [];
  const output = { outputKey: `${jobId}/out.png`, outputBytes: 99, outputSha256: "1".repeat(64), modelTag: "test@0" };
  return succeedJob(tx, { jobId, ...output, facts: unknownFacts, chargedCredits, idleAddOns, now });
}

/** settleAsFailed, for a test that does more in the same transaction. */
export async function failInTransaction(tx: Tx, jobId: string, now: Date): Promise<boolean> {
  if (!(await releaseHold(tx, jobId, "upstream_error", now))) return false;
  return failJob(tx, { jobId, errorCode: "upstream_error", errorDetail: "The provider failed.", now });
}
