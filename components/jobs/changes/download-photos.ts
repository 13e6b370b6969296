import type { JobAnswer } from "@/lib/contract/console-jobs";
import { nameDownload } from "@/lib/format/format-files";

/** The jobs that have an output to download. */
export const downloadable = (jobs: JobAnswer[]): JobAnswer[] => jobs.filter(({ outputUrl }) => outputUrl !== null);

/** Saves the outputs as files of their own. */
export async function downloadPhotos(jobs: JobAnswer[]): Promise<void> {
  for (const { name, outputUrl } of jobs) if (outputUrl) saveFile(outputUrl, nameDownload(name, outputUrl));
}

function saveFile(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
