import type { PhotoFormat } from "../contract/limits";

/** Under which key the storage keeps a job's photo as it came in: what is shown of it may be a picture made of it. */
export const originalKey = (jobId: string, format: PhotoFormat): string =>
  `${jobId}/in.${format === "jpeg" ? "jpg" : format}`;
