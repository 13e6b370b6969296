import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { z } from "zod";
import { CommandError } from "../../../scripts/command-line";

/** The folder holds nothing to evaluate, or what describes it can't be read. The program exits with 2. */
export class PhotosError extends CommandError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, 2, options);
  }
}

/** What a collection is for: teaching, choosing, or being looked at once a model. The latter two are never taught. */
export const foreignRoles = ["tune-foreign", "held-out-foreign"] as const;
export type ForeignRole = (typeof foreignRoles)[number];
export type Role = "train" | ForeignRole;

const sourcesSchema = z.object({
  sources: z.record(z.string(), z.object({ role: z.enum(["train", ...foreignRoles]).default("train") })),
});
const lineSchema = z.object({ name: z.string(), source: z.string() });

/** Where photos came from, and what for. */
export type Sources = {
  /** By the name of the photo's file, without folder or shard. */
  sourceOf: ReadonlyMap<string, string>;
  roleOf: ReadonlyMap<string, Role>;
};

/**
 * The collections of a photos folder, as its sources.json and index.jsonl.gz tell them; null where there is no sources.json.
 * @throws {PhotosError} when one of them says something else
 */
export async function readSources(dir: string): Promise<Sources | null> {
  const at = path.join(dir, "sources.json");
  const text = await readFile(at, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const roles = parseAs(at, () => sourcesSchema.parse(JSON.parse(text)));
  const index = path.join(dir, "index.jsonl.gz");
  const packed = await readFile(index);
  const lines = await promisify(gunzip)(packed).then(String, (cause) => {
    throw new PhotosError(`${index} can't be unpacked.`, { cause });
  });
  const rows = parseAs(index, () =>
    lines
      .split("\n")
      .filter(Boolean)
      .map((line) => lineSchema.parse(JSON.parse(line))),
  );
  return {
    sourceOf: new Map(rows.map(({ name, source }) => [name, source])),
    roleOf: new Map(Object.entries(roles.sources).map(([source, { role }]) => [source, role])),
  };
}

function parseAs<T>(at: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new PhotosError(`${at} doesn't say where photos came from and what for.`, { cause });
  }
}
