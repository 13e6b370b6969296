import { useMemo, useState } from "react";
import { toast } from "sonner";
import { downloadArchive } from "@/lib/client/job-files";
import { useBalance } from "@/lib/client/use-balance";
import { useMaintenance } from "@/lib/client/use-maintenance";
import type { Balance, Capabilities } from "@/lib/contract/answers";
import { type Order, type OutputFormat, pickOwn } from "@/lib/contract/order";
import type { GroupAction } from "./list/group-bar";
import { useBatchProgress } from "./list/use-batch-progress";
import { useSelection } from "./list/use-selection";
import { fileOf, orderForBatch, useOptions } from "./options/use-options";
import { useInspections } from "./photo-facts/inspections/use-inspections";
import { usePages } from "./photo-facts/use-pages";
import { usePreviews } from "./photo-facts/use-previews";
import { mergePhotos, type QueuePhoto } from "./queue/queue-photo";
import { describeProblem } from "./queue/send-photo";
import { orderFor } from "./queue/store/order-for";
import { useQueueActions, useQueueState } from "./queue/use-queue";
import { useNamedPhoto } from "./use-named-photo";
import { usePhotoActions } from "./use-photo-actions";
import { usePreparation } from "./use-preparation";
import { useWorkbenchJobs } from "./use-workbench-jobs";

type Input = {
  /** Null while nobody is signed in. */
  balance: Balance | null;
  capabilities: Capabilities;
  /** The job that the page's address names; null for none. */
  namedJobId: string | null;
};

/** The state and the actions of the workbench; its parts only show them. */
export function useWorkbench({ balance, capabilities, namedJobId }: Input) {
  const state = useQueueState();
  const queue = useQueueActions();
  const actions = usePhotoActions();
  const signedIn = balance !== null;
  const preparation = usePreparation(queue, actions);
  // A photo that is being cropped is inspected when that is done.
  const inspecting = useInspections(signedIn, preparation.preparing);
  usePages(signedIn);
  const server = useWorkbenchJobs({ signedIn, namedJobId });
  const isClosed = useMaintenance() !== null;
  const available = useBalance(balance).data?.available ?? balance?.available ?? null;

  const merged = useMemo(() => mergePhotos(state, server.jobs), [state, server.jobs]);
  useNamedPhoto(namedJobId, merged, queue);
  const photos = usePreviews(merged, signedIn);
  const open = photos.find(({ ref }) => ref === state.openRef) ?? photos[0] ?? null;
  const selection = useSelection(photos, { refs: state.selectedRefs, onSelect: queue.select, onOpen: queue.open });
  const options = useOptions({
    ...{ photos, open, inspecting, settings: state, setOrder: queue.setOrder },
    selected: selection.refs,
    available: signedIn ? available : null,
  });

  /** Sends the first `count` photos of those that the button is for. */
  const run = (count: number) => {
    const chosen = options.toSend.slice(0, count);
    if (chosen.length === 0 || isClosed) return;
    options.settle(chosen);
    queue.send(chosen.map(({ ref }) => ref));
    selection.clear();
  };
  const add = (files: File[], from?: { sample?: string }) => {
    const refs = actions.add(files, from);
    if (refs.length > 1) {
      if (!state.choseAddOns) queue.setOrder(refs, (order) => orderForBatch(order, capabilities));
      // What is chosen next is chosen for all that came together.
      queue.select(refs);
    }
    if (refs[0]) queue.open(refs[0]);
  };
  const step = (by: number) => {
    const at = open ? photos.indexOf(open) : 0;
    queue.open(photos[Math.min(photos.length - 1, Math.max(0, at + by))]?.ref ?? null);
  };
  const moveOpen = (by: number) => {
    const at = state.photos.findIndex(({ ref }) => ref === open?.ref);
    if (open && at >= 0) queue.move(open.ref, Math.max(0, at + by));
  };
  return {
    ...{ state, photos, open, selection, server, available, signedIn, isClosed, run, add, step, moveOpen },
    ...options,
    changeAddOns: (change: (order: Order) => Order) => {
      options.changeOrders(change);
      queue.noteAddOnsChosen();
    },
    changeFormat: (outputFormat: OutputFormat) => {
      options.changeOrders((order) => ({ ...order, outputFormat }));
      if (options.others === 0) queue.noteFormatChosen();
    },
    ...preparation,
    ...useSigningIn(signedIn),
    act: (action: GroupAction, chosen: readonly QueuePhoto[]) => runAction(action, [...chosen], actions),
    again: async (photo: QueuePhoto) => {
      if (isClosed) return void toast.error("The studio is closed for maintenance. The photo stays as it is.");
      if (!(await actions.again(photo))) return;
      const order = orderFor(fileOf(photo), state);
      queue.setOrder([photo.ref], (own) => ({ ...order, ...pickOwn(own) }));
      queue.send([photo.ref]);
    },
    progress: useBatchProgress(photos),
    clear: queue.clear,
    chooseVersion: queue.chooseVersion,
    /** Photos that only this tab has. */
    unsent: state.storage !== "kept" && state.photos.some(({ phase }) => phase !== "done" && phase !== "failed"),
  };
}

export type WorkbenchState = ReturnType<typeof useWorkbench>;

/** The dialog to sign in: asked for by the user, or by photos that wait for it. */
function useSigningIn(signedIn: boolean) {
  const { paused } = useQueueState();
  const { resume, stop } = useQueueActions();
  const [requested, setRequested] = useState(false);
  /** Signed in a moment ago, or not wanted: the page is about to know it. */
  const [dismissed, setDismissed] = useState(false);
  const waits = paused === "sign_in";
  if (!waits && dismissed) setDismissed(false);
  return {
    signingIn: requested || (waits && !dismissed),
    requestSignIn: () => {
      setRequested(true);
      setDismissed(false);
    },
    closeSignIn: (done: boolean) => {
      setRequested(false);
      setDismissed(true);
      if (done) resume();
      else if (!signedIn) stop("all");
    },
  };
}

function runAction(action: GroupAction, photos: QueuePhoto[], actions: ReturnType<typeof usePhotoActions>): void {
  const [first] = photos;
  if (!first) return;
  if (action === "retry") void actions.retry(photos);
  else if (action === "turn") actions.turn(photos);
  else if (action === "invert") actions.invert(photos);
  else if (action === "stop") actions.stop(photos);
  else if (action === "remove") actions.remove(photos);
  else if (action === "delete") actions.deletePhotos(photos);
  else if (photos.length === 1) actions.download(first);
  else void downloadAll(photos);
}

async function downloadAll(photos: QueuePhoto[]): Promise<void> {
  const jobIds = photos.flatMap(({ chosen }) => (chosen ? [chosen.jobId] : []));
  try {
    await downloadArchive(jobIds);
  } catch (error) {
    toast.error(describeProblem(error).detail);
  }
}
