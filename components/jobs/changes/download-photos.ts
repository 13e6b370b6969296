import { downloadArchive } from "@/lib/client/download-archive";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { nameDownload } from "@/lib/format/format-files";

/** The jobs that have an output to download. */
export const downloadable = (jobs: JobAnswer[]): JobAnswer[] => jobs.filter(({ outputUrl }) => outputUrl !== null);

/** Saves one output as its file, and several as one ZIP. @throws {ApiProblem} */
export async function downloadPhotos(jobs: JobAnswer[]): Promise<void> {
  const [only, ...others] = downloadable(jobs);
  if (others.length > 0) await downloadArchive(downloadable(jobs).map(({ jobId }) => jobId));
  else if (only?.outputUrl) saveFile(only.outputUrl, nameDownload(only.name, only.outputUrl));
}

function saveFile(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
