import { readPhotos } from "./read-photos";

export type PhotoChoice = {
  /** SHA-256 of the files to take, and no others. */
  only?: ReadonlySet<string>;
  /** Takes that many, those with the smallest SHA-256: a random choice, and the same one every time. */
  limit?: number;
};

/** SHA-256 of the photos to evaluate, in the order of their names. A photo that is there twice counts once. */
export async function choosePhotos(dir: string, { only, limit }: PhotoChoice): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { sha256 } of readPhotos(dir)) {
    if (!only || only.has(sha256)) found.add(sha256);
  }
  if (limit === undefined) return found;
  const smallest = new Set([...found].sort().slice(0, limit));
  return new Set([...found].filter((sha256) => smallest.has(sha256)));
}
