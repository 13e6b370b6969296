import { useEffect, useSyncExternalStore } from "react";
import type { LocalPhoto } from "./local-photo";
import { getPhotoQueue } from "./open-photo-queue";
import type { QueueActions } from "./store/queue-actions";
import { emptyState, type QueueState } from "./store/queue-state";

const subscribe = (onChange: () => void) => getPhotoQueue().store.subscribe(onChange);
const read = () => getPhotoQueue().store.read();
const readOnServer = () => emptyState;

/** The photos of this browser. `loaded` is false on the server and until what is stored has been read. */
export const useQueueState = (): QueueState => useSyncExternalStore(subscribe, read, readOnServer);

/** The same object all the time, for events and effects. */
export const useQueueActions = (): QueueActions => actions;

/** The queue is opened by the first use of it in the browser; the server has none. */
const actions: QueueActions = {
  add: (...given) => getPhotoQueue().actions.add(...given),
  adopt: (...given) => getPhotoQueue().actions.adopt(...given),
  remove: (...given) => getPhotoQueue().actions.remove(...given),
  deleteJobs: (...given) => getPhotoQueue().actions.deleteJobs(...given),
  setOrder: (...given) => getPhotoQueue().actions.setOrder(...given),
  edit: (...given) => getPhotoQueue().actions.edit(...given),
  split: (...given) => getPhotoQueue().actions.split(...given),
  dismiss: (...given) => getPhotoQueue().actions.dismiss(...given),
  noteAddOnsChosen: () => getPhotoQueue().actions.noteAddOnsChosen(),
  noteFormatChosen: () => getPhotoQueue().actions.noteFormatChosen(),
  open: (...given) => getPhotoQueue().actions.open(...given),
  select: (...given) => getPhotoQueue().actions.select(...given),
  move: (...given) => getPhotoQueue().actions.move(...given),
  send: (...given) => getPhotoQueue().actions.send(...given),
  stop: (...given) => getPhotoQueue().actions.stop(...given),
  retry: (...given) => getPhotoQueue().actions.retry(...given),
  again: (...given) => getPhotoQueue().actions.again(...given),
  chooseVersion: (...given) => getPhotoQueue().actions.chooseVersion(...given),
  clear: (...given) => getPhotoQueue().actions.clear(...given),
  resume: (...given) => getPhotoQueue().actions.resume(...given),
};

/** Drops photos that neither the browser nor the studio has any more. */
export const forgetPhotos = (refs: string[]): void => getPhotoQueue().store.commit({ type: "forget", refs });

/** Stores what is found out about a photo before it is sent. */
export const noteFound = (ref: string, fields: Partial<Pick<LocalPhoto, "facts" | "hints" | "pages">>): void =>
  getPhotoQueue().store.commit({ type: "change", refs: [ref], fields });

/** Makes the browser ask before it leaves the page while unsent photos would be lost. */
export function useUnsentWarning(unsent: boolean): void {
  useEffect(() => {
    if (!unsent) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [unsent]);
}
