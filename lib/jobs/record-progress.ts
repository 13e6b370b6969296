import "server-only";
import type { JobStage } from "../contract/answers";
import type { Db } from "../db/client";

/** Where the job is, percent 0..100 over the whole of it. Never goes back, and does nothing once the job has ended. */
export async function recordProgress(db: Db, jobId: string, stage: JobStage, percent: number): Promise<void> {
  const whole = Math.max(0, Math.min(100, Math.round(percent)));
  await db.job.updateMany({
    where: { id: jobId, status: "running", percent: { lte: whole } },
    data: { stage, percent: whole },
  });
}
