import "server-only";
import type { PhotoFacts } from "../contract/photo-facts";
import type { Job } from "../generated/prisma/client";

/** What a job's run saw in its photo, as the row keeps it; null before the job has succeeded. */
export function toPhotoFacts(row: Job): PhotoFacts | null {
  if (row.status !== "succeeded") return null;
  return {
    tone: row.inputTone,
    damagePercent: row.damagePercent,
    faces: row.facesFound,
    clarityGain: row.clarityGain as PhotoFacts["clarityGain"],
  };
}
