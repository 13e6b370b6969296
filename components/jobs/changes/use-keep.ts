import { toast } from "sonner";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { formatCount } from "@/lib/format/format-numbers";
import { useChangeJob } from "../use-jobs";

/** Keeps photos beyond their time, or lets them go again, one after the other; says so, or what went wrong. */
export function useKeep() {
  const change = useChangeJob();
  return async (jobs: Pick<JobAnswer, "jobId">[], kept: boolean): Promise<void> => {
    try {
      for (const { jobId } of jobs) await change.mutateAsync({ id: jobId, kept });
      const photos = formatCount(jobs.length, "photo");
      toast.success(kept ? `${photos} kept` : `${photos} no longer kept`);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "The studio did not answer.");
    }
  };
}
