import { z } from "zod";

const positive = z.number().positive();

/** What a simulation is fed with. Every number is measured; `source` says by which command. */
export const measuredSchema = z.strictObject({
  source: z.string(),
  /** CPU of a web process for one photo, from the first byte to the answer. */
  webCpuMs: positive,
  /** Holds with their captures that the database sustains a second, many accounts at once. */
  databasePhotosPerSecond: positive,
  /** Input and output written and read once each. */
  storageMs: positive,
  /** Requests that the storage serves side by side before it becomes slower. */
  storageParallel: positive.int(),
  /** Kinds of photos, how often each comes, and how long one core of a worker takes for it. */
  photos: z.array(z.strictObject({ name: z.string(), share: positive, workerSeconds: positive })).min(1),
});

export type Measured = z.infer<typeof measuredSchema>;
export type PhotoKind = Measured["photos"][number];
