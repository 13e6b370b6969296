import { stat } from "node:fs/promises";
import path from "node:path";
import { neededMemory } from "../../../colorize/providers/embedded/engine/needed-memory";
import type { ModelsPlace } from "../../../colorize/providers/embedded/graphs/locate-models";
import { readAddedManifest } from "../../../colorize/providers/embedded/graphs/read-manifest";
import { type CatalogueEntry, readCatalogue, sizeOf } from "./read-catalogue";

/** What of a published file is on this machine: added as a model; the file, not added; a part of it; nothing. */
export type Presence = "added" | "file" | "part" | "none";

export type ListedEntry = CatalogueEntry & {
  /** Hosts of its addresses, in the order they are tried. */
  hosts: string[];
  /** Bytes of memory of a studio with one engine worker that runs it; null where its size is not known. */
  memoryBytes: number | null;
  presence: Presence;
};

/** Every published file that the studio knows, and what of it is here. @throws {AppError} not_configured */
export async function listCatalogue({ modelsDir, addedDir }: ModelsPlace): Promise<ListedEntry[]> {
  const [entries, added] = await Promise.all([readCatalogue(modelsDir), addedDir ? readHashes(addedDir) : new Set()]);
  return Promise.all(
    entries.map(async (entry): Promise<ListedEntry> => {
      const bytes = sizeOf(entry);
      return {
        ...entry,
        hosts: [...new Set(entry.addresses.map((address) => new URL(address).host))],
        memoryBytes: bytes === null ? null : neededMemory([{ bytes }], 1),
        presence: added.has(entry.sha256) ? "added" : addedDir ? await findFile(addedDir, entry.file) : "none",
      };
    }),
  );
}

/** SHA-256 of the added models whose files are there. */
async function readHashes(dir: string): Promise<Set<string>> {
  const { models } = await readAddedManifest(dir);
  const there = await Promise.all(models.map(({ file }) => isThere(dir, file)));
  return new Set(models.filter((_, at) => there[at]).map(({ sha256 }) => sha256));
}

async function findFile(dir: string, file: string): Promise<Presence> {
  if (await isThere(dir, file)) return "file";
  return (await isThere(dir, `${file}.part`)) ? "part" : "none";
}

const isThere = (dir: string, file: string): Promise<boolean> =>
  stat(path.join(/* turbopackIgnore: true */ dir, file)).then(
    () => true,
    () => false,
  );
