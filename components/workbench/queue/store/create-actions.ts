import { plainEdits } from "@/lib/contract/photos/edits";
import { checkFile } from "../../intake/check-file";
import { createLocalPhoto, isAtWork, isSending, type LocalPhoto, nameAttempt, type PhotoFields } from "../local-photo";
import type { QueueServer } from "../send/queue-server";
import { createEditActions } from "./edit-actions";
import { orderFor } from "./order-for";
import type { QueueActions } from "./queue-actions";
import type { QueueStore } from "./queue-store";
import type { Removals } from "./removals";

type Deps = {
  store: QueueStore;
  removals: Removals;
  server: Pick<QueueServer, "findByRefs" | "cancel">;
  createRef: () => string;
  now: () => number;
  wait: (ms: number) => Promise<void>;
};

/** A photo whose upload was whole may have its job a moment later: it is looked for so often, so far apart. */
const cancelTries = 4;
const cancelRetryMs = 1_000;

type Photos = {
  pick: (refs: string[] | "all") => LocalPhoto[];
  change: (chosen: LocalPhoto[], fields: PhotoFields) => void;
};

export function createActions(deps: Deps): QueueActions {
  const { store, removals } = deps;
  const photos = () => store.read().photos;
  const pick = (refs: string[] | "all") =>
    refs === "all" ? photos() : photos().filter(({ ref }) => refs.includes(ref));
  const change = (chosen: LocalPhoto[], fields: PhotoFields) => {
    if (chosen.length > 0) store.commit({ type: "change", refs: chosen.map(({ ref }) => ref), fields });
  };
  const stop = (which: string[] | "all") => stopPhotos(deps, { pick, change }, which);
  const send = (refs: string[]) => {
    const chosen = pick(refs).filter(({ phase }) => phase === "ready" || phase === "failed");
    const fresh = { percent: 0, maybeArrived: false, problem: null, startedAt: null, endedAt: null };
    // Few writes: a page that is left right after the click has stored that they wait.
    for (const [attempt, photos] of groupBy(chosen, (photo) => photo.attempt)) {
      change(photos, { phase: "waiting", attempt: attempt + 1, ...fresh });
    }
  };
  const settings = (fields: Partial<ReturnType<typeof store.read>>) => store.commit({ type: "settings", fields });
  const removeAll = (refs: string[], jobIds: string[]) => {
    stop(refs);
    return removals.start(refs, jobIds);
  };

  return {
    add: (files, { sample = null }: { sample?: string | null } = {}) => addFiles(deps, files, sample),
    adopt: ({ ref, file, order, attempt, outputUrl }) => {
      const owner = store.read().userId;
      const photo = createLocalPhoto({ ref, owner, order, position: deps.now(), sample: null, file });
      const hiddenRefs = store.read().hiddenRefs.filter((hidden) => hidden !== ref);
      settings({ hiddenRefs });
      store.commit({ type: "add", photos: [{ ...photo, attempt, outputUrl }] });
    },
    remove: (refs) => removeAll(refs, []),
    deleteJobs: removeAll,
    setOrder: (which, reorder) => {
      if (which === "next" || which === "all") settings({ order: reorder(store.read().order) });
      if (which === "next") return;
      const idle = pick(which).filter((photo) => !isAtWork(photo));
      for (const [, photos] of groupBy(idle, (photo) => JSON.stringify(reorder(photo.order)))) {
        const [first] = photos;
        if (first) change(photos, { order: reorder(first.order) });
      }
    },
    ...createEditActions({ store, createRef: deps.createRef, pick, change }),
    noteAddOnsChosen: () => settings({ choseAddOns: true }),
    noteFormatChosen: () => settings({ choseFormat: true }),
    open: (ref) => settings({ openRef: ref }),
    select: (refs) => settings({ selectedRefs: refs }),
    move: (ref, toIndex) => {
      const [photo] = pick([ref]);
      if (photo)
        change([photo], {
          position: positionAt(
            photos().filter((other) => other.ref !== ref),
            toIndex,
          ),
        });
    },
    send,
    stop,
    retry: send,
    again: (ref) => {
      const [photo] = pick([ref]);
      if (photo?.phase !== "done" || !photo.file) return;
      // Its bytes were dropped from the browser's storage when it was done.
      store.commit({ type: "add", photos: [{ ...photo, phase: "ready", percent: 0, startedAt: null, endedAt: null }] });
    },
    chooseVersion: (ref, jobId) => settings({ choices: { ...store.read().choices, [ref]: jobId } }),
    clear: () => {
      stop("all");
      store.commit({ type: "clear", at: new Date(deps.now()).toISOString() });
    },
    resume: () => {
      const { paused, userId } = store.read();
      if (paused === "offline" || userId !== null) store.commit({ type: "status", fields: { paused: null } });
    },
  };
}

function stopPhotos(deps: Deps, { pick, change }: Photos, which: string[] | "all"): void {
  const { store } = deps;
  const stopped = pick(which).filter(
    (photo) => isAtWork(photo) || (photo.phase === "ready" && photo.outputUrl !== null),
  );
  const [sending, waiting] = [stopped.filter(isSending), stopped.filter((photo) => !isSending(photo))];
  const back = { percent: 0, startedAt: null };
  // First what waits, or the room that the others leave would be taken at once.
  for (const group of [waiting, sending]) {
    const fresh = group.filter(({ outputUrl }) => outputUrl === null);
    change(fresh, { phase: "ready", ...back });
    change(
      group.filter((photo) => !fresh.includes(photo)),
      { phase: "done", ...back },
    );
  }
  for (const photo of sending) void cancelAttempt(deps, photo);
  // Nothing waits for the network or a sign-in any more.
  const { paused, photos } = store.read();
  if (paused && !photos.some(isAtWork)) store.commit({ type: "status", fields: { paused: null } });
}

function addFiles({ store, createRef, now }: Deps, files: File[], sample: string | null) {
  const { userId: owner, ...settings } = store.read();
  const refused = files.map(checkFile).filter((reason) => reason !== null);
  const at = now();
  const photos = files
    .filter((file) => checkFile(file) === null)
    .map((file, index) => {
      const order = { ...orderFor(file, settings), ...plainEdits };
      return createLocalPhoto({ ref: createRef(), owner, order, position: at + index / 1000, sample, file });
    });
  if (photos.length > 0) store.commit({ type: "add", photos });
  return { refs: photos.map(({ ref }) => ref), refused };
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** A place between the neighbors that a photo gets at this index. */
function positionAt(others: LocalPhoto[], index: number): number {
  const before = others[index - 1]?.position;
  const after = others[index]?.position;
  if (before === undefined) return (after ?? 0) - 1;
  return after === undefined ? before + 1 : (before + after) / 2;
}

/** Cancels the job of an attempt that was stopped. When it had succeeded already, its result is taken. */
async function cancelAttempt({ store, server, wait }: Deps, photo: LocalPhoto): Promise<void> {
  const name = nameAttempt(photo);
  for (let tries = 0; tries < cancelTries; tries += 1) {
    // Without an answer the job runs on, and its result turns up with the photo's versions.
    const [job] = await server.findByRefs([name]).catch(() => []);
    if (job?.status === "succeeded" && job.outputUrl) return takeLateResult(store, photo, job.outputUrl);
    if (job && (await server.cancel(job.jobId).catch(() => false))) return;
    if (photo.phase === "uploading" && !job) return;
    await wait(cancelRetryMs);
  }
}

function takeLateResult(store: QueueStore, { ref, attempt }: LocalPhoto, outputUrl: string): void {
  const now = store.read().photos.find((photo) => photo.ref === ref);
  if (now?.phase !== "ready" || now.attempt !== attempt) return;
  store.commit({ type: "change", refs: [ref], fields: { phase: "done", outputUrl } });
}
