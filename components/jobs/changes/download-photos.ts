import { downloadArchive } from "@/lib/client/job-files";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { linkToSave, nameDownload } from "@/lib/format/format-files";

/** The jobs that have an output to download. */
export const downloadable = (jobs: JobAnswer[]): JobAnswer[] => jobs.filter(({ outputUrl }) => outputUrl !== null);

/** Attributes of the link to a job's output, with its colors adjusted where they were; null where there is no output. */
export function linkToOutput({ jobId, name, outputUrl, recipe, order }: JobAnswer) {
  if (!outputUrl) return null;
  const adjusted = `/api/console/jobs/${jobId}/picture?format=${order.outputFormat}`;
  const download = nameDownload(name, outputUrl);
  return { href: recipe ? adjusted : linkToSave(outputUrl, download), download };
}

/** Saves one output as its file, and several as one ZIP. @throws {ApiProblem} */
export async function downloadPhotos(jobs: JobAnswer[]): Promise<void> {
  const [only, ...others] = downloadable(jobs);
  if (others.length > 0) await downloadArchive(downloadable(jobs).map(({ jobId }) => jobId));
  else if (only) Object.assign(document.createElement("a"), linkToOutput(only)).click();
}
