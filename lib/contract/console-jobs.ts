import { z } from "zod";
import type { OutputFormat } from "./order";
import { jobResourceSchema } from "./v1/jobs";

/**
 * A job as its owner sees it in the workbench and the console: the public API's resource, and what only these two show. Its
 * links are relative to the page, signed, and expire at `expiresAt`; null once the files are gone.
 */
export const jobSchema = z.object({
  ...jobResourceSchema.shape,
  clientRef: z.string().nullable(),
  /** Of the photo's file. */
  name: z.string().nullable(),
  /** Of the photo's bytes as they came in, in hex. */
  inputSha256: z.string(),
  /** Its files stay until its owner lets them go; `expiresAt` is then the end of these links. */
  kept: z.boolean(),
  /** From start to end; null until it has ended, and for one that never started. */
  processingMs: z.number().int().nullable(),
  /** A picture of the photo as it was colored: the file itself, or one made of it where browsers show that otherwise or not at all. */
  inputUrl: z.string().nullable(),
  /** The photo's file as it came in. */
  originalUrl: z.string().nullable(),
  outputUrl: z.string().nullable(),
  thumbUrl: z.string().nullable(),
});
export type JobAnswer = z.infer<typeof jobSchema>;

/** `nextCursor` is null on the last page. */
export const jobListSchema = z.object({ jobs: z.array(jobSchema), nextCursor: z.string().nullable() });
export type JobList = z.infer<typeof jobListSchema>;

/** Formats of outputs that most browsers only save. */
const savedOnly: ReadonlySet<OutputFormat> = new Set(["tiff"]);

export const isShown = (format: OutputFormat): boolean => !savedOnly.has(format);

type Output = { jobId: string; outputUrl: string | null; order: { outputFormat: OutputFormat } };

/** Where a browser finds the output as a picture that it can show, pixel for pixel and without the job's recipe; null without one. */
export function shownOutputUrl({ jobId, outputUrl, order }: Output): string | null {
  if (outputUrl === null || isShown(order.outputFormat)) return outputUrl;
  return `/api/console/jobs/${jobId}/picture?format=png&recipe=none`;
}
