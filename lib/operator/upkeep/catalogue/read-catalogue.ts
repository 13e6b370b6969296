import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError } from "../../../errors/app-error";

/** A published file that `npm run models -- get` can fetch. */
const entrySchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** What `npm run models -- add --as` calls it. */
  kind: z.string(),
  what: z.string(),
  /** The name it is published under, a bare file name. */
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.onnx$/),
  /** null where no publisher states a size: then only the hash is compared. */
  bytes: z.number().int().positive().nullable(),
  /** About how large such a file is, where `bytes` is null. */
  roughBytes: z.number().int().positive().optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  license: z.string(),
  /** What is for non-commercial use only, in a sentence; null when nothing is. */
  nonCommercial: z.string().nullable(),
  /** Who else names this hash. */
  confirmedBy: z.string(),
  /** Tried in turn. Each has a revision or a release, never a branch. */
  addresses: z.array(z.url({ protocol: /^https$/ })).min(2),
});

const catalogueSchema = z.strictObject({ entries: z.array(entrySchema) });

export type CatalogueEntry = z.infer<typeof entrySchema>;

/** No ONNX file is larger: protobuf ends there. */
export const mostFileBytes = 2 ** 31;

/** Bytes of the file, or about how many; null where nobody says anything. */
export const sizeOf = ({ bytes, roughBytes }: CatalogueEntry): number | null => bytes ?? roughBytes ?? null;

/**
 * The published files that the studio knows, from `catalogue.json` of the models folder.
 * @throws {AppError} not_configured when it is missing or invalid
 */
export async function readCatalogue(modelsDir: string): Promise<CatalogueEntry[]> {
  try {
    const text = await readFile(path.join(/* turbopackIgnore: true */ modelsDir, "catalogue.json"), "utf8");
    return catalogueSchema.parse(JSON.parse(text)).entries;
  } catch (cause) {
    throw new AppError("not_configured", {
      detail: "The models folder has no valid catalogue.json. The operator has to restore it.",
      cause,
    });
  }
}
