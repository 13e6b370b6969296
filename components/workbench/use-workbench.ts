import { useState } from "react";
import { useBalance } from "@/lib/client/use-balance";
import type { Balance } from "@/lib/contract/answers";
import type { Order } from "@/lib/contract/order";
import { priceOrder } from "@/lib/contract/prices";
import { summarizePrice } from "./options/summarize-price";
import { useInspections } from "./photo-facts/use-inspections";
import { mergePhotos, type QueuePhoto } from "./queue/queue-photo";
import { useQueueActions, useQueueState } from "./queue/use-queue";
import { usePhotoActions } from "./use-photo-actions";
import { useWorkbenchJobs } from "./use-workbench-jobs";

const isUnsettled = ({ state, job }: QueuePhoto) =>
  !job && (state === "waiting" || state === "uploading" || state === "running");

/** The state and the actions of the workbench; its parts only show them. `balance` is null while nobody is signed in. */
export function useWorkbench(balance: Balance | null) {
  const queue = useQueueState();
  const { send, open, stop, resume, setOrder } = useQueueActions();
  /** Signed in a moment ago: the page is about to know it. */
  const [signedInNow, setSignedInNow] = useState(false);

  const signedIn = balance !== null;
  useInspections(signedIn);
  const actions = usePhotoActions();
  const server = useWorkbenchJobs({ signedIn, namedJobId: null });
  const available = useBalance(balance).data?.available ?? balance?.available ?? null;

  const { order } = queue;
  const photos = mergePhotos(queue, server.jobs);
  const ready = queue.photos.filter((photo) => photo.phase === "ready");
  const committed = photos
    .filter(isUnsettled)
    .reduce((sum, { local }) => sum + (local ? priceOrder(local.order).total : 0), 0);
  const price = summarizePrice({ photos: ready.length, order, available: signedIn ? available : null, committed });
  const selected = photos.find((photo) => photo.ref === queue.openRef) ?? photos[0] ?? null;

  const run = () => {
    if (ready.length > 0 && price.enough) send(ready.map(({ ref }) => ref));
  };
  const add = (files: File[]) => {
    const [first] = actions.add(files);
    if (first !== undefined) open(first);
  };
  const step = (by: number) => {
    const at = selected ? photos.indexOf(selected) : 0;
    open(photos[Math.min(photos.length - 1, Math.max(0, at + by))]?.ref ?? null);
  };
  const closeSignIn = (done: boolean) => {
    setSignedInNow(done);
    if (done) resume();
    else stop("all");
  };
  return {
    ...{ photos, ready, selected, select: open, step, order, price, run, add, signedIn, available },
    ...{ server, actions, closeSignIn, signingIn: queue.paused === "sign_in" && !signedInNow },
    /** Photos that only this tab has. */
    unsent: queue.storage !== "kept" && queue.photos.some(({ phase }) => phase !== "done" && phase !== "failed"),
    setOrder: (changed: Order) => setOrder("all", () => changed),
    retry: (photo: QueuePhoto) => actions.retry([photo]),
    copy: async (photo: QueuePhoto) => void (await actions.again(photo)),
  };
}

export type WorkbenchState = ReturnType<typeof useWorkbench>;
