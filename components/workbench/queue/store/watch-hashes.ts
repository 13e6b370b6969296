import { pictureKey } from "@/lib/contract/photos/edits";
import { isAtWork, type LocalPhoto } from "../local-photo";
import type { QueueServer } from "../send/queue-server";
import type { Notice } from "./notice";
import type { QueueStore } from "./queue-store";

type Deps = {
  store: Pick<QueueStore, "read" | "commit" | "subscribe">;
  server: Pick<QueueServer, "findByHashes">;
  hash: (file: File) => Promise<string>;
  wait: (ms: number) => Promise<void>;
  say: (notice: Notice) => void;
};

/** Hashes of photos that are added together are asked for together. */
const askAfterMs = 300;

/** Finds each photo's hash, one after the other, and takes a file that came twice off the list again. */
export function watchHashes({ store, hash, say }: Deps): void {
  let isBusy = false;
  let repeated: string[] = [];
  const unreadable = new Set<string>();
  const next = () =>
    store.read().photos.find(({ ref, sha256, file }) => sha256 === null && file !== null && !unreadable.has(ref));
  const work = async () => {
    if (isBusy) return;
    isBusy = true;
    for (let photo = next(); photo?.file; photo = next()) {
      const sha256 = await hash(photo.file).catch(() => null);
      // A file that was moved or changed on the disk since; sending it will say so.
      if (sha256 === null) unreadable.add(photo.ref);
      else if (isRepetition(store.read().photos, photo, sha256)) {
        store.commit({ type: "forget", refs: [photo.ref] });
        repeated = [...repeated, photo.name];
      } else store.commit({ type: "change", refs: [photo.ref], fields: { sha256 } });
    }
    isBusy = false;
    if (repeated.length > 0) say({ id: "repeated", tone: "info", text: describeRepeated(repeated) });
    repeated = [];
  };
  store.subscribe(() => void work());
  void work();
}

/** The same file under the same name, while the first is not done: another name may be meant. Or the whole of parts in the list. */
function isRepetition(photos: LocalPhoto[], { ref, name, position }: LocalPhoto, sha256: string): boolean {
  const isSame = (other: LocalPhoto) => other.ref !== ref && other.sha256 === sha256 && other.name === name;
  const mine = photos.find((photo) => photo.ref === ref);
  if (mine?.phase !== "ready" || mine.attempt > 0) return false;
  if (photos.some((other) => isSame(other) && other.phase !== "done" && other.position <= position)) return true;
  return !isPart(photos, mine) && photos.some((other) => other.sha256 === sha256 && isPart(photos, other));
}

/** Whether it is one of several parts of a file: parts have names of their own, so names do not show a repetition. */
const isPart = (photos: LocalPhoto[], { ref, storedWith }: LocalPhoto): boolean =>
  storedWith !== null || photos.some((other) => other.storedWith === ref);

const describeRepeated = ([first = "", ...others]: string[]): string =>
  others.length === 0
    ? `${first} is already in the list. It was added once.`
    : `${others.length + 1} photos were already in the list. Each was added once.`;

/** Asks the studio for earlier results of photos that are ready, once for each hash. Nobody is asked while nobody is signed in. */
export function watchEarlier({ store, server, wait }: Deps): void {
  let asked = new Set<string>();
  let askedFor: string | null = null;
  let isBusy = false;
  const listNew = () => {
    const { photos, userId } = store.read();
    if (userId !== askedFor) asked = new Set();
    askedFor = userId;
    if (userId === null) return [];
    const hashes = photos.flatMap((photo) =>
      photo.sha256 && !isAtWork(photo) && photo.attempt === 0 ? [photo.sha256] : [],
    );
    return [...new Set(hashes)].filter((sha256) => !asked.has(sha256));
  };
  const work = async () => {
    if (isBusy || listNew().length === 0) return;
    isBusy = true;
    await wait(askAfterMs);
    const hashes = listNew();
    for (const sha256 of hashes) asked.add(sha256);
    // An answer is welcome and not needed: without it a photo is simply colored again.
    const jobs = await server.findByHashes(hashes).catch(() => []);
    isBusy = false;
    // Newest first: the first of a picture stays.
    const found = Object.fromEntries(jobs.toReversed().map((job) => [pictureKey(job.inputSha256, job.order), job]));
    if (jobs.length > 0) store.commit({ type: "status", fields: { earlier: { ...store.read().earlier, ...found } } });
    else void work();
  };
  store.subscribe(() => void work());
  void work();
}
