import { readFile, stat } from "node:fs/promises";
import { z } from "zod";
import { chooseBothSets, chooseSet, type PhotoSet, type SetChoice } from "./choose-sets";
import { listPhotos } from "./list-photos";
import { PhotosError, readSources } from "./read-sources";

export type SetOptions = Omit<SetChoice, "only"> & {
  /** File with the SHA-256 of the photos to take. */
  only?: string;
};

/**
 * The sets of photos to evaluate, each with at least one photo: those that are asked for, or both of a folder that tells
 * what its collections are for, or all photos.
 * @param heldOut file with the SHA-256 of the photos held out of the collections that teach
 * @throws {PhotosError} when there is none, or a file that tells can't be read
 */
export async function findSets(dir: string, { only, ...choice }: SetOptions, heldOut: string): Promise<PhotoSet[]> {
  const place = await stat(dir).catch(() => null);
  if (!place?.isDirectory()) throw new PhotosError(`${dir} is not a folder that can be read.`);
  const sources = await readSources(dir);
  if (choice.role && !sources) throw new PhotosError(`${dir} has no sources.json that gives collections a role.`);
  const listed = await listPhotos(dir, sources);
  if (sources && !only && !choice.role) {
    const sets = chooseBothSets(listed, await readList(heldOut), choice.limit);
    return keepFilled(sets, `Below ${dir} there is no photo that is held out.`);
  }
  const hashes = only ? await readList(only) : undefined;
  const set = chooseSet(listed, { ...choice, only: hashes });
  if (hashes && !choice.role && choice.limit === undefined && set.chosen.size < hashes.size) {
    console.error(`${hashes.size - set.chosen.size} of the ${hashes.size} listed photos are not below ${dir}.`);
  }
  const which = `${hashes ? " that is listed" : ""}${choice.role ? ` with the role ${choice.role}` : ""}`;
  return keepFilled([set], `Below ${dir} there is no JPEG, PNG or WebP${which}.`);
}

function keepFilled(sets: PhotoSet[], complaint: string): PhotoSet[] {
  const filled = sets.filter(({ chosen }) => chosen.size > 0);
  if (filled.length === 0) throw new PhotosError(complaint);
  return filled;
}

async function readList(file: string): Promise<Set<string>> {
  const hashes = await readHashes(file);
  if (!hashes) throw new PhotosError(`${file} is not a list of SHA-256, one a line.`);
  return hashes;
}

const hashesSchema = z.array(z.string().regex(/^[0-9a-f]{64}$/)).min(1);

/** A list of SHA-256 in hex, one a line; null when it can't be read or says something else. */
export async function readHashes(path: string): Promise<Set<string> | null> {
  const text = await readFile(path, "utf8").catch(() => "");
  const { data } = hashesSchema.safeParse(text.split(/\r?\n/).filter(Boolean));
  return data ? new Set(data) : null;
}
