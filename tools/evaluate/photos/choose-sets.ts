import type { ListedPhoto } from "./list-photos";
import type { ForeignRole } from "./read-sources";

/** Photos that make a table of their own. */
export type PhotoSet = {
  /** For files and programs. */
  name: string;
  title: string;
  /** What a reader of the numbers must know. */
  note: string | null;
  /** SHA-256 of the photos, in the order of their names. */
  chosen: ReadonlySet<string>;
};

export type SetChoice = {
  /** SHA-256 of the files to take, and no others. */
  only?: ReadonlySet<string>;
  role?: ForeignRole;
  /** Takes that many of each set, those with the smallest SHA-256: a random choice, and the same one every time. */
  limit?: number;
};

/** Weights from before there were roles, which all later ones go on from, and collections that taught them though they are held out now. */
const firstWeights = "tiny@bc7a47e3 and large@b388d71b, from which later ones go on,";
const firstCollections = ["coco132", "coco100"];

const titles = { all: "All", listed: "Listed", "tune-foreign": "Foreign, to choose by", "held-out-foreign": "Foreign" };

/** The one set that is asked for: all photos, those listed, those with a role. */
export function chooseSet(listed: ListedPhoto[], { only, role, limit }: SetChoice): PhotoSet {
  const photos = listed.filter((photo) => (!only || only.has(photo.sha256)) && (!role || photo.role === role));
  const name = role ?? (only ? "listed" : "all");
  const taken = takeRandom(photos, limit);
  return makeSet(name, titles[name], taken, role ? noteFirst(taken) : null);
}

/**
 * The sets that tell how good a model is: photos held out of the collections that taught it, photos of collections that
 * it knows nothing of, and those of them that are foreign to the earlier weights as well.
 * @param heldOut SHA-256 of the photos held out
 */
export function chooseBothSets(listed: ListedPhoto[], heldOut: ReadonlySet<string>, limit?: number): PhotoSet[] {
  const held = listed.filter(({ sha256 }) => heldOut.has(sha256));
  const same = held.filter(({ role }) => role === "train");
  const elsewhere = held.length - same.length;
  const note = elsewhere > 0 ? `${elsewhere} more held-out photos are of collections that are foreign now.` : null;
  const foreign = takeRandom(
    listed.filter(({ role }) => role === "held-out-foreign"),
    limit,
  );
  const unseen = foreign.filter(({ source }) => !isFirst(source));
  const sets = [
    makeSet("same-collections", "Same collections", takeRandom(same, limit), note),
    makeSet("held-out-foreign", titles["held-out-foreign"], foreign, noteFirst(foreign)),
  ];
  if (unseen.length === foreign.length) return sets;
  return [...sets, makeSet("foreign-to-earlier-weights", "Foreign to the earlier weights too", unseen, null)];
}

function makeSet(name: string, title: string, photos: ListedPhoto[], note: string | null): PhotoSet {
  return { name, title, note, chosen: new Set(photos.map(({ sha256 }) => sha256)) };
}

function isFirst(source: string | null): boolean {
  return source !== null && firstCollections.includes(source);
}

/** How many photos the earlier weights may have seen: their numbers flatter them. */
function noteFirst(photos: ListedPhoto[]): string | null {
  const seen = photos.filter(({ source }) => isFirst(source));
  if (seen.length === 0) return null;
  const counts = firstCollections.map((name) => [name, seen.filter(({ source }) => source === name).length] as const);
  const each = counts.flatMap(([name, count]) => (count > 0 ? `${name} ${count}` : []));
  return `${seen.length} of these (${each.join(", ")}) are of collections that ${firstWeights} were trained on.`;
}

function takeRandom(photos: ListedPhoto[], limit?: number): ListedPhoto[] {
  const smallest = new Set(
    photos
      .map(({ sha256 }) => sha256)
      .sort()
      .slice(0, limit),
  );
  return photos.filter(({ sha256 }) => smallest.has(sha256));
}
