import { useEffect, useState } from "react";
import { useBalance } from "@/lib/client/use-balance";
import type { Balance } from "@/lib/contract/answers";
import { defaultOrder } from "@/lib/contract/order";
import { priceOrder } from "@/lib/contract/prices";
import { summarizePrice } from "./options/summarize-price";
import { useInspections } from "./photo-facts/use-inspections";
import { usePreviews } from "./photo-facts/use-previews";
import { mergePhotos, type QueuePhoto } from "./queue/queue-photo";
import { usePhotoQueue } from "./queue/use-photo-queue";
import { usePhotoActions } from "./use-photo-actions";
import { useWorkbenchJobs } from "./use-workbench-jobs";

const isUnsettled = ({ state, job }: QueuePhoto) =>
  !job && (state === "waiting" || state === "uploading" || state === "running");

/** The state and the actions of the workbench; its parts only show them. `balance` is null while nobody is signed in. */
export function useWorkbench(balance: Balance | null) {
  const [order, setOrder] = useState(defaultOrder);
  const [selectedRef, setSelectedRef] = useState<string | null>(null);
  const [signingIn, setSigningIn] = useState(false);
  /** Set while the photos wait for the user to sign in; then they are sent without another click. */
  const [sendsAfterSignIn, setSendsAfterSignIn] = useState(false);

  const signedIn = balance !== null;
  const requestSignIn = () => {
    setSigningIn(true);
    setSendsAfterSignIn(true);
  };
  const queue = usePhotoQueue(requestSignIn);
  useInspections(queue, signedIn);
  const actions = usePhotoActions(queue);
  const sending = queue.photos.some(({ phase }) => phase === "waiting" || phase === "uploading" || phase === "working");
  const server = useWorkbenchJobs({ signedIn, sending });
  const available = useBalance(balance).data?.available ?? balance?.available ?? null;

  const photos = usePreviews(mergePhotos(queue.photos, server.jobs), signedIn);
  const ready = queue.photos.filter((photo) => photo.phase === "ready");
  const committed = photos
    .filter(isUnsettled)
    .reduce((sum, { local }) => sum + (local?.order ? priceOrder(local.order).total : 0), 0);
  const price = summarizePrice({ photos: ready.length, order, available: signedIn ? available : null, committed });
  const selected = photos.find((photo) => photo.ref === selectedRef) ?? photos[0] ?? null;

  const run = () => {
    if (ready.length === 0) return;
    if (!signedIn) requestSignIn();
    else if (price.enough) queue.send(ready, order);
  };
  useEffect(() => {
    if (!sendsAfterSignIn || !signedIn || signingIn) return;
    setSendsAfterSignIn(false);
    run();
  });

  const add = (files: File[]) => setSelectedRef(actions.add(files) ?? selectedRef);
  const step = (by: number) => {
    const at = selected ? photos.indexOf(selected) : 0;
    setSelectedRef(photos[Math.min(photos.length - 1, Math.max(0, at + by))]?.ref ?? null);
  };
  const closeSignIn = (done: boolean) => {
    setSigningIn(false);
    if (!done) setSendsAfterSignIn(false);
  };
  return {
    ...{ photos, ready, selected, select: setSelectedRef, step, order, setOrder, price, run, add, signedIn, available },
    ...{ server, actions, signingIn, closeSignIn, requestSignIn: () => setSigningIn(true) },
    retry: (photo: QueuePhoto) => (signedIn ? actions.retry(photo, order) : requestSignIn()),
    copy: async (photo: QueuePhoto) => setSelectedRef((await actions.copy(photo)) ?? photo.ref),
  };
}

export type WorkbenchState = ReturnType<typeof useWorkbench>;
