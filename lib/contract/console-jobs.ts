import { z } from "zod";
import { clientRefSchema, listJobsSchema } from "./requests";
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
  /** From start to end; null until it has ended, and for one that never started. */
  processingMs: z.number().int().nullable(),
  inputUrl: z.string().nullable(),
  outputUrl: z.string().nullable(),
  thumbUrl: z.string().nullable(),
});
export type JobAnswer = z.infer<typeof jobSchema>;

/** `nextCursor` is null on the last page. */
export const jobListSchema = z.object({ jobs: z.array(jobSchema), nextCursor: z.string().nullable() });
export type JobList = z.infer<typeof jobListSchema>;

const listOf = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .max(5000)
    .transform((text) => text.split(","))
    .pipe(z.array(item).max(100));

/** Query of GET /api/console/jobs. Lists are separated by commas. */
export const listConsoleJobsSchema = z.object({
  ...listJobsSchema.shape,
  /** Only jobs that were sent with one of these clientRefs. */
  refs: listOf(clientRefSchema).optional(),
  /** Only jobs of photos with one of these hashes, in hex. */
  sha256: listOf(z.string().regex(/^[0-9a-f]{64}$/)).optional(),
});
