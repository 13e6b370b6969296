import "server-only";
import type { AddOn } from "../contract/order";
import type { PhotoFacts } from "../contract/photo-facts";
import type { Tx } from "../db/client";

type Success = {
  jobId: string;
  outputKey: string;
  outputBytes: number;
  outputSha256: string;
  modelTag: string;
  chargedCredits: number;
  /** Ordered ones that changed nothing and are not part of `chargedCredits`. */
  idleAddOns: AddOn[];
  facts: PhotoFacts;
  now: Date;
};

/** queued or running → succeeded. False when the job had ended before or its owner wants it ended; then nothing may be captured. */
export async function succeedJob(tx: Tx, { jobId, now, facts, ...output }: Success): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: { id: jobId, status: { in: ["queued", "running"] }, cancelRequestedAt: null },
    data: {
      ...output,
      inputTone: facts.tone,
      damagePercent: facts.damagePercent,
      facesFound: facts.faces,
      clarityGain: facts.clarityGain,
      status: "succeeded",
      percent: 100,
      stage: null,
      finishedAt: now,
      leaseUntil: null,
    },
  });
  return count === 1;
}
