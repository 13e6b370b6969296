import type { QueuePhoto } from "./queue-photo";

/** The photo as it came in: this page's file, or what the server kept; null when neither is there any more. */
export async function readOriginal({ local, job, name }: QueuePhoto): Promise<File | null> {
  if (local) return local.file;
  if (!job?.inputUrl) return null;
  const response = await fetch(job.inputUrl).catch(() => null);
  if (!response?.ok) return null;
  const content = await response.blob();
  return new File([content], name, { type: content.type });
}
