import { z } from "zod";

/** Jobs in one archive. */
export const maxArchiveJobs = 1000;

/** Body of POST /api/v1/archives and of the console's. A job that is named twice is in the archive once. */
export const archiveRequestSchema = z.strictObject({
  jobIds: z.array(z.string().min(1).max(50)).min(1).max(maxArchiveJobs).meta({
    description:
      "Jobs whose pictures are wanted. Those without a picture are listed in `manifest.csv` with the reason.",
  }),
});

/** What the console gets to download: an address of its own, which works for the signed-in account until `expiresAt`. */
export const archiveLinkSchema = z.object({
  archiveUrl: z.string(),
  expiresAt: z.iso.datetime(),
  pictures: z.number().int(),
  /** Jobs without a picture, which are only in the manifest. */
  leftOut: z.number().int(),
});
export type ArchiveLink = z.infer<typeof archiveLinkSchema>;
