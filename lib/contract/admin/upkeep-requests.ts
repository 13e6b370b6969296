import { z } from "zod";

export const reconcileSchema = z.strictObject({ days: z.number().int().min(1).max(365) });
export const startBackupSchema = z.strictObject({ withFiles: z.boolean() });
/** A receipt as it was downloaded; whatever else it is, the answer says that it is none. */
export const verifyReceiptSchema = z.strictObject({ receipt: z.unknown() });

/** As pino has them. */
export const logLevels = { debug: 20, info: 30, warn: 40, error: 50 } as const;
export type LogLevel = keyof typeof logLevels;

export const logQuerySchema = z.object({
  /** This level and those above it. */
  level: z.enum(["debug", "info", "warn", "error"]).default("info"),
  /** A part of the line, such as the id of a request. */
  search: z.string().trim().max(100).optional(),
});
export const logAnswerSchema = z.object({
  /** The newest last. */
  lines: z.array(z.object({ time: z.string(), level: z.string(), message: z.string(), rest: z.string() })),
});
export type LogAnswer = z.infer<typeof logAnswerSchema>;

export const backupStateSchema = z.object({
  files: z.array(z.object({ name: z.string(), bytes: z.number(), at: z.string() })),
  run: z.object({ startedAt: z.string(), failure: z.string().nullable() }).nullable(),
});
export type BackupState = z.infer<typeof backupStateSchema>;
export const booksAnswerSchema = z.object({
  ok: z.boolean(),
  users: z.number(),
  movements: z.number(),
  violations: z.array(z.object({ rule: z.string(), row: z.record(z.string(), z.unknown()) })),
});
export const checkedReceiptSchema = z.object({ valid: z.boolean(), reason: z.string().optional() }).loose();
