import path from "node:path";
import { readPhotos } from "./read-photos";
import type { Role, Sources } from "./read-sources";

/** A photo of the folder, by the SHA-256 of its file. */
export type ListedPhoto = {
  sha256: string;
  /** The collection it came from; null where that isn't known. */
  source: string | null;
  role: Role;
};

/** The photos below a folder in the order of their names. One that is there twice counts once. */
export async function listPhotos(dir: string, sources: Sources | null): Promise<ListedPhoto[]> {
  const listed = new Map<string, ListedPhoto>();
  for await (const { name, sha256 } of readPhotos(dir)) {
    const source = sources?.sourceOf.get(path.posix.basename(name)) ?? null;
    const role = (source && sources?.roleOf.get(source)) || "train";
    if (!listed.has(sha256)) listed.set(sha256, { sha256, source, role });
  }
  return [...listed.values()];
}
