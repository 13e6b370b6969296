import { z } from "zod";

/** A backup cannot be made or restored. The message says why, what to do, and what was left behind. */
export class BackupError extends Error {}

/** Of the archive's layout; the version of the database's schema is in `migrations`. */
export const formatVersion = 1;
export const manifestName = "manifest.json";
export const secretsName = "secrets.json";
const identifier = z.string().regex(/^[A-Za-z_]\w*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Where an entry may lie. Nothing else is written to a disk from an archive. */
export const entryNames = {
  rows: (table: string) => `database/${table}.ndjson`,
  tableOf: (name: string): string | null => /^database\/([A-Za-z_]\w*)\.ndjson$/.exec(name)?.[1] ?? null,
  file: (key: string) => `files/${key}`,
  keyOf: (name: string): string | null => /^files\/(job_[0-9A-Za-z]+\/[a-z]+\.[a-z]+)$/.exec(name)?.[1] ?? null,
};

/**
 * The archive's last entry: what the others are. An archive without one was cut off.
 * `tables` are in an order in which every row's parents come before it.
 */
export const manifestSchema = z.object({
  product: z.literal("pixomax-studio"),
  format: z.literal(formatVersion),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  tables: z.array(
    z.object({ name: identifier, columns: z.array(identifier).min(1), rows: z.number().int().nonnegative() }),
  ),
  /** Secrets that came from the environment of the studio, and are therefore not in the archive. */
  secretsFromEnvironment: z.array(z.string()),
  withFiles: z.boolean(),
  entries: z.record(z.string(), z.object({ bytes: z.number().int().nonnegative(), sha256 })),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type Entries = Manifest["entries"];

/** What is read before the rest: an archive of a later format may have another shape. */
export const manifestHeadSchema = z.object({ product: z.literal("pixomax-studio"), format: z.number().int() });
