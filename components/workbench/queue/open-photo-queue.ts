import { createRef } from "./local-photo";
import { holdLead } from "./send/hold-lead";
import { queueServer } from "./send/queue-server";
import { Sender } from "./send/sender";
import { sendPhoto } from "./send-photo";
import { openShelf } from "./shelf/idb-shelf";
import { createActions } from "./store/create-actions";
import { hashFile } from "./store/hash-file";
import type { Notice } from "./store/notice";
import type { QueueChange } from "./store/queue-state";
import { QueueStore } from "./store/queue-store";
import { Removals } from "./store/removals";
import { openTabChannel } from "./store/tab-channel";
import { watchEarlier, watchHashes } from "./store/watch-hashes";

/** What happens in the queue and is not in its state. */
export type QueueEvent =
  | { type: "notice"; notice: Notice }
  /** A photo has ended; null credits when nothing was said of them. */
  | { type: "settled"; creditsRemaining: number | null }
  | { type: "deleted" };

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The queue of this page, as a browser runs it. Nothing of it starts before `start`. */
export function openPhotoQueue() {
  const listeners = new Set<(event: QueueEvent) => void>();
  const tell = (event: QueueEvent) => {
    for (const listener of listeners) listener(event);
  };
  const say = (notice: Notice) => tell({ type: "notice", notice });
  const channel = openTabChannel();
  /** This page is of an account that has left: another one has signed in in another tab, and the session is theirs. */
  const isOutdatedBy = (change: QueueChange) =>
    change.type === "settings" && ![undefined, null, store.read().userId].includes(change.fields.owner);
  const store: QueueStore = new QueueStore({
    tabs: {
      ...channel,
      listen: (onChange) =>
        channel.listen((change) =>
          store.read().userId !== null && isOutdatedBy(change) ? window.location.reload() : onChange(change),
        ),
    },
    createUrl: (file) => URL.createObjectURL(file),
    revokeUrl: (url) => URL.revokeObjectURL(url),
  });
  const common = { store, server: queueServer, wait, say, now: Date.now };
  const removals = new Removals({ ...common, onDeleted: () => tell({ type: "deleted" }) });
  const sender = new Sender({
    ...common,
    sendPhoto,
    colorSample: queueServer.colorSample,
    onSettled: (creditsRemaining) => tell({ type: "settled", creditsRemaining }),
  });
  const actions = createActions({ ...common, removals, createRef });

  const start = async () => {
    addEventListener("pagehide", () => {
      removals.flush();
      store.flush();
    });
    addEventListener("online", () => store.read().paused === "offline" && actions.resume());
    addEventListener("focus", () => void resumeSession(actions.resume, store));
    const shelf = await openShelf();
    await store.open(shelf);
    watchHashes({ ...common, hash: hashFile });
    watchEarlier({ ...common, hash: hashFile });
    const lead = () => {
      sender.lead();
      void removals.finishOthers();
    };
    const { locks }: { locks?: LockManager } = navigator;
    const ends = { onLead: lead, onLost: () => sender.yield() };
    await holdLead({ shelf, locks, holder: createRef(), now: Date.now, wait, ...ends });
  };

  return {
    store,
    actions,
    sender,
    start,
    listen: (listener: (event: QueueEvent) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The session had ended; its owner may have signed in again in another tab. */
async function resumeSession(resume: () => void, store: QueueStore): Promise<void> {
  const isWaiting = () => store.read().paused === "sign_in" && store.read().userId !== null;
  if (isWaiting() && (await queueServer.isSignedIn()) && isWaiting()) resume();
}

export type PhotoQueue = ReturnType<typeof openPhotoQueue>;

let opened: PhotoQueue | null = null;

/** One for the whole page: it lives through every way from one of its addresses to another. */
export function getPhotoQueue(): PhotoQueue {
  if (opened === null) {
    opened = openPhotoQueue();
    void opened.start();
  }
  return opened;
}
