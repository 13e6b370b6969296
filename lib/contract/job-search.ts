import { z } from "zod";
import { jobStatuses } from "./answers";
import { jobSchema } from "./console-jobs";
import { models } from "./order";
import { errorCodeSchema } from "./problems";
import { clientRefSchema, listJobsSchema, momentSchema } from "./requests";

export const jobSorts = ["newest", "oldest", "name"] as const;
export type JobSort = (typeof jobSorts)[number];

/** The states of an attempt at a photo: a job's, or refused before there was a job. */
export const attemptStates = [...jobStatuses, "refused"] as const;
export type AttemptState = (typeof attemptStates)[number];

const listOf = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .max(7000)
    .transform((text) => text.split(","))
    .pipe(z.array(item).max(100));

/** What the console's lists may be narrowed to, and how they are sorted. */
export const searchJobsSchema = z.object({
  /** Part of the photo's name, in any case and with or without accents. */
  search: z.string().trim().max(200).optional(),
  source: listJobsSchema.shape.source,
  status: z.enum(attemptStates).optional(),
  model: z.enum(models).optional(),
  created_after: momentSchema.optional(),
  /** Exclusive. */
  created_before: momentSchema.optional(),
  sort: z.enum(jobSorts).default("newest"),
  /** It holds the name of a page's last photo where the list is sorted by name. */
  cursor: z.string().max(2000).optional(),
  limit: listJobsSchema.shape.limit,
});
export type SearchJobsRequest = z.infer<typeof searchJobsSchema>;

/** Query of GET /api/console/jobs, where the workbench also finds its own again. Lists are separated by commas. */
export const findJobsSchema = z.object({
  ...searchJobsSchema.shape,
  /** Only jobs that were sent with one of these clientRefs. */
  refs: listOf(clientRefSchema).optional(),
  /** Only jobs of photos with one of these hashes, in hex. */
  sha256: listOf(z.string().regex(/^[0-9a-f]{64}$/)).optional(),
});

/** Query of GET /api/console/jobs.csv: what the list shows, to its end. */
export const jobsCsvSchema = searchJobsSchema.omit({ cursor: true, limit: true });

/** A photo, by the job that shows it best, with the ids of all jobs for the same photo, that one's among them, newest first. */
export const libraryPhotoSchema = z.object({ job: jobSchema, versions: z.array(z.string()) });
export type LibraryPhoto = z.infer<typeof libraryPhotoSchema>;
/** `nextCursor` is null on the last page. */
export const photoListSchema = z.object({ photos: z.array(libraryPhotoSchema), nextCursor: z.string().nullable() });

/** An attempt that was refused before a job existed: nothing was charged, and nothing of the photo was stored. */
export const refusedAttemptSchema = z.object({
  attemptId: z.string(),
  mode: jobSchema.shape.mode,
  source: jobSchema.shape.source,
  keyName: z.string().nullable(),
  /** Of the photo's file; null where the request did not come that far. */
  name: z.string().nullable(),
  createdAt: z.iso.datetime(),
  error: z.object({ code: errorCodeSchema, title: z.string(), detail: z.string(), fix: z.string() }),
});
export type RefusedAttemptAnswer = z.infer<typeof refusedAttemptSchema>;

/** One attempt at a photo: exactly one of the two is there. */
export const attemptSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("job"), job: jobSchema }),
  z.object({ kind: z.literal("refused"), refused: refusedAttemptSchema }),
]);
export type Attempt = z.infer<typeof attemptSchema>;
/** `nextCursor` is null on the last page. */
export const attemptListSchema = z.object({ attempts: z.array(attemptSchema), nextCursor: z.string().nullable() });

/** Body of PATCH /api/console/jobs/{id}; what is left out stays. */
export const changeJobSchema = z.strictObject({
  name: z
    .string()
    .transform((text) => text.replace(/\p{Cc}+/gu, " ").trim())
    .pipe(z.string().min(1, "Give the photo a name").max(200, "Use at most 200 characters"))
    .optional(),
  kept: z.boolean().optional(),
});
export type ChangeJobRequest = z.infer<typeof changeJobSchema>;

/** Body of POST /api/console/jobs/delete, and the ids of its answer: those that were deleted now. */
export const deleteJobsSchema = z.strictObject({ jobIds: z.array(z.string().max(100)).min(1).max(1000) });
export const deletedJobsSchema = z.object({ deleted: z.array(z.string()) });
