import "server-only";
import type { JobStage } from "../contract/answers";
import type { Db, Tx } from "../db/client";

type Start = {
  jobId: string;
  /** Storage key of the photo in a form that browsers can show. */
  inputKey: string;
  runnerId: string;
  leaseUntil: Date;
  now: Date;
};

/** queued → running. False when the job is no longer queued or its owner has requested cancellation. */
export async function startJob(db: Db | Tx, { jobId, now, ...started }: Start): Promise<boolean> {
  const { count } = await db.job.updateMany({
    where: { id: jobId, status: "queued", cancelRequestedAt: null },
    data: { ...started, status: "running", startedAt: now },
  });
  return count === 1;
}

/** Records the stage and the percentage (0 to 100, of the whole job). Never goes backward; no effect once the job has ended. */
export async function recordProgress(db: Db, jobId: string, stage: JobStage, percent: number): Promise<void> {
  const whole = Math.max(0, Math.min(100, Math.round(percent)));
  await db.job.updateMany({
    where: { id: jobId, status: "running", percent: { lte: whole } },
    data: { stage, percent: whole },
  });
}
