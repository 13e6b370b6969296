import "server-only";
import type { JobStage } from "../contract/answers";
import { recordProgress } from "../jobs/job-leases";
import type { ColorizeDeps } from "./colorize-deps";

/** Most photos are done before anybody has looked; the progress of a longer one is written after this, */
const quietMs = 700;
/** and so often from then on. */
const everyMs = 1_000;

/**
 * Writes how far a photo is, for people who look at it while it runs. A failed write is logged and does not fail the job. `end`
 * must be called when the provider has finished.
 */
export function createProgressWriter({ db, log }: Pick<ColorizeDeps, "db" | "log">, jobId: string) {
  let latest: { stage: JobStage; percent: number } | null = null;
  const write = () => {
    timer = setTimeout(write, everyMs);
    if (!latest) return;
    const { stage, percent } = latest;
    latest = null;
    recordProgress(db, jobId, stage, percent).catch((error: unknown) => {
      log.warn({ err: error, jobId }, "could not record progress");
    });
  };
  let timer = setTimeout(write, quietMs);
  return {
    report(stage: JobStage, percent: number): void {
      latest = { stage, percent };
    },
    end: (): void => clearTimeout(timer),
  };
}
