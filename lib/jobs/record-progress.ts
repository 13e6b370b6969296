import "server-only";
import type { JobStage } from "../contract/answers";
import type { Db } from "../db/client";

/** Records the stage and the percentage (0 to 100, of the whole job). Never goes backward; no effect once the job has ended. */
export async function recordProgress(db: Db, jobId: string, stage: JobStage, percent: number): Promise<void> {
  const whole = Math.max(0, Math.min(100, Math.round(percent)));
  await db.job.updateMany({
    where: { id: jobId, status: "running", percent: { lte: whole } },
    data: { stage, percent: whole },
  });
}
