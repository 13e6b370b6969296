import type { PhotoFormat } from "../contract/limits";
import { photoFormatFacts } from "../contract/photos/photo-formats";

/**
 * Under which key the storage keeps a job's photo as it came in. What is shown of the photo may be a picture made of it, with the
 * order's edits and in colors that browsers know.
 */
export const originalKey = (jobId: string, format: PhotoFormat): string =>
  `${jobId}/in.${photoFormatFacts[format].extension}`;
