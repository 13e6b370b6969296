import { endHeldJob } from "../../lib/colorize/job-statements";
import type { AddOn } from "../../lib/contract/order";
import { unknownFacts } from "../../lib/contract/photos/photo-facts";
import { releaseHold } from "../../lib/credits/settle-hold";
import { type Db, inTransaction, type Tx } from "../../lib/db/client";
import { failJob } from "../../lib/jobs/end-job";

/**
 * Ends an open job well, both or neither: `chargedCredits` of its hold are captured, and where that is less than its price the
 * job says that an add-on was idle. Its webhook events are written too. False when it was settled before.
 */
export async function settleAsSucceeded(
  db: Db | Tx,
  jobId: string,
  chargedCredits = 1,
  now = new Date(),
): Promise<boolean> {
  const { priceCredits } = await db.job.findUniqueOrThrow({ where: { id: jobId } });
  const idleAddOns: AddOn[] = chargedCredits < priceCredits ? ["faceRemaster"] : [];
  const output = {
    outputKey: `${jobId}/out.png`,
    outputBytes: 99,
    outputSha256: "1".repeat(64),
    modelTag: "test@0",
    provider: "fake",
    costMicros: null,
  };
  const success = { jobId, ...output, facts: unknownFacts, chargedCredits, idleAddOns, now };
  return (await endHeldJob(db, success)) !== null;
}

/** Ends an open job badly: its hold released, both or neither. False when it was settled before. */
export function settleAsFailed(db: Db, jobId: string, now = new Date()): Promise<boolean> {
  return inTransaction(db, (tx) => failInTransaction(tx, jobId, now));
}

/** settleAsFailed, for a test that does more in the same transaction. */
export async function failInTransaction(tx: Tx, jobId: string, now: Date): Promise<boolean> {
  if (!(await releaseHold(tx, jobId, "upstream_error", now))) return false;
  const failure = { errorCode: "upstream_error", errorDetail: "The provider failed." } as const;
  return (await failJob(tx, { jobId, ...failure, now })) !== null;
}
