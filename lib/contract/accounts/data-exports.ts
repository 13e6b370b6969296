import { z } from "zod";

export const exportStates = ["waiting", "running", "ready", "failed", "expired"] as const;
/** Exports that one account may start in 24 hours. */
export const exportsPerDay = 3;
/** How long a finished one can be downloaded. */
export const exportKeptDays = 7;

/** Everything an account has, as one ZIP. */
export const dataExportSchema = z.object({
  id: z.string(),
  state: z.enum(exportStates),
  bytes: z.number().int().nullable(),
  /** Why it failed, in words for the owner. */
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** When its file goes. */
  expiresAt: z.iso.datetime().nullable(),
});
export type DataExportAnswer = z.infer<typeof dataExportSchema>;
/** Newest first. */
export const dataExportListSchema = z.object({ exports: z.array(dataExportSchema) });
